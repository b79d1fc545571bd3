import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { answer } from './pipeline.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

/** A conversation: each message is asked with what came before, as the widget does. */
function converse(...messages: string[]) {
  const history: { role: 'user' | 'assistant'; text: string }[] = [];
  let last = answer({ message: messages[0] ?? '', lang: 'de' }, base);
  for (const [index, message] of messages.entries()) {
    const entries = index === 0 ? [] : last.sources.slice(0, 1).map(({ id }) => id);
    last = answer({ message, lang: 'de', history, context: { entries } }, base);
    history.push({ role: 'user', text: message }, { role: 'assistant', text: last.text });
  }
  return last;
}

const ASK = 'Wo beantrage ich Wohngeld?';

describe('the responsible office', () => {
  it('is asked for with the least that decides, and as a card of choices', () => {
    const { kind, text, choices, cards, sources } = converse(ASK);
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
  ])('is found by %s', (_, place) => {
    const { kind, text, cards } = converse(ASK, place);
    expect([kind, cards[0]?.id]).toEqual(['answer', 'sozialbuero-sonnenberg']);
    expect(text).toContain('Für Sie zuständig');
  });

  it('is remembered in the conversation, and only there', () => {
    expect(converse(ASK, 'Nordheim', 'Wo beantrage ich Grundsicherung?').cards[0]?.id).toBe(
      'sozialbuero-sonnenberg',
    );
    expect(converse('Wo beantrage ich Grundsicherung?').kind).toBe('clarify');
  });

  it.each([
    ['Quatschgasse 3', 'Die Straße „Quatschgasse“ kenne ich nicht.'],
    ['10115', 'Die Postleitzahl 10115 gehört nicht zu Stadt Lindenfurt.'],
    ['Lindenallee 300', 'Die Hausnummer 300 gibt es in dieser Straße nicht.'],
    ['Hintertupfingen', 'Den Stadtteil „Hintertupfingen“ kenne ich nicht.'],
  ])('is not guessed for %s', (place, sentence) => {
    const { kind, text, choices } = converse(ASK, place);
    expect(kind).toBe('clarify');
    expect(text).toContain(sentence);
    expect(choices?.length).toBeGreaterThan(1);
  });

  it('is found after an unknown place was put right', () => {
    expect(converse(ASK, '10115', 'Altstadt').cards[0]?.id).toBe('sozialamt');
    expect(converse(ASK, 'Lindenallee 300', 'Hausnummer 50-98').cards[0]?.id).toBe('sozialbuero-sonnenberg');
  });

  it('of a street in two districts is decided by the district', () => {
    const { choices } = converse(ASK, 'Gartenstraße 8');
    expect(choices?.map(({ label }) => label)).toEqual(['Auwiesen', 'Nordheim']);
    expect(converse(ASK, 'Gartenstraße 8', 'Auwiesen').cards[0]?.id).toBe('sozialamt');
  });

  it('of a street in two districts is decided by the house number too', () => {
    expect(converse(ASK, 'Lindenallee', 'Nr. 30').cards[0]?.id).toBe('sozialamt');
  });

  it('is found by the first letter of a surname', () => {
    const UNTERHALT = 'Wo beantrage ich Unterhaltsvorschuss?';
    expect(converse(UNTERHALT).choices?.map(({ label }) => label)).toEqual(['Nachname A-L', 'Nachname M-Z']);
    expect(converse(UNTERHALT, 'Nachname M-Z').cards[0]?.id).toBe('sozialbuero-sonnenberg');
    expect(converse(UNTERHALT, 'Demir').cards[0]?.id).toBe('jugendamt');
    expect(converse(UNTERHALT, 'mein Name fängt mit S an').cards[0]?.id).toBe('sozialbuero-sonnenberg');
  });

  it('is taken from the place that the client names', () => {
    const context = { place: '63098' };
    const { cards } = answer({ message: ASK, lang: 'de', context }, base);
    expect(cards[0]?.id).toBe('sozialbuero-sonnenberg');
  });
});

describe('the guided way', () => {
  const START = 'Personalausweis Schritt für Schritt';

  it('asks one question after the other, says why, and ends with a personal list', () => {
    const first = converse(START);
    expect(first).toMatchObject({ kind: 'clarify', cards: [{ type: 'choices' }] });
    expect(first.text).toContain('Warum brauchen Sie einen Ausweis?');
    expect(first.text).toContain('Warum ich frage:');
    const end = converse(START, 'Der alte Ausweis läuft ab', 'unter 16 Jahren');
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
  ])('understands %s', (_, said, fact) => {
    expect(converse(START, ...said).text).toContain(fact);
  });

  it('goes back', () => {
    const { text } = converse(START, 'Der alte Ausweis läuft ab', 'Zurück');
    expect(text).toContain('Warum brauchen Sie einen Ausweis?');
  });

  it('leads to another service where that is right', () => {
    const { text, choices } = converse(START, 'Der Ausweis ist verloren oder gestohlen');
    expect(text).toContain('Verlust oder Diebstahl');
    expect(choices?.some(({ entry }) => entry === 'personalausweis-verlust')).toBe(true);
  });

  it('answers a question in between and goes on afterwards', () => {
    const between = converse(START, 'Der alte Ausweis läuft ab', 'Was kostet das?');
    expect(between.text).toContain('Das kostet');
    const after = converse(START, 'Der alte Ausweis läuft ab', 'Was kostet das?', 'unter 16 Jahren');
    expect(after.text).toContain('Ihre persönliche Liste');
  });

  it('skips questions that do not matter', () => {
    const end = converse('Hundesteuer Schritt für Schritt', 'Einen Hund anmelden', 'ja');
    expect(end.text).toContain('600');
    expect(end.text).not.toContain('Der wievielte');
  });

  it.each(['tr', 'uk', 'ar', 'en', 'de-simple'])('begins in %s with the choice that is offered', (lang) => {
    const { choices = [] } = answer({ message: 'Personalausweis', lang }, base);
    const [start] = choices;
    const context = { entries: ['personalausweis'] };
    expect(answer({ message: start?.message ?? '', lang, context }, base)).toMatchObject({
      kind: 'clarify',
      cards: [{ type: 'choices' }],
    });
  });

  it('is there for at least eight services', () => {
    const guided = base.entries().filter(({ facts }) => facts.steps?.length);
    expect(guided.length).toBeGreaterThanOrEqual(8);
  });
});
