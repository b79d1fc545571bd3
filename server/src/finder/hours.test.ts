import { expect, it } from 'vitest';
import { describeHours, hoursError } from './hours.ts';

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
