import { expect, it } from 'vitest';
import { findWhen } from './when.ts';

/** A Tuesday afternoon. */
const now = new Date('2026-11-24T15:00:00+01:00');

it.each([
  ['Hat das Amt am Samstag offen?', 'de', { day: '2026-11-28' }],
  ['Ist morgen um 17 Uhr jemand da?', 'de', { day: '2026-11-25', minute: 17 * 60 }],
  ['Ist jetzt offen?', 'de', { now: true }],
  ['offen am 24.12.?', 'de', { day: '2026-12-24' }],
  ['offen am 3. Januar', 'de', { day: '2027-01-03' }],
  ['Heiligabend geöffnet?', 'de', { day: '2026-12-24' }],
  ['Are you open on Monday at 5:30 pm?', 'en', { day: '2026-11-30', minute: 17 * 60 + 30 }],
  ['open on December 31st', 'en', { day: '2026-12-31' }],
  ['Чи відчинено в суботу?', 'uk', { day: '2026-11-28' }],
  ['Cumartesi günü açık mı?', 'tr', { day: '2026-11-28' }],
  ['Was kostet ein Reisepass?', 'de', {}],
  ['am 31. Februar', 'de', {}],
])('%s', (message, lang, when) => {
  expect(findWhen(message, lang, now).when).toEqual(when);
});

it('leaves what is asked about', () => {
  expect(findWhen('Hat das Bürgerbüro am Samstag um 10 Uhr offen?', 'de', now).rest.trim()).toBe(
    'hat das bürgerbüro am um offen',
  );
});
