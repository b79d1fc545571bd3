import OpeningHours from 'opening_hours';
import { describe, expect, it } from 'vitest';
import { texts } from '../texts/texts.ts';
import { describeHours, hoursError, openOn, openState, type Schedule, states } from './hours.ts';
import { describeDay, describeState } from './open-now.ts';

const hours = 'Mo-We 08:00-16:00; Th 08:00-12:00,14:00-18:00; Fr 08:00-13:00; PH off';

it('says hours in German and English, equal days together', () => {
  expect(describeHours(hours, 'de')).toBe(
    'Montag–Mittwoch 08:00–16:00; Donnerstag 08:00–12:00, 14:00–18:00; Freitag 08:00–13:00',
  );
  expect(describeHours('Sa 10:00-14:00', 'en')).toBe('Saturday 10:00–14:00');
});

it('says of hours that cannot be read what is wrong', () => {
  expect(hoursError(hours)).toBeUndefined();
  expect(hoursError('Montag ab acht')).toEqual(expect.any(String));
});

describe('over a whole year, with holidays and both clock changes (STD-HOURS)', () => {
  const schedules: Schedule[] = [
    { hours, state: 'DE-HE' },
    { hours: 'Tu-Fr 10:00-17:00; Sa 09:00-14:00; PH off', state: 'DE-BY' },
    { hours: 'Mo-Fr 08:00-12:00, Th 14:00-17:00; SH Mo-Fr 09:00-11:00; PH off', state: 'DE-NW' },
    { hours: '22:00-06:00; Su 01:30-03:30', state: 'DE-BE' },
    { hours: 'Mo-Sa 07:30-20:00; Nov-Mar Mo-Sa 08:00-18:00; PH 10:00-12:00', state: 'DE-SN' },
  ];
  const HOUR = 3_600_000;

  it.each(schedules)('$hours in $state is open when the library says so', ({ hours, state }) => {
    const place = { lat: 50, lon: 8.5, address: { country_code: 'de', state: states[state ?? ''] ?? '' } };
    const library = new OpeningHours(hours, place);
    const differences: string[] = [];
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += HOUR / 2 + 60_000) {
      const instant = new Date(at);
      const { open, changes } = openState({ hours, state }, instant);
      const same =
        open === library.getState(instant) &&
        changes?.getTime() === library.getNextChange(instant)?.getTime();
      if (!same) differences.push(instant.toISOString());
    }
    expect(differences).toEqual([]);
  });

  it('agrees with the clock on the wall on the days of the clock changes', () => {
    const night = { hours: '08:00-20:00' };
    const span = (day: string) => {
      const [{ from, to } = { from: new Date(0), to: new Date(0) }] = openOn(night, day);
      return [from.toISOString(), to.toISOString()];
    };
    expect(span('2026-03-28')).toEqual(['2026-03-28T07:00:00.000Z', '2026-03-28T19:00:00.000Z']);
    expect(span('2026-03-29')).toEqual(['2026-03-29T06:00:00.000Z', '2026-03-29T18:00:00.000Z']);
    expect(span('2026-10-25')).toEqual(['2026-10-25T07:00:00.000Z', '2026-10-25T19:00:00.000Z']);
  });

  it('is closed on special days, and on the holidays of its own Bundesland only', () => {
    const closed = { hours, state: 'DE-HE', closed: [{ from: '2026-12-28', to: '2026-12-30' }] };
    expect(
      ['2026-12-27', '2026-12-28', '2026-12-30', '2026-12-31'].map((day) => openOn(closed, day).length),
    ).toEqual([0, 0, 0, 2]);
    // Fronleichnam is a holiday in Hessen and none in Hamburg.
    expect(openOn({ hours, state: 'DE-HE' }, '2026-06-04')).toEqual([]);
    expect(openOn({ hours, state: 'DE-HH' }, '2026-06-04')).toHaveLength(2);
  });
});

describe('in words', () => {
  const t = texts('de');
  const state = (at: string) => {
    const now = new Date(at);
    return describeState(openState({ hours, state: 'DE-HE' }, now), now, 'de', t);
  };

  it.each([
    ['2026-11-24T10:00:00+01:00', 'geöffnet bis 16:00 Uhr'],
    ['2026-11-24T15:40:00+01:00', 'geöffnet, schließt in 20 Minuten (16:00 Uhr)'],
    ['2026-11-26T12:30:00+01:00', 'geschlossen, öffnet heute um 14:00 Uhr'],
    ['2026-11-27T15:00:00+01:00', 'geschlossen, öffnet wieder am Montag um 08:00 Uhr'],
    ['2026-12-24T19:00:00+01:00', 'geschlossen, öffnet wieder am Montag um 08:00 Uhr'],
  ])('%s: %s', (at, words) => {
    expect(state(at)).toBe(words);
  });

  it('answers for a day, and for a time of day', () => {
    const schedule = { hours, state: 'DE-HE' };
    expect(describeDay(schedule, { day: '2026-11-28' }, 'Amt', 'de', t)).toBe(
      'Nein, Amt ist am Samstag, 28. November **geschlossen**. Nächste Öffnung: Montag, 30. November, 08:00 Uhr.',
    );
    expect(describeDay(schedule, { day: '2026-11-26', minute: 13 * 60 }, 'Amt', 'de', t)).toBe(
      'Nein, Amt ist am Donnerstag, 26. November um 13:00 Uhr geschlossen. Geöffnet ist **08:00–12:00, 14:00–18:00** Uhr.',
    );
  });
});
