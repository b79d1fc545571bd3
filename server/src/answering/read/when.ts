import { addDays, dayOf } from '../../finder/hours.ts';
import { type Lexicon, lexicons } from '../../language/lexicon.ts';
import { includes, phrases, remove } from '../../language/said.ts';
import { perKey } from '../../per-key.ts';

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

const noTimes: Lexicon['times'] = { now: [], today: [], tomorrow: [], dates: {} };

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

/** What a message says beside a time: `rest` is in the form of `phrases`. */
export interface FoundWhen {
  when: When;
  rest: string;
}

/** Finds a day and a time of day in a message; `now` is the clock. A weekday is the next one, today included. */
export function findWhen(message: string, lang: string, now: Date): FoundWhen {
  const calendar = calendarOf(lang);
  const { now: moments } = lexicons.get(lang)?.times ?? noTimes;
  const when: When = {};
  let rest = message.toLowerCase();
  const take = (found: string) => {
    rest = rest.replace(found, ' ');
  };
  const time = timeIn(rest);
  if (time) {
    when.minute = time.minute;
    take(time.said);
  }
  const date = dateIn(rest, calendar, lang, now);
  if (date) {
    when.day = dayOf(date.day);
    for (const word of date.said) take(word);
  }
  const said = phrases(rest);
  const moment = [calendar.now, ...moments].find((word) => includes(said, word));
  if (!date && moment !== undefined) when.now = true;
  return { when, rest: remove(said, moment === undefined ? [] : [moment]) };
}

interface FoundDay {
  day: Date;
  said: string[];
}

function dateIn(text: string, calendar: Calendar, lang: string, now: Date): FoundDay | undefined {
  const found = (said: string[], day: Date | undefined) => day && { day, said };
  const words: string[] = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const numeric = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?/.exec(text);
  if (numeric)
    return found(
      [numeric[0]],
      nextDate(Number(numeric[1]), Number(numeric[2]) - 1, now, Number(numeric[3]) || undefined),
    );
  const month = nameIn(words, calendar.months);
  const dayOfMonth = /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?(?!\d|:|\s*uhr)/.exec(text);
  if (month && dayOfMonth) {
    const year = Number(/(?<!\d)20\d\d(?!\d)/.exec(text)?.[0]) || undefined;
    return found([month.word, dayOfMonth[0]], nextDate(Number(dayOfMonth[1]), month.value, now, year));
  }
  const { today, tomorrow, dates } = lexicons.get(lang)?.times ?? noTimes;
  const feast = Object.entries(dates).find(([name]) => words.includes(name));
  if (feast) {
    const [feastMonth = 1, feastDay = 1] = feast[1].split('-').map(Number);
    return found([feast[0]], nextDate(feastDay, feastMonth - 1, now));
  }
  const weekday = nameIn(words, calendar.weekdays) ?? otherWeekday(words, lang);
  if (weekday) return found([weekday.word], addDays(now, (weekday.value - now.getDay() + 7) % 7));
  const relative = new Map<string, number>(calendar.relative);
  for (const word of today) relative.set(word, 0);
  for (const word of tomorrow) relative.set(word, 1);
  const said = words.find((word) => relative.has(word));
  return said === undefined ? undefined : found([said], addDays(now, relative.get(said) ?? 0));
}

/** A day of the week as it is called beside its name: "samstags", "Sa". */
function otherWeekday(words: string[], lang: string): { word: string; value: number } | undefined {
  const { weekdays = [] } = lexicons.get(lang) ?? {};
  for (const [place, names] of weekdays.entries()) {
    const word = words.find((one) => names.includes(one));
    if (word !== undefined) return { word, value: (place + 1) % 7 };
  }
  return undefined;
}

/** The next day of that date, today included; undefined if there is none. */
function nextDate(day: number, month: number, now: Date, year?: number): Date | undefined {
  const today = addDays(now, 0);
  const date = new Date(year ?? now.getFullYear(), month, day);
  if (date.getMonth() !== month) return undefined;
  return year === undefined && date < today ? new Date(now.getFullYear() + 1, month, day) : date;
}

function nameIn(words: string[], names: Map<string, number>): { word: string; value: number } | undefined {
  const begins = (word: string, name: string) =>
    name.length >= SHORTEST_BEGINNING &&
    word.startsWith(name.slice(0, Math.max(SHORTEST_BEGINNING, name.length - 2)));
  for (const fits of [(word: string, name: string) => word === name, begins]) {
    for (const word of words) {
      const name = [...names.keys()].find((one) => fits(word, one));
      if (name !== undefined) return { word, value: names.get(name) ?? 0 };
    }
  }
  return undefined;
}

/** `17 Uhr`, `17:30`, `5 pm` as minutes since midnight. */
function timeIn(text: string): { minute: number; said: string } | undefined {
  const match =
    /(?<!\d)(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b/.exec(text) ??
    /(?<![\d:.])(\d{1,2})[:.](\d{2})(?![\d.])(?:\s*uhr)?/.exec(text) ??
    /(?<!\d)(\d{1,2})()\s*(?:uhr|o'clock)/.exec(text);
  if (!match) return undefined;
  const hour = Number(match[1]) % (match[3] ? 12 : 24);
  const minutes = Number(match[2] || 0);
  if (minutes > 59) return undefined;
  return { minute: (hour + (match[3] === 'p' ? 12 : 0)) * 60 + minutes, said: match[0] };
}
