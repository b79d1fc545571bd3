import OpeningHours from 'opening_hours';
import { perKey } from '../per-key.ts';
import './time-zone.ts';

/** The states whose public and school holidays the library knows, by ISO 3166-2 code. */
export const states: Record<string, string> = {
  'DE-BB': 'Brandenburg',
  'DE-BE': 'Berlin',
  'DE-BW': 'Baden-Württemberg',
  'DE-BY': 'Bayern',
  'DE-HB': 'Bremen',
  'DE-HE': 'Hessen',
  'DE-HH': 'Hamburg',
  'DE-MV': 'Mecklenburg-Vorpommern',
  'DE-NI': 'Niedersachsen',
  'DE-NW': 'Nordrhein-Westfalen',
  'DE-RP': 'Rheinland-Pfalz',
  'DE-SH': 'Schleswig-Holstein',
  'DE-SL': 'Saarland',
  'DE-SN': 'Sachsen',
  'DE-ST': 'Sachsen-Anhalt',
  'DE-TH': 'Thüringen',
};
/** Where a city does not say which: holidays need a state to be read. */
const ANY_STATE = 'DE-HE';

/** Days on which an office is closed although its hours say otherwise, both included (ISO 8601). */
export interface Closing {
  from: string;
  to?: string | undefined;
}

/** When an office is open: OpenStreetMap `opening_hours`, the state whose holidays count, special closings. */
export interface Schedule {
  hours: string;
  state?: string | undefined;
  closed?: Closing[] | undefined;
}

/** Whether it is open at an instant, and when that changes next; `undefined` where it never does. */
export interface OpenState {
  open: boolean;
  changes: Date | undefined;
}

const parse = perKey((key: string): OpeningHours => {
  const [state = ANY_STATE, hours = ''] = key.split('|');
  const place = { lat: 50, lon: 8.5, address: { country_code: 'de', state: states[state] ?? '' } };
  return new OpeningHours(hours, place);
});

/** What is wrong with hours in OpenStreetMap `opening_hours` syntax, or undefined. */
export function hoursError(hours: string): string | undefined {
  try {
    parse(`${ANY_STATE}|${hours}`);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Whether it is open at an instant, with the holidays of the state and the clock changes of the time zone. */
export function openState(schedule: Schedule, at: Date): OpenState {
  const key = keyOf(schedule);
  const known = lastStates.get(key);
  if (known && known.from <= at && known.state.changes && at < known.state.changes) return known.state;
  const hours = parse(key);
  const state = { open: hours.getState(at), changes: hours.getNextChange(at) };
  lastStates.set(key, { from: at, state });
  return state;
}
/** The last state computed of each schedule: it holds until it changes. */
const lastStates = new Map<string, { from: Date; state: OpenState }>();

/** The times at which it is open on a day (ISO 8601), in order. */
export function openOn(schedule: Schedule, day: string): { from: Date; to: Date }[] {
  const start = startOf(day);
  return parse(keyOf(schedule))
    .getOpenIntervals(start, addDays(start, 1))
    .map(([from, to]) => ({ from, to }));
}

/** Midnight at the beginning of a day (ISO 8601) in the city's time zone. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

export function addDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

/** The calendar day (ISO 8601) of an instant in the city's time zone. */
export function dayOf(instant: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}

function keyOf({ hours, state = ANY_STATE, closed = [] }: Schedule): string {
  const closings = closed.map(({ from, to = from }) => `; ${osmDay(from)}-${osmDay(to)} off`);
  return `${state}|${hours}${closings.join('')}`;
}

/** `2026-12-28` as the syntax writes it: `2026 Dec 28`. */
function osmDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year} ${MONTHS[Number(month) - 1]} ${date}`;
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A Monday whose week has no public or school holiday in any Bundesland. */
export const ORDINARY_WEEK = '2026-09-14';

/** Hours in words of a language, day by day, e.g. `Montag–Mittwoch 08:00–16:00, Freitag 08:00–12:00`. */
export function describeHours(hours: string, lang: string): string {
  return described(`${lang}|${hours}`);
}

const described = perKey((key: string): string => {
  const bar = key.indexOf('|');
  const [lang, hours] = [key.slice(0, bar), key.slice(bar + 1)];
  const dayName = new Intl.DateTimeFormat(lang, { weekday: 'long' });
  const groups: { first: Date; last: Date; times: string }[] = [];
  for (let offset = 0; offset < 7; offset++) {
    const day = addDays(startOf(ORDINARY_WEEK), offset);
    const times = describeTimes(openOn({ hours }, dayOf(day)), lang);
    const group = groups.at(-1);
    if (group?.times === times) group.last = day;
    else groups.push({ first: day, last: day, times });
  }
  return groups
    .filter((group) => group.times !== '')
    .map(({ first, last, times }) => {
      const days =
        first === last ? dayName.format(first) : `${dayName.format(first)}–${dayName.format(last)}`;
      return `${days} ${times}`;
    })
    .join('; ');
});

/** Intervals of one day in words of a language, e.g. `08:00–12:00, 14:00–18:00`. */
export function describeTimes(intervals: { from: Date; to: Date }[], lang: string): string {
  return intervals.map(({ from, to }) => `${clock(from, lang)}–${clock(to, lang)}`).join(', ');
}

const clockFormat = perKey(
  (lang: string) => new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);

/** A time of day as 24 hours, e.g. `08:00`. */
export function clock(instant: Date, lang: string): string {
  return clockFormat(lang).format(instant);
}
