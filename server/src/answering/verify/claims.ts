import { calendarOf } from './calendar.ts';
import { numberWord, plainDigits, readings } from './numbers.ts';
import { measure, unitAt } from './units.ts';

export type ClaimKind =
  | 'url'
  | 'email'
  | 'law'
  | 'date'
  | 'time'
  | 'phone'
  | 'measure'
  | 'number'
  | 'code'
  | 'month'
  | 'weekday';

/** Something in a sentence that can be right or wrong; `values` are its readings, one of which must be known. */
export interface Claim {
  kind: ClaimKind;
  values: string[];
  said: string;
  at: number;
  /** The bare numbers, without their unit. */
  raw?: number[];
  /** How a number is bounded: from it on, up to it, or not at all. */
  bound?: 'from' | 'to' | undefined;
}

/** Finds amounts, measures, dates, times, phone numbers, addresses of the web, laws and weekdays in a text. */
export function claimsIn(original: string, lang: string): Claim[] {
  // Every replacement keeps the length, so that places stay those of the original.
  let text = plainDigits(original.replace(/[\u00a0\u202f\u2009]/g, ' ')).toLowerCase();
  const claims: Claim[] = [];
  const take = (kind: ClaimKind, pattern: RegExp, read: (match: RegExpExecArray) => string[] | undefined) => {
    for (const match of [...text.matchAll(pattern)]) {
      const values = read(match as RegExpExecArray);
      if (!values || values.length === 0) continue;
      claims.push({ kind, values, said: original.substr(match.index, match[0].length), at: match.index });
      text =
        text.slice(0, match.index) + ' '.repeat(match[0].length) + text.slice(match.index + match[0].length);
    }
  };
  take('email', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,63}/gu, ([said]) => [said]);
  take(
    'url',
    /(?:https?:\/\/|www\.)[^\s)>\]»"”,;]{1,2000}|(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]{1,63}\.){1,127}(?:de|com|org|net|eu|info|example|gov|io)(?:\/[^\s)>\]»"”,;]{0,2000})?/gu,
    ([said]) => [webAddress(said)],
  );
  takeLaws(take);
  takeDates(take, lang);
  for (const [pattern, month] of calendarOf(lang).months)
    take('month', pattern, ([, year]) => [[year, String(month)].filter(Boolean).join('-')]);
  take('time', /(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b\.?/g, ([, hour, minute, half]) => [
    clock((Number(hour) % 12) + (half === 'p' ? 12 : 0), Number(minute ?? 0)),
  ]);
  take(
    'time',
    /(?<![\d:.,])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d.]\d|,\d)(?:\s*(?:uhr|h\b))?/g,
    ([said, hour, minute]) =>
      /:/.test(said) || /uhr|h$/.test(said) ? [clock(Number(hour), Number(minute))] : undefined,
  );
  take(
    'time',
    /(?<![\d:.,])(\d{1,2})(?=\s*(?:uhr|o['’]clock)|\s*(?:-|–|bis|und|to)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:uhr|o['’]clock))/g,
    ([, hour]) => [clock(Number(hour), 0)],
  );
  take(
    'phone',
    /(?<![\p{L}\p{N}.,])(?:\+|00)\d{1,3}(?:[\s/().-]{0,3}\d){5,13}|(?<![\p{L}\p{N}.,])\(?0\d{1,5}\)?(?:[\s/.–-]{0,3}\d){4,11}/gu,
    ([said]) => [phone(said)],
  );
  take('code', /(?<![\p{L}\d])[a-z]{1,3}\d{1,4}(?![\p{L}\d])/gu, ([said]) => [said]);
  takeNumbers(text, claims, original, lang);
  take('weekday', /(?<!\p{L})(?:wochenendes?|weekends?)(?!\p{L})/gu, () => ['5', '6']);
  for (const [pattern, day] of calendarOf(lang).weekdays)
    take('weekday', pattern, ([said]) => (/geld|steuer/.test(said) ? undefined : [String(day)]));
  return claims.sort((a, b) => a.at - b.at);
}

type Take = (
  kind: ClaimKind,
  pattern: RegExp,
  read: (match: RegExpExecArray) => string[] | undefined,
) => void;

/** `§ 5`, `§§ 1, 9 und 10`, `Art. 50`, `Paragraf 3`. */
function takeLaws(take: Take): void {
  take(
    'law',
    /(?:§§?|paragra(?:f|ph|phs|fen|phen)|artikel|article|art\.)\s*(\d+[a-z]?(?:\s*(?:,|und|bis|and|to|–|-)\s*\d+[a-z]?(?!\p{L}))*)/gu,
    ([, list = '']) => (list.match(/\d+[a-z]?/g) ?? []).map((one) => `§${one}`),
  );
}

/** `24. Dezember 2026`, `24.12.2026`, `2026-12-24`, `December 24`. */
function takeDates(take: Take, lang: string): void {
  take('date', /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, ([, year, month, day]) => [date(day, month, year)]);
  take(
    'date',
    /(?<![\d.])(\d{1,2})[./]\s?(\d{1,2})[./](?:\s?(\d{4}|\d{2})(?!\d))?/g,
    ([, day, month, year]) =>
      Number(month) <= 12 && Number(day) <= 31 ? [date(day, month, year)] : undefined,
  );
  for (const [pattern, month] of calendarOf(lang).dates)
    take('date', pattern, ([, day, year]) => [date(day, String(month), year)]);
}

