import type { Answer, ChatRequest } from '@stadtlotse/sdk';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../../test/support/knowledge.ts';
import { meantBy } from '../../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { answer } from '../pipeline.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

const ask = async (request: ChatRequest) => answer(request, base, await meantBy(request, base));

/** A conversation: each message is asked with what came before, as the widget does. */
async function converse(...messages: string[]): Promise<Answer> {
  const history: { role: 'user' | 'assistant'; text: string }[] = [];
  let last: Answer | undefined;
  for (const message of messages) {
    const entries = last?.sources.slice(0, 1).map(({ id }) => id) ?? [];
    last = await ask({ message, lang: 'de', history, context: { entries } });
    history.push({ role: 'user', text: message }, { role: 'assistant', text: last.text });
  }
  if (!last) throw new Error('A conversation has at least one message');
  return last;
}

const ASK = 'Wo beantrage ich Wohngeld?';

describe('the responsible office', () => {
  it('is asked for with the least that decides, and as a card of choices', async () => {
    const { kind, text, choices, cards, sources } = await converse(ASK);
    expect(kind).toBe('clarify');
    expect(text).toMatch(/^In welchem Stadtteil wohnen Sie\?.*nicht gespeichert/);
    expect(choices?.map(({ label }) => label)).toEqual(['Altstadt', 'Auwiesen', 'Nordheim', 'Sonnenberg']);
    expect(cards[0]).toMatchObject({ type: 'choices', id: 'wohngeld' });
    expect(sources[0]?.id).toBe('wohngeld');
  });

  it.each([
    ['a district', 'Nordheim'],
    ['a misspelt district', 'sonneberg'],
    ['a postcode', '63096'],
    ['a street', 'im Rebenweg'],
    ['a street with a number', 'Lindenallee 60'],
  ])('is found by %s', async (_, place) => {
    const { kind, text, cards } = await converse(ASK, place);
    expect([kind, cards[0]?.id]).toEqual(['answer', 'sozialbuero-sonnenberg']);
    expect(text).toContain('Für Sie zuständig');
  });

  it('is remembered in the conversation, and only there', async () => {
    expect((await converse(ASK, 'Nordheim', 'Wo beantrage ich Grundsicherung?')).cards[0]?.id).toBe(
      'sozialbuero-sonnenberg',
    );
    expect((await converse('Wo beantrage ich Grundsicherung?')).kind).toBe('clarify');
  });

  it.each([
    ['Quatschgasse 3', 'Die Straße „Quatschgasse“ kenne ich nicht.'],
    ['10115', 'Die Postleitzahl 10115 gehört nicht zu Stadt Lindenfurt.'],
    ['Lindenallee 300', 'Die Hausnummer 300 gibt es in dieser Straße nicht.'],
    ['Hintertupfingen', 'Den Stadtteil „Hintertupfingen“ kenne ich nicht.'],
  ])('is not guessed for %s', async (place, sentence) => {
    const { kind, text, choices } = await converse(ASK, place);
    expect(kind).toBe('clarify');
    expect(text).toContain(sentence);
    expect(choices?.length).toBeGreaterThan(1);
  });

  it('is found after an unknown place was put right', async () => {
    expect((await converse(ASK, '10115', 'Altstadt')).cards[0]?.id).toBe('sozialamt');
    expect((await converse(ASK, 'Lindenallee 300', 'Hausnummer 50-98')).cards[0]?.id).toBe(
      'sozialbuero-sonnenberg',
    );
  });

  it('of a street in two districts is decided by the district', async () => {
    const { choices } = await converse(ASK, 'Gartenstraße 8');
    expect(choices?.map(({ label }) => label)).toEqual(['Auwiesen', 'Nordheim']);
    expect((await converse(ASK, 'Gartenstraße 8', 'Auwiesen')).cards[0]?.id).toBe('sozialamt');
  });

  it('of a street in two districts is decided by the house number too', async () => {
    expect((await converse(ASK, 'Lindenallee', 'Nr. 30')).cards[0]?.id).toBe('sozialamt');
  });

  it('is found by the first letter of a surname', async () => {
    const UNTERHALT = 'Wo beantrage ich Unterhaltsvorschuss?';
    expect((await converse(UNTERHALT)).choices?.map(({ label }) => label)).toEqual([
      'Nachname A-L',
      'Nachname M-Z',
    ]);
    expect((await converse(UNTERHALT, 'Nachname M-Z')).cards[0]?.id).toBe('sozialbuero-sonnenberg');
    expect((await converse(UNTERHALT, 'Demir')).cards[0]?.id).toBe('jugendamt');
    expect((await converse(UNTERHALT, 'mein Name fängt mit S an')).cards[0]?.id).toBe(
      'sozialbuero-sonnenberg',
    );
  });

  it('is taken from the place that the client names', async () => {
    const context = { place: '63098' };
    const { cards } = await ask({ message: ASK, lang: 'de', context });
    expect(cards[0]?.id).toBe('sozialbuero-sonnenberg');
  });
});

