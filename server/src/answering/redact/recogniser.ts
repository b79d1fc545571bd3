/** What kinds of personal data are recognised (DP-7). */
export const redactionClasses = [
  'email',
  'iban',
  'social-insurance',
  'card',
  'birth-date',
  'tax-id',
  'id-document',
  'phone',
  'licence-plate',
  'address',
  'name',
] as const;
export type RedactionClass = (typeof redactionClasses)[number];

/** What stands around a match. */
export interface Surroundings {
  before: string;
  after: string;
}

export interface Recogniser {
  class: RedactionClass;
  /** The group that matched is what is replaced, else the whole match. */
  pattern: RegExp;
  /** Where a sticky pattern begins, or what stands near what any other finds: a quick look before the slow one. */
  hint?: RegExp;
  /** Most need a digit. */
  withoutDigits?: true;
  /** Decides where the pattern alone does not. */
  accept?: (value: string, around: Surroundings) => boolean;
}

/** What continues a word or number. Han is written without spaces: a value may stand right beside it. */
export const PART_OF_WORD = '[[\\p{L}\\p{M}\\p{N}]--\\p{sc=Han}]';
export const NOT_BEFORE = `(?<!${PART_OF_WORD})`;
export const NOT_AFTER = `(?!${PART_OF_WORD})`;

/**
 * A part of a regular expression whose letters may be large or small, beside parts where that tells: `mein` becomes
 * `[mM][eE][iI][nN]`. V8 mistakes `(?i:…)` for more than it holds, and only once it has compiled the expression.
 */
export function anyCase(source: string): string {
  return source.replace(/\\p\{\w+\}|\\.|\p{L}/gu, (part) => {
    const [small, large] = [part.toLowerCase(), part.toUpperCase()];
    return [...part].length > 1 || small === large || [...large].length > 1 ? part : `[${small}${large}]`;
  });
}

/** Letters and digits alone, in capitals. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
