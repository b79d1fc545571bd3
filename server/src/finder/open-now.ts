import { perKey } from '../per-key.ts';
import type { Translate } from '../texts/texts.ts';
import {
  addDays,
  clock,
  dayOf,
  describeTimes,
  type OpenState,
  openOn,
  openState,
  type Schedule,
} from './hours.ts';

/** From so many minutes before closing on, the minutes are told. */
const SOON = 60;
/** A day further off than this is told with its date, in days. */
const WEEK = 6;

/** What a citizen wants to know at an instant: `open until 16:00`, `closes in 20 minutes`, `opens again on Monday at 08:00`. */
export function describeState({ open, changes }: OpenState, now: Date, lang: string, t: Translate): string {
  if (!changes) return t(open ? 'open.always' : 'open.closed');
  const time = clock(changes, lang);
  const minutes = Math.ceil((changes.getTime() - now.getTime()) / 60_000);
  if (open) {
    if (minutes <= SOON) return t('open.closesSoon', { count: minutes, time });
    if (dayOf(changes) === dayOf(now)) return t('open.until', { time });
    return t('open.untilDay', { day: dayName(changes, now, lang), time });
  }
  if (dayOf(changes) === dayOf(now)) return t('open.opensToday', { time });
  return t('open.opens', { day: dayName(changes, now, lang), time });
}

/** Whether an office is open on a day, or at a minute of it, in one sentence. */
export function describeDay(
  schedule: Schedule,
  { day, minute }: { day: string; minute?: number | undefined },
  office: string,
  lang: string,
  t: Translate,
): string {
  const times = openOn(schedule, day);
  const start = new Date(`${day}T00:00:00`);
  const values = { office, day: dateName(start, lang), times: describeTimes(times, lang) };
  if (minute === undefined) {
    if (times.length > 0) return t('hours.open', values);
    return [t('hours.closed', values), nextOpening(schedule, addDays(start, 1), lang, t)].join(' ');
  }
  const at = new Date(start.getFullYear(), start.getMonth(), start.getDate(), 0, minute);
  const time = clock(at, lang);
  const open = times.some(({ from, to }) => from <= at && at < to);
  if (times.length === 0) return [t('hours.closed', values), nextOpening(schedule, at, lang, t)].join(' ');
  return t(open ? 'hours.openAt' : 'hours.closedAt', { ...values, time });
}

function nextOpening(schedule: Schedule, after: Date, lang: string, t: Translate): string {
  const state = openState(schedule, after);
  const opens = state.open ? after : state.changes;
  if (!opens) return '';
  const [first] = openOn(schedule, dayOf(opens));
  return t('hours.next', { day: dateName(opens, lang), time: clock(first?.from ?? opens, lang) });
}

const weekdayFormat = perKey((lang: string) => new Intl.DateTimeFormat(lang, { weekday: 'long' }));
const dateFormat = perKey(
  (lang: string) => new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long' }),
);

function dayName(day: Date, now: Date, lang: string): string {
  return day < addDays(now, WEEK) ? weekdayFormat(lang).format(day) : dateName(day, lang);
}

/** A day in words of a language, e.g. `Samstag, 28. November`. */
export function dateName(day: Date, lang: string): string {
  return dateFormat(lang).format(day);
}
