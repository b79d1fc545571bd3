import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import { KnowledgeBase } from './knowledge-base.ts';
import { loadKnowledge } from './load.ts';

let city: City;
let base: KnowledgeBase;
beforeEach(async () => {
  city = makeCity({
    'city.yaml':
      'name: Teststadt\nlanguages: [de, en]\ncontact: { phone: 069 123-0, email: Stadt@test.example }',
    'faq/markt.de.md': entry('title: Wintermarkt\nvalidFrom: 2026-11-27\nvalidUntil: 2026-12-23'),
    'faq/hund.de.md': entry('title: Hund'),
    'faq/hund.en.md': entry('title: Dog'),
    'offices/amt.de.md': entry('title: Amt\nphone: 069 123-45', ''),
  });
  base = await KnowledgeBase.build(await loadKnowledge(city.dir));
});
afterEach(() => {
  vi.useRealTimers();
  city.remove();
});

describe('an entry is served from validFrom to validUntil, in the time zone of the city', () => {
  it.each([
    ['2026-11-26T22:59:00Z', false],
    ['2026-11-26T23:00:00Z', true],
    ['2026-12-23T22:59:00Z', true],
    ['2026-12-23T23:00:00Z', false],
  ])('at %s: %s', (instant, served) => {
    vi.useFakeTimers({ now: new Date(instant) });
    expect(base.entry('markt') !== undefined).toBe(served);
    expect(base.entries().some(({ id }) => id === 'markt')).toBe(served);
    expect(base.search({ topic: 'Wintermarkt', whole: 'Wintermarkt', lang: 'de' }, 'de', 5).length > 0).toBe(
      served,
    );
  });
});

it('gives a text in the language asked for, else in the main one', () => {
  const hund = base.entry('hund');
  expect(hund && base.text(hund, 'en').title).toBe('Dog');
  expect(hund && base.text(hund, 'fr').title).toBe('Hund');
});

it.each([
  ['de-AT', 'de'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['fr', 'de'],
  [undefined, 'de'],
])('serves %s with %s', (wanted, lang) => {
  expect(base.nearestLang(wanted)).toBe(lang);
});

it('knows the city’s own numbers and addresses', () => {
  const own = [...base.publicContacts].filter((one) => /^\d+$|@/.test(one));
  expect(own.sort()).toEqual(['0691230', '06912345', 'stadt@test.example']);
});
