import { afterEach, expect, it, vi } from 'vitest';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import { Config } from '../config.ts';
import { cityConfig } from './city-config.ts';

afterEach(() => vi.useRealTimers());

const city = `name: Teststadt
languages: [de, en]
assistant: { name: { de: Lotti }, greeting: { de: Moin! } }
announcements:
  - { from: 2026-12-24, to: 2026-12-26, text: { de: Am 24.12. ist geschlossen., en: Closed on 24 December. } }
  - { from: 2026-12-20, to: 2026-12-31, text: { de: Nur auf Deutsch. } }
`;

it.each([
  ['2026-12-19T12:00:00+01:00', 'de', []],
  ['2026-12-24T00:30:00+01:00', 'de', ['Am 24.12. ist geschlossen.', 'Nur auf Deutsch.']],
  ['2026-12-26T23:30:00+01:00', 'en', ['Closed on 24 December.', 'Nur auf Deutsch.']],
  ['2026-12-27T00:30:00+01:00', 'de', ['Nur auf Deutsch.']],
])('at %s in %s the city announces %j', async (now, lang, said) => {
  const base = await knowledgeOf({ 'city.yaml': city });
  vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  expect(cityConfig(base, Config.parse({}), lang).announcements).toEqual(said);
});

it('names the assistant as the city does, and greets only in languages that the city greets in', async () => {
  const base = await knowledgeOf({ 'city.yaml': city });
  expect(cityConfig(base, Config.parse({}), 'de').assistant).toEqual({ name: 'Lotti', greeting: 'Moin!' });
  expect(cityConfig(base, Config.parse({}), 'en').assistant).toEqual({ name: 'Lotti' });
});