describe('the guided way', () => {
  const START = 'Personalausweis Schritt für Schritt';

  it('asks one question after the other, says why, and ends with a personal list', async () => {
    const first = await converse(START);
    expect(first).toMatchObject({ kind: 'clarify', cards: [{ type: 'choices' }] });
    expect(first.text).toContain('Warum brauchen Sie einen Ausweis?');
    expect(first.text).toContain('Warum ich frage:');
    const end = await converse(START, 'Der alte Ausweis läuft ab', 'unter 16 Jahren');
    expect(end.kind).toBe('answer');
    expect(end.text).toContain('27,60');
    expect(end.text).toContain('Zustimmung aller Sorgeberechtigten');
    expect(end.text).not.toContain('46 €');
    expect(end.cards[0]).toMatchObject({ type: 'checklist', id: 'personalausweis' });
  });

  it.each([
    ['an age', ['er läuft ab', '12'], '27,60'],
    ['an age in a sentence', ['ist abgelaufen, läuft ab', 'ich bin 41 Jahre alt'], '46'],
    ['other words', ['mein name ist jetzt anders, geändert', 'älter als 24'], 'Eheurkunde'],
  ])('understands %s', async (_, said, fact) => {
    expect((await converse(START, ...said)).text).toContain(fact);
  });

  it('goes back', async () => {
    const { text } = await converse(START, 'Der alte Ausweis läuft ab', 'Zurück');
    expect(text).toContain('Warum brauchen Sie einen Ausweis?');
  });

  it('leads to another service where that is right', async () => {
    const { text, choices } = await converse(START, 'Der Ausweis ist verloren oder gestohlen');
    expect(text).toContain('Verlust oder Diebstahl');
    expect(choices?.some(({ entry }) => entry === 'personalausweis-verlust')).toBe(true);
  });

  it('answers a question in between and goes on afterwards', async () => {
    const between = await converse(START, 'Der alte Ausweis läuft ab', 'Was kostet das?');
    expect(between.text).toContain('Das kostet');
    const after = await converse(START, 'Der alte Ausweis läuft ab', 'Was kostet das?', 'unter 16 Jahren');
    expect(after.text).toContain('Ihre persönliche Liste');
  });

  it('skips questions that do not matter', async () => {
    const end = await converse('Hundesteuer Schritt für Schritt', 'Einen Hund anmelden', 'ja');
    expect(end.text).toContain('600');
    expect(end.text).not.toContain('Der wievielte');
  });

  it.each([
    'tr',
    'uk',
    'ar',
    'en',
    'de-simple',
  ])('begins in %s with the choice that is offered', async (lang) => {
    const { choices = [] } = await ask({ message: 'Personalausweis', lang });
    const [start] = choices;
    const context = { entries: ['personalausweis'] };
    expect(await ask({ message: start?.message ?? '', lang, context })).toMatchObject({
      kind: 'clarify',
      cards: [{ type: 'choices' }],
    });
  });

  it('is there for at least eight services', async () => {
    const guided = base.entries().filter(({ facts }) => facts.steps?.length);
    expect(guided.length).toBeGreaterThanOrEqual(8);
  });
});
