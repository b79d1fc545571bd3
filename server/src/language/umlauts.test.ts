import { describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { Umlauts } from './umlauts.ts';

describe('umlauts', () => {
  it('are learned from texts, with the letters around them', () => {
    const umlauts = new Umlauts([
      'Die Gebühren für das Führungszeugnis',
      'Die neue Steuer, die Adresse, dass',
    ]);
    expect(umlauts.restore('Gebuehrenbefreiung fuer neue Steuern')).toBe(
      'Gebührenbefreiung für neue Steuern',
    );
    expect(umlauts.restore('GEBUEHREN')).toBe('GEBÜHREN');
    expect(umlauts.restore('dass die Adresse')).toBe('dass die Adresse');
  });

  it('are left as they are typed where no text tells', () => {
    expect(new Umlauts(['Gebühr']).restore('Michael blueht Poesie')).toBe('Michael blueht Poesie');
  });

  it.each([
    ['Oeffnungszeiten Buergerbuero', 'de', 'Öffnungszeiten Bürgerbüro'],
    [
      'Wie hoch sind die Gebuehren fuer das Fuehrungszeugnis?',
      'de',
      'Wie hoch sind die Gebühren für das Führungszeugnis?',
    ],
    ['Ich moechte mein Auto naechste Woche abmelden', 'de', 'Ich möchte mein Auto nächste Woche abmelden'],
    ['Does a blue badge cost money?', 'en', 'Does a blue badge cost money?'],
    ['¿Puede mi hija sacar un pasaporte? Fue ayer', 'es', '¿Puede mi hija sacar un pasaporte? Fue ayer'],
    ['Hoe moet ik mijn auto aanmelden?', 'nl', 'Hoe moet ik mijn auto aanmelden?'],
    [
      'Wie teuer ist der neue Reisepass, muss ich Adresse und Steuer nennen?',
      'de',
      'Wie teuer ist der neue Reisepass, muss ich Adresse und Steuer nennen?',
    ],
  ])('of the sample city: %s', async (text, lang, restored) => {
    expect((await sampleKnowledge()).withUmlauts(text, lang)).toBe(restored);
  });
});
