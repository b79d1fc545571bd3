import { Answer } from '@stadtlotse/sdk/protocol';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf, sampleKnowledge } from '../../../test/support/knowledge.ts';
import { meantBy } from '../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { answer, prepare } from './pipeline.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});
const ask = (message: string, more = {}) => answer({ message, lang: 'de', ...more }, base);
/** The same by meaning. */
const askMeaning = async (message: string) =>
  answer({ message, lang: 'de' }, base, await meantBy({ message, lang: 'de' }, base));

describe('a question about a part of an entry is answered by that part', () => {
  it.each([
    ['Was kostet ein Reisepass?', 'reisepass', 'Kosten', '70'],
    [
      'Welche Unterlagen brauche ich für das Wohngeld?',
      'wohngeld',
      'Erforderliche Unterlagen',
      'Mietvertrag',
    ],
    ['Wie lange dauert der Personalausweis?', 'personalausweis', 'Bearbeitungsdauer', '3 Wochen'],
    ['How much does a passport cost?', 'reisepass', 'Fees', '€70'],
  ])('%s', (question, id, section, fact) => {
    const { sources, text } = ask(question);
    expect(sources[0]).toMatchObject({ id, section });
    expect(text).toContain(fact);
  });

  it('says so when the entry has nothing on it, and offers the entry', async () => {
    const { kind, text, sources, choices, notices } = await askMeaning(
      'Was passiert, wenn ich den Sperrmüll zu früh rausstelle?',
    );
    expect({ kind, sources }).toEqual({ kind: 'abstain', sources: [] });
    expect(text).toContain('steht nichts zum Punkt „Folgen“');
    expect(choices?.[0]?.entry).toBe('sperrmuell');
    expect(notices.map(({ code }) => code)).toContain('not-in-text');
  });
});

describe('an answer', () => {
  it('offers the services of a life situation', () => {
    const { sources, choices } = ask('Ich ziehe um. Was muss ich tun?');
    expect(sources[0]?.id).toBe('umzug');
    expect(choices?.map(({ entry }) => entry)).toContain('wohnsitz-anmelden');
  });

  it('shows where to go', () => {
    const { cards } = ask('Wo kann ich einen Reisepass beantragen?');
    const offices = cards.filter(({ type }) => type === 'office').map(({ id }) => id);
    expect(offices).toEqual(['buergerbuero-mitte', 'buergerbuero-nord']);
  });

  it('has the words of its language and the facts of the main one', async () => {
    const small = await knowledgeOf({
      'services/hund.de.md': entry(
        'title: Hundesteuer\nfees: [{ id: first, label: erster Hund, amount: 96.5 }]',
      ),
      'services/hund.en.md': entry(
        'title: Dog tax\nquestions: [How much is the dog tax?]\nlabels: { first: first dog }',
      ),
    });
    const { text } = answer({ message: 'How much is the dog tax?', lang: 'en' }, small);
    expect(text).toBe('Dog tax: this costs **€96.50** (first dog).');
  });
});

describe('entries that fit equally well', () => {
  it('are offered, not guessed', async () => {
    const small = await knowledgeOf({
      'faq/hund-anmelden.de.md': entry('title: Hund anmelden'),
      'faq/hund-abmelden.de.md': entry('title: Hund abmelden'),
    });
    const result = answer({ message: 'Hund', lang: 'de' }, small);
    expect(result.kind).toBe('clarify');
    expect(result.choices?.map(({ entry }) => entry).sort()).toEqual(['hund-abmelden', 'hund-anmelden']);
  });

  it('are answered once chosen', () => {
    const chosen = { context: { entries: ['gewerbe-abmelden'] } };
    const { kind, sources } = ask('Gewerbe abmelden', chosen);
    expect([kind, sources[0]?.id]).toEqual(['answer', 'gewerbe-abmelden']);
  });
});

describe('anything a citizen may type gets an answer that makes sense', () => {
  it.each([
    ['', 'clarify'],
    ['😀😀😀', 'clarify'],
    ['und oder aber', 'abstain'],
    ['Z̸̢̛a̷l̵g̶o̷', 'clarify'],
    ['x'.repeat(2000), 'clarify'],
    ['Es brennt!', 'emergency'],
    ['danke', 'smalltalk'],
    ['Kann ich mit einem Menschen sprechen?', 'contact'],
  ])('%s → %s', (message, kind) => {
    expect(Answer.parse(ask(message)).kind).toBe(kind);
  });

  it('leads to 112 before anything else in an emergency', async () => {
    const { text, cards } = await askMeaning('Ich brauche einen Reisepass, aber mein Mann atmet nicht!');
    expect(text).toContain('112');
    expect(cards[0]?.items.map(({ href }) => href)).toEqual([
      'tel:112',
      'tel:110',
      'tel:+49613119240',
      'tel:116123',
      'tel:116016',
      'tel:116111',
    ]);
  });

  it('never decides (AIA-5): it says what it is', () => {
    expect(ask('Wer bist du?').text).toMatch(/kein Mensch.*entscheide nichts/);
  });
});

describe('a question in the city’s own words (DP-5)', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const at = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
  const own = { message: 'Was kostet ein Reisepass?', lang: 'de' };

  it('is prepared once a minute, and each answer is one of its own', () => {
    expect(base.isOwnQuestion(own.message)).toBe(true);
    at('2026-11-24T10:00:00+01:00');
    expect(prepare(own, base)).toBe(prepare(own, base));
    expect(answer(own, base).id).not.toBe(answer(own, base).id);
  });

  it('is answered by the clock: what closes is closed a minute later', () => {
    const hours = { message: 'Wann hat das Bürgerbüro geöffnet?', lang: 'de' };
    expect(base.isOwnQuestion(hours.message)).toBe(true);
    at('2026-11-24T15:59:59+01:00');
    expect(answer(hours, base).text).toContain('Jetzt: geöffnet');
    at('2026-11-24T16:00:00+01:00');
    expect(answer(hours, base).text).toContain('Jetzt: geschlossen');
  });

  it.each([
    { message: `${own.message} Danke!`, lang: 'de' },
    { ...own, lang: 'de-AT' },
    { ...own, context: { place: '12345' } },
    { ...own, history: [{ role: 'user' as const, text: 'Guten Tag' }] },
  ])('is not remembered with anything of the citizen: %o', (request) => {
    at('2026-11-24T10:00:00+01:00');
    expect(prepare(request, base)).not.toBe(prepare(request, base));
  });
});
