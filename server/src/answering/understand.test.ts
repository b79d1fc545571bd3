import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { meantBy } from '../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { redact } from './redact/redact.ts';
import { understand } from './understand.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

const understood = (message: string, more: object = {}) =>
  understand({ message, lang: 'de', ...more }, redact(message, base.publicContacts), base);

const understoodByMeaning = async (message: string) => {
  const request = { message, lang: 'de' };
  const redacted = redact(message, base.publicContacts);
  return understand(request, redacted, base, await meantBy(request, base));
};

describe('intent', () => {
  it.each([
    ['Hallo!', 'greeting'],
    ['Guten Morgen', 'greeting'],
    ['Vielen Dank', 'thanks'],
    ['Wer bist du?', 'identity'],
    ['Bist du ein Mensch?', 'identity'],
    ['Ich möchte mit einem Menschen sprechen', 'wants-a-person'],
    ['Hilfe, es brennt bei uns!', 'emergency'],
    ['Mein Kind hat sich vergiftet', 'emergency'],
    ['He is not breathing', 'emergency'],
    ['Hallo, was kostet ein Reisepass?', 'question'],
    ['danke, und wo ist das Standesamt?', 'question'],
    ['Welche Daten haben Sie über mich gespeichert?', 'privacy'],
    ['Ich möchte Auskunft nach Art. 15 DSGVO', 'privacy'],
    ['', 'empty'],
    ['??? 😀', 'empty'],
  ])('%s → %s', async (message, intent) => {
    expect((await understoodByMeaning(message)).intent).toBe(intent);
  });
});

describe('facet', () => {
  it.each([
    ['Was kostet ein Reisepass?', 'cost'],
    ['Welche Unterlagen brauche ich für die Anmeldung?', 'documents'],
    ['Wie lange dauert ein Personalausweis?', 'duration'],
    ['Bis wann muss ich mich ummelden?', 'deadline'],
    ['Wann hat das Standesamt geöffnet?', 'hours'],
    ['Wo ist der Wertstoffhof?', 'place'],
    ['Kann ich den Hund online anmelden?', 'online'],
    ['Reisepass', undefined],
  ])('%s → %s', async (message, facet) => {
    expect((await understoodByMeaning(message)).facet).toBe(facet);
  });
});

describe('language', () => {
  it('is that of the question, if it is clear', () => {
    expect(understood('Where can I register my new apartment?').lang).toBe('en');
    expect(understood('Wo kann ich meine Wohnung anmelden?', { lang: 'en' }).lang).toBe('de');
  });

  it('is that of the interface, if the question does not tell', () => {
    expect(understood('OK').lang).toBe('de');
  });
});

describe('carrying on', () => {
  const context = { entries: ['reisepass'] };

  it('keeps to the last entry when the message names no other', () => {
    expect(understood('Und was kostet das?', { context }).followUp).toEqual(['reisepass']);
  });

  it('turns to another thing when the message names one', () => {
    expect(understood('Was kostet ein Personalausweis?', { context }).followUp).toEqual([]);
  });

  it('does not believe in entries that there are not', () => {
    expect(understood('Und was kostet das?', { context: { entries: ['none'] } }).followUp).toEqual([]);
  });
});