/** Numbers in digits or words, with their unit if they have one; both ends of a range share it. */
function takeNumbers(text: string, claims: Claim[], original: string, lang: string): void {
  const pattern = /(?<![\p{L}\d])(\d+(?:[.,'’ ]\d{3})*(?:[.,](?:\d+|-|–))?)|(?<!\p{L})(\p{L}[\p{L}’ʼ-]*)/gu;
  const found: { at: number; end: number; said: string; values: number[]; isWord: boolean }[] = [];
  for (const match of text.matchAll(pattern)) {
    const [said, digits, word] = match;
    const value = word === undefined ? undefined : numberWord(word, lang);
    const values = digits === undefined ? (value === undefined ? [] : [value]) : readings(digits);
    if (values.length > 0)
      found.push({
        at: match.index,
        end: match.index + said.length,
        said,
        values,
        isWord: word !== undefined,
      });
  }
  const unitAfter = (end: number) => unitAt(text.slice(end).replace(/^[\s.)*_-]{0,4}/, ''));
  const unitBefore = (at: number) => (/(?:€|eur|euro)\s*$/.test(text.slice(0, at)) ? 'euro' : undefined);
  for (const [index, { at, end, said, values, isWord }] of found.entries()) {
    let unit = unitAfter(end) ?? unitBefore(at);
    const next = found[index + 1];
    if (
      !unit &&
      next &&
      /^\s*(?:bis(?: zu)?|und|oder|to|and|or|à|a|y|e|до|إلى|تا|–|-|ile)\s*$/.test(text.slice(end, next.at))
    )
      unit = unitAfter(next.end) ?? unitBefore(next.at);
    // "ein Termin" counts nothing, "zwei Möglichkeiten" what the sentence itself lists.
    if (isWord && !unit && (values[0] ?? 0) >= 2 && !LISTED.test(text.slice(end))) {
      claims.push({
        kind: 'number',
        values: values.map(String),
        raw: values,
        said: original.slice(at, end),
        at,
      });
      continue;
    }
    if (isWord && (!unit || (values[0] === 1 && /^e|^u|^on|^bir|^ein/.test(said) && unit === 'euro')))
      continue;
    const own = original.slice(at, end);
    const bound = boundOf(text.slice(Math.max(0, at - 40), at), text.slice(end, end + 30));
    if (unit)
      claims.push({
        kind: 'measure',
        values: values.map((one) => measure(one, unit)),
        raw: values,
        said: own,
        at,
        bound,
      });
    else claims.push({ kind: 'number', values: values.map(String), raw: values, said: own, at, bound });
  }
}

const LISTED =
  /^\s*(?:\p{L}+\s+)?(?:möglichkeit|schritt|ding|punkt|weg|option|unterlage|dokument|frage|varianten|ways?|options?|steps?|things?|documents?|points?|questions?)/u;
const FROM =
  /(?:mindestens|wenigstens|ab|älter als|über|mehr als|frühestens|erst nach|at least|from|over|older than|more than|above|minimum|en az|à partir de|au moins|не менее|щонайменше|від|от|min\.)(?:\s+(?:dem|der|den|the|age of|einem alter von))?\s*$/;
const TO =
  /(?:höchstens|maximal|bis zu|unter|jünger als|weniger als|spätestens|innerhalb von|binnen|at most|up to|under|below|younger than|less than|within|no later than|maximum|en fazla|moins de|au plus|до|менше|менее|max\.)(?:\s+(?:dem|der|den|the|age of|einem alter von))?\s*$/;

function boundOf(before: string, after: string): Claim['bound'] {
  // "no more than" is the contrary of "more than".
  const turned =
    /(?:nicht|not|no)\s{1,99}(mehr|älter|länger|später|more|older|longer|later)?\p{L}{0,40}\s{1,99}(?:als|than)\s{0,99}$/u.exec(
      before,
    );
  if (turned) return turned[1] ? 'to' : 'from';
  if (
    FROM.test(before) ||
    /^\s*(?:\p{L}+\s+){0,2}(?:oder älter|und älter|or older|or over|and over|yaş ve üzeri)/u.test(after)
  )
    return 'from';
  return TO.test(before) ? 'to' : undefined;
}

/** A time as it is compared: `08:05`. */
export function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function date(day = '', month = '', year = ''): string {
  const full = year.length === 2 ? `20${year}` : year;
  return [full, String(Number(month)), String(Number(day))].filter(Boolean).join('-');
}

function phone(said: string): string {
  return said
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)49\(?0?/, '0')
    .replace(/^\+/, '00');
}

/** A web address as it is compared: without protocol, `www.` and the stop of a sentence. */
function webAddress(said: string): string {
  return said
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/(?<![.!?/])[.!?/]{1,99}$/, '');
}
