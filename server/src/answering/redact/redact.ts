import { plainDigits } from '../verify/numbers.ts';
import { trimName } from './names.ts';
import { type Recogniser, type RedactionClass, redactionClasses } from './recogniser.ts';
import { recognisers } from './recognisers.ts';
import { namesIn } from './tagger.ts';

/** A place in the citizen's text that was replaced; offsets are UTF-16 code units of the input. */
export interface Redaction {
  class: RedactionClass;
  start: number;
  end: number;
}

export interface Redacted {
  /** The text with each place replaced by its class in brackets, e.g. `[email]`. */
  text: string;
  redactions: Redaction[];
}

/** Signs that are written for others, one for one: wide ones, blanks, dashes and apostrophes of every kind. */
const ODD = /[\u00a0\u2000-\u200a\u202f\u3000\u2010-\u2015\u2212’ʼ‘`´＋＠：，。／٠-٩۰-۹०-९０-９٫٬]/;
const SIGNS: [RegExp, string][] = [
  [/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[’ʼ‘`´]/g, "'"],
  [/＋/g, '+'],
  [/＠/g, '@'],
  [/：/g, ':'],
  [/，/g, ','],
  [/。/g, '.'],
  [/／/g, '/'],
];

/** The same text, character for character, as the recognisers know it. */
function toPlain(text: string): string {
  if (!ODD.test(text)) return text;
  return SIGNS.reduce((plain, [signs, sign]) => plain.replace(signs, sign), plainDigits(text));
}

/** So much of the text before and after decides whether a number is personal, in characters. */
const SURROUNDINGS = 60;

/**
 * Replaces personal data in a citizen's text before anything else sees it (DP-7). `publicContacts` are the city's own numbers,
 * e-mail and postal addresses and pairs of words of its names, as digits or lower-case text; they stay.
 */
export function redact(text: string, publicContacts: ReadonlySet<string>): Redacted {
  const plain = toPlain(text);
  const found: Redaction[] = [];
  const hasDigits = /\d/.test(plain);
  let taken: Uint8Array | undefined;
  for (const recogniser of recognisers) {
    const { class: name, withoutDigits, accept } = recogniser;
    if (!(hasDigits || withoutDigits)) continue;
    let match = matchFrom(0, plain, recogniser);
    while (match) {
      const whole = match.find((group, index) => index > 0 && group !== undefined) ?? match[0];
      const value = name === 'name' ? trimName(whole) : whole.replace(/[\s./-]{1,4}$/, '');
      const start = match.index + match[0].lastIndexOf(whole);
      const end = start + value.length;
      const around = {
        before: plain.slice(Math.max(0, start - SURROUNDINGS), start),
        after: plain.slice(end, end + SURROUNDINGS),
      };
      const accepted = (!accept || accept(value, around)) && !isPublic(value, publicContacts);
      if (accepted && !taken?.subarray(start, end).includes(1)) {
        taken ??= new Uint8Array(plain.length);
        taken.fill(1, start, end);
        found.push({ class: name, start, end });
      }
      // Where an announcement announced nothing, another may be within: "ich heiße mit Nachnamen …".
      const next = accepted || !recogniser.pattern.sticky ? match[0].length : 1;
      match = matchFrom(match.index + next, plain, recogniser);
    }
  }
  for (const name of namesIn(plain))
    if (!isOfCity(plain, name, publicContacts)) found.push(...besides(found, name));
  const redactions = joined(found, plain);
  let result = '';
  let position = 0;
  for (const { class: name, start, end } of redactions) {
    result += `${text.slice(position, start)}[${name}]`;
    position = end;
  }
  return { text: result + text.slice(position), redactions };
}

/** What of a name was not found before, as names of their own. */
function besides(found: readonly Redaction[], { start, end }: Omit<Redaction, 'class'>): Redaction[] {
  const [first, ...others] = found.filter((one) => one.start < end && start < one.end);
  if (!first) return [{ class: 'name', start, end }];
  return [
    { start, end: first.start },
    { start: first.end, end },
  ].flatMap((rest) => (rest.end - rest.start > 1 ? besides(others, rest) : []));
}

/** In their order; names with nothing but spaces between them are one. */
function joined(found: Redaction[], text: string): Redaction[] {
  const all: Redaction[] = [];
  for (const one of found.sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    const isOne = last?.class === 'name' && one.class === 'name' && !text.slice(last.end, one.start).trim();
    if (isOne) last.end = one.end;
    else all.push(one);
  }
  return all;
}

/** So far from a name, in characters, is the word before it or after it. */
const LONGEST_WORD = 42;

/** Whether a name stands in the city's texts, with the words around it here: "Haus Martin", "Familie Sommer Fest". */
function isOfCity(
  text: string,
  { start, end }: Omit<Redaction, 'class'>,
  names: ReadonlySet<string>,
): boolean {
  const wordsIn = (from: number, to: number) =>
    text
      .slice(Math.max(0, from), to)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const before = wordsIn(start - LONGEST_WORD, start).at(-1) ?? '';
  const [after = ''] = wordsIn(end, end + LONGEST_WORD);
  const words = [before, ...wordsIn(start, end), after];
  const isPair = (at: number) => names.has(`${words[at]} ${words[at + 1]}`);
  return words.slice(1, -1).every((_, at) => isPair(at) || isPair(at + 1));
}

/** What is recognised stands at most so far from its hint, in characters. */
const REACH = 160;

/**
 * The next match from a place on, looked for near the hints alone if there are any. `matchAll` would copy the pattern
 * for each text, which is half the time it takes.
 */
function matchFrom(from: number, text: string, { hint, pattern }: Recogniser): RegExpExecArray | null {
  pattern.lastIndex = from;
  if (!hint) return pattern.exec(text);
  hint.lastIndex = from;
  for (let place = hint.exec(text); place; place = hint.exec(text)) {
    pattern.lastIndex = pattern.sticky ? place.index : Math.max(from, place.index - REACH);
    const match = pattern.exec(pattern.sticky ? text : text.slice(0, place.index + 2 * REACH));
    if (match) return match;
    // All that the next hints within reach could point to has been tried with it.
    hint.lastIndex = place.index + (pattern.sticky ? 1 : REACH);
  }
  return null;
}

function isPublic(value: string, publicContacts: ReadonlySet<string>): boolean {
  const digits = value.replace(/\D/g, '').replace(/^(?:00)?49(?=\d{6})/, '0');
  return publicContacts.has(digits) || publicContacts.has(value.toLowerCase().split(',')[0] ?? '');
}

const placeholders = new RegExp(`\\[(?:${redactionClasses.join('|')})\\]`, 'g');

/** A redacted text without its placeholders: what can be searched. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholders, ' ');
}
