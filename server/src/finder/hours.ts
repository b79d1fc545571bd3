import OpeningHours from 'opening_hours';

/** Public holidays need a place to be read; which one is of no matter for an ordinary week. */
const anyPlace = { lat: 50, lon: 8.5, address: { country_code: 'de', state: 'Hessen' } };

/** A Monday whose week has no public holiday in any Bundesland. */
const ordinaryWeek = new Date(2026, 8, 7);

/** What is wrong with hours in OpenStreetMap `opening_hours` syntax, or undefined. */
export function hoursError(hours: string): string | undefined {
  try {
    new OpeningHours(hours, anyPlace);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** What was described before: parsing takes milliseconds, and a city has few different hours. */
const described = new Map<string, string>();

/** Hours in words of a language, day by day, e.g. `Montag–Mittwoch 08:00–16:00, Freitag 08:00–12:00`. */
export function describeHours(hours: string, lang: string): string {
  const key = `${lang} ${hours}`;
  const text = described.get(key) ?? describe(hours, lang);
  described.set(key, text);
  return text;
}

function describe(hours: string, lang: string): string {
  const week = new OpeningHours(hours, anyPlace);
  const dayName = new Intl.DateTimeFormat(lang, { weekday: 'long' });
  const time = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const groups: { first: Date; last: Date; times: string }[] = [];
  for (let offset = 0; offset < 7; offset++) {
    const day = addDays(ordinaryWeek, offset);
    const times = week
      .getOpenIntervals(day, addDays(day, 1))
      .map(([from, to]) => `${time.format(from)}–${time.format(to)}`)
      .join(', ');
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
}

function addDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}
