import { type Lexicon, lexicons } from '../../language/lexicon.ts';
import { escaped } from '../../language/said.ts';
import { NOT_AFTER, NOT_BEFORE, type Surroundings } from './recogniser.ts';

/** Words in any language as alternatives of a regular expression: sorted is fast, and backwards the longer ones come first. */
export function cues(kind: keyof Lexicon['personal']): string {
  return cueList(kind).join('|');
}

/** The same as a list. */
export function cueList(kind: keyof Lexicon['personal']): string[] {
  const words = new Set([...lexicons.values()].flatMap(({ personal }) => personal[kind]));
  return [...words]
    .sort()
    .reverse()
    .map((word) => escaped(word).replaceAll(' ', '\\s{1,2}'));
}

/**
 * Where any of some expressions begins, in any language: none that begins as another does, and by their first letters,
 * since each alternative takes time.
 */
export function anyOf(sources: string[]): RegExp {
  const words = [...new Set(sources.flatMap(alternatives))].sort();
  const least = words.filter((word) => !words.some((other) => other !== word && word.startsWith(other)));
  const byLetter = Map.groupBy(least, (word) => /^\p{L}/u.exec(word)?.[0] ?? '');
  const grouped = [...byLetter].map(
    ([letter, those]) => `${letter}(?:${those.map((word) => word.slice(letter.length)).join('|')})`,
  );
  return new RegExp(`${NOT_BEFORE}(?:${grouped.join('|')})`, 'giv');
}

/** The alternatives of an expression, also of a group that it begins with: `(?:my|our) x|y` is `my x`, `our x` and `y`. */
function alternatives(source: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of source) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === '|' && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${sign}`);
  }
  return parts.flatMap((part) => {
    const [, group, rest = ''] = /^\(\?:([^()]*)\)(?![?*+{])(.*)$/s.exec(part) ?? [];
    return group === undefined ? [part] : group.split('|').map((one) => one + rest);
  });
}

/** So many words may stand between a cue and what it announces: "Telefon meiner Mutter ist …". */
const BEFORE = '(?:[^\\p{L}\\p{N}]{1,4}\\p{L}{1,20}){0,5}[^\\p{L}\\p{N}]{0,4}$';
const AFTER = '^[^\\p{L}\\p{N}]{0,3}(?:\\p{L}{1,20}[^\\p{L}\\p{N}]{1,3}){0,3}';

/** Whether one of a kind's words, in any language and with any ending, stands before a value, or on either side of it. */
export interface Announcer {
  before(around: Surroundings): boolean;
  near(around: Surroundings): boolean;
}

/** A word this short has short endings: `car` announces a plate, `Carolina` does not. */
const SHORT = 5;

/** Looks for the words of one kind. */
export function announcer(kind: keyof Lexicon['personal']): Announcer {
  const words = cueList(kind).map((word) => `${word}\\p{L}{0,${word.length < SHORT ? 3 : 20}}`);
  const announcing = `${NOT_BEFORE}(?:${words.join('|')})`;
  const before = new RegExp(`${announcing}${BEFORE}`, 'iv');
  const after = new RegExp(`${AFTER}${announcing}${NOT_AFTER}`, 'iv');
  return {
    before: (around) => before.test(around.before),
    near: (around) => before.test(around.before) || after.test(around.after),
  };
}
