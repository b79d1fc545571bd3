import { expect, it } from 'vitest';
import { isAnswer, isChatEvent, isCityConfig, isConsent, isProblem, isSearchResponse } from './guards.ts';
import { Answer, CityConfig, Consent, Problem, SearchResponse } from './protocol.ts';

const card = { type: 'contact', title: 'Kontakt', items: [{ label: 'Telefon', value: '115' }] };
const valid = {
  answer: Answer.parse({
    id: '6f1c1f3e-1d3f-4a3e-9d52-0d8f8f7a3b11',
    lang: 'de',
    kind: 'answer',
    provenance: 'curated',
    text: 'Text',
    sources: [{ id: 'hund', title: 'Hund' }],
    cards: [card],
    choices: [{ label: 'Ja', message: 'Ja' }],
    confidence: 0.9,
    notices: [{ code: 'x', text: 'y' }],
  }),
  consent: Consent.parse({
    receipt: 'a.b',
    policyVersion: '1',
    scopes: ['answers'],
    expiresAt: '2026-11-24T10:00:00.000Z',
  }),
  problem: Problem.parse({ type: 'urn:x', title: 'T', status: 429, detail: 'D' }),
  search: SearchResponse.parse({ results: [{ id: 'hund', kind: 'faq', title: 'Hund', confidence: 1 }] }),
  config: CityConfig.parse({
    name: 'Teststadt',
    lang: 'de',
    languages: ['de'],
    policyVersion: '1',
    receiptMinutes: 5,
    disclosure: 'D',
    contact: card,
    suggestions: ['Frage?'],
    topics: [{ id: 'umzug', title: 'Umziehen' }],
    popular: [],
  }),
};

const cases: [string, (value: unknown) => boolean, Record<string, unknown>, string[]][] = [
  ['answer', isAnswer, valid.answer, ['choices']],
  ['consent', isConsent, valid.consent, []],
  ['problem', isProblem, valid.problem, []],
  ['search response', isSearchResponse, valid.search, []],
  ['city configuration', isCityConfig, valid.config, []],
];

it.each(cases)('accepts an %s that the schema accepts, and fields it does not know', (_, guard, value) => {
  expect(guard(value)).toBe(true);
  expect(guard({ ...value, added: 1 })).toBe(true);
});

it.each(cases)('refuses an %s that lacks a field or has it in another type', (_, guard, value, optional) => {
  for (const key of Object.keys(value).filter((key) => !optional.includes(key))) {
    const { [key]: _dropped, ...rest } = value;
    expect(guard(rest), `without ${key}`).toBe(false);
    expect(guard({ ...value, [key]: { not: 'this' } }), `with another ${key}`).toBe(false);
  }
  for (const other of [null, undefined, 'text', [], 7]) expect(guard(other)).toBe(false);
});

it('knows the four events of a stream and no other', () => {
  const { id, lang, provenance } = valid.answer;
  expect(isChatEvent({ event: 'start', data: { id, lang, provenance } })).toBe(true);
  expect(isChatEvent({ event: 'delta', data: { text: 'x' } })).toBe(true);
  expect(isChatEvent({ event: 'end', data: valid.answer })).toBe(true);
  expect(isChatEvent({ event: 'error', data: valid.problem })).toBe(true);
  expect(isChatEvent({ event: 'end', data: { text: 'x' } })).toBe(false);
  expect(isChatEvent({ event: 'ping', data: {} })).toBe(false);
});
