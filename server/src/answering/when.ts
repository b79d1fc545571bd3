import { addDays, dayOf } from '../finder/hours.ts';
import { lexicons } from '../language/lexicon.ts';
import { perKey } from '../per-key.ts';

/** The time a message speaks of. */
export interface When {
  /** ISO 8601. */
  day?: string;
  /** Minutes since midnight. */
  minute?: number;
  /** Right now. */
  now?: boolean;
}

/** What a language calls days and months, lower case. */
interface Calendar {
  /** How many days from today, by what they are called. */
  relative: Map<string, number>;
  /** 0 is Sunday. */
  weekdays: Map<string, number>;
  /** 0 is January. */
  months: Map<string, number>;
  now: string;
}

/** A name this long is known by its beginning, so that its cases are too: `суботу`, `cumartesiye`. */
const SHORTEST_BEGINNING = 5;

const calendarOf = perKey((lang: string): Calendar => {
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  const name = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(lang, options).format(date).toLowerCase();
  const weekdays = new Map<string, number>();
  const months = new Map<string, number>();
  for (let index = 0; index < 12; index++) {
    const month = new Date(2026, index, 15);
    months.set(name({ month: 'long' }, month), index);
    // In many languages a month is called otherwise beside a day: "24 грудня".
    months.set(name({ month: 'long', day: 'numeric' }, month).replace(/[\d\s.]+|\bde\b/g, ''), index);
    const day = new Date(2026, 8, 6 + (index % 7));
    weekdays.set(name({ weekday: 'long' }, day), index % 7);
  }
  return {
    weekdays,
    months,
    relative: new Map([0, 1, 2].map((days) => [words.format(days, 'day').toLowerCase(), days])),
    now: words.format(0, 'second').toLowerCase(),
  };
});

/** Finds a day and a time of day in a message; `now` is the clock. A weekday is the next one, today included. */
export function findWhen(message: string, lang: string, now: Date): When {
  const calendar = calendarOf(lang);
  const text = message.toLowerCase();
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const when: When = {};
  const minute = timeIn(text);
  if (minute !== undefined) when.minute = minute;
  const day = dateIn(text, words, calendar, lang, now);
  if (day) when.day = dayOf(day);
  const said = ` ${words.join(' ')} `;
  const { now: moment = [] } = lexicons.get(lang)?.times ?? {};
  if (!day && [calendar.now, ...moment].some((word) => said.includes(` ${word} `))) when.now = true;
  return when;
}

function dateIn(
  text: string,
  words: string[],
  calendar: Calendar,
  lang: string,
  now: Date,
): Date | undefined {
  const numeric = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?/.exec(text);
  if (numeric)
    return nextDate(Number(numeric[1]), Number(numeric[2]) - 1, now, Number(numeric[3]) || undefined);
  const month = nameIn(words, calendar.months);
  const dayOfMonth = /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?(?!\d|:|\s*uhr)/.exec(text)?.[1];
  if (month !== undefined && dayOfMonth)
    return nextDate(
      Number(dayOfMonth),
      month,
      now,
      Number(/(?<!\d)20\d\d(?!\d)/.exec(text)?.[0]) || undefined,
    );
  const feast = Object.entries(lexicons.get(lang)?.times.dates ?? {}).find(([name]) => words.includes(name));
  if (feast) {
    const [feastMonth = 1, feastDay = 1] = feast[1].split('-').map(Number);
    return nextDate(feastDay, feastMonth - 1, now);
  }
  const weekday = nameIn(words, calendar.weekdays);
  if (weekday !== undefined) return addDays(now, (weekday - now.getDay() + 7) % 7);
  const { today = [], tomorrow = [] } = lexicons.get(lang)?.times ?? {};
  const relative = new Map([
    ...calendar.relative,
    ...today.map((word): [string, number] => [word, 0]),
    ...tomorrow.map((word): [string, number] => [word, 1]),
  ]);
  const days = words.map((word) => relative.get(word)).find((one) => one !== undefined);
  return days === undefined ? undefined : addDays(now, days);
}

/** The next day of that date, today included; undefined if there is none. */
function nextDate(day: number, month: number, now: Date, year?: number): Date | undefined {
  const today = addDays(now, 0);
  const date = new Date(year ?? now.getFullYear(), month, day);
  if (date.getMonth() !== month) return undefined;
  return year === undefined && date < today ? new Date(now.getFullYear() + 1, month, day) : date;
}

function nameIn(words: string[], names: Map<string, number>): number | undefined {
  for (const word of words) {
    for (const [name, value] of names) {
      const beginning = name.slice(0, Math.max(SHORTEST_BEGINNING, name.length - 2));
      if (word === name || (word.length >= SHORTEST_BEGINNING && word.startsWith(beginning))) return value;
    }
  }
  return undefined;
}

/** `17 Uhr`, `17:30`, `5 pm` as minutes since midnight. */
function timeIn(text: string): number | undefined {
  const match =
    /(?<![\d:.])(\d{1,2})[:.](\d{2})(?![\d.])/.exec(text) ??
    /(?<!\d)(\d{1,2})()\s*(?:uhr|o'clock)/.exec(text) ??
    /(?<!\d)(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b/.exec(text);
  if (!match) return undefined;
  const hour = Number(match[1]) % (match[3] ? 12 : 24);
  const minute = Number(match[2] || 0);
  return minute > 59 ? undefined : (hour + (match[3] === 'p' ? 12 : 0)) * 60 + minute;
}
