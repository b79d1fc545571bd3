import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../../test/support/knowledge.ts';
import { meantBy } from '../../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { redact } from '../redact/redact.ts';
import { read } from './read.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

const readBy = (message: string, more: object = {}) =>
  read({ message, lang: 'de', ...more }, redact(message, base.publicContacts), base);

describe('kind of question', () => {
  it.each([
    ['Was kostet ein Reisepass?', 'price'],
    ['Welche Unterlagen brauche ich für die Anmeldung?', 'documents'],
    ['Wie lange dauert ein Personalausweis?', 'duration'],
    ['Bis wann muss ich mich ummelden?', 'deadline'],
    ['Wann hat das Standesamt geöffnet?', 'hours'],
    ['Wo ist der Wertstoffhof?', 'place'],
    ['Kann ich den Hund online anmelden?', 'online'],
    ['Reisepass', undefined],
  ])('%s → %s', async (message, kind) => {
    const request = { message, lang: 'de' };
    const meant = await meantBy(request, base);
    expect(read(request, redact(message, base.publicContacts), base, meant).kind).toBe(kind);
  });
});

describe('language', () => {
  it('is that of the question, if it is clear', () => {
    expect(readBy('Where can I register my new apartment?').lang).toBe('en');
    expect(readBy('Wo kann ich meine Wohnung anmelden?', { lang: 'en' }).lang).toBe('de');
  });

  it('is that of the interface, if the question does not tell', () => {
    expect(readBy('OK').lang).toBe('de');
  });
});

describe('carrying on', () => {
  const context = { entries: ['reisepass'] };

  it('is what a message does that names no other thing', () => {
    expect(readBy('Und was kostet das?', { context })).toMatchObject({
      carriesOn: true,
      conversation: ['reisepass'],
    });
  });

  it('is not what a message does that names one', () => {
    expect(readBy('Was kostet ein Personalausweis?', { context }).carriesOn).toBe(false);
  });

  it('knows no entries that there are not', () => {
    expect(readBy('Und was kostet das?', { context: { entries: ['none'] } }).conversation).toEqual([]);
  });
});

describe('danger', () => {
  const dangerOf = async (message: string) => {
    const meant = await meantBy({ message, lang: 'de' }, base);
    return read({ message, lang: 'de' }, redact(message, base.publicContacts), base, meant).danger;
  };
  const calm = 'Guten Tag. Ich habe eine Frage. Ich wohne in der Altstadt. Vielen Dank im Voraus.';

  it('is none where no sentence tells of any, whoever asks', async () => {
    expect(await dangerOf('Ich bin ein Mann. Wer repariert ein Schlagloch in meiner Straße?')).toBeLessThan(
      0.05,
    );
  });

  it('counts however late in a message it is told', async () => {
    expect(
      await dangerOf(`${calm} Bitte helft mir. Mein Mann ist bewusstlos und atmet nicht mehr!`),
    ).toBeGreaterThan(0.2);
  });
});
