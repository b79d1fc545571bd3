import { describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { Orthography } from './orthography.ts';

describe('German orthography', () => {
  it('learns umlauts from texts, with the letters around them', () => {
    const orthography = new Orthography([
      'Die Gebühren für das Führungszeugnis',
      'Die neue Steuer, die Adresse, dass',
    ]);
    expect(orthography.mend('Gebuehrenbefreiung fuer neue Steuern')).toBe(
      'Gebührenbefreiung für neue Steuern',
    );
    expect(orthography.mend('GEBUEHREN')).toBe('GEBÜHREN');
    expect(orthography.mend('dass die Adresse')).toBe('dass die Adresse');
  });

  it('leaves what is typed where no text tells', () => {
    expect(new Orthography(['Gebühr']).mend('Michael blueht Poesie')).toBe('Michael blueht Poesie');
  });

  it.each([
    ['Oeffnungszeiten Buergerbuero', 'de', 'Öffnungszeiten Bürgerbüro'],
    [
      'Wie hoch sind die Gebuehren fuer das Fuehrungszeugnis?',
      'de',
      'Wie hoch sind die Gebühren für das Führungszeugnis?',
    ],
    ['Ich moechte mein Auto naechste Woche abmelden', 'de', 'Ich möchte mein Auto nächste Woche abmelden'],
    ['Personal Ausweis', 'de', 'Personalausweis'],
    ['Führungs-Zeugnis, Hunde  Steuer', 'de', 'Führungszeugnis, Hundesteuer'],
    ['Does a blue badge cost money?', 'en', 'Does a blue badge cost money?'],
    ['¿Puede mi hija sacar un pasaporte? Fue ayer', 'es', '¿Puede mi hija sacar un pasaporte? Fue ayer'],
    ['Hoe moet ik mijn auto aanmelden?', 'nl', 'Hoe moet ik mijn auto aanmelden?'],
    [
      'Wie teuer ist der neue Reisepass, muss ich Adresse und Steuer nennen?',
      'de',
      'Wie teuer ist der neue Reisepass, muss ich Adresse und Steuer nennen?',
    ],
  ])('mends what the sample city knows: %s', async (text, lang, restored) => {
    expect((await sampleKnowledge()).asSpelled(text, lang)).toBe(restored);
  });
});
