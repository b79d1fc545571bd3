import { type Lexicon, lexicons } from '../../language/lexicon.ts';
import { includes, phrases } from '../../language/said.ts';
import { perKey } from '../../per-key.ts';

/** The age that stands for each kind of person, in years. */
const ages = { baby: 0, child: 10, teenager: 16, senior: 70 };
const kinds = ['baby', 'teenager', 'senior', 'child'] as const;

/** Nobody is older, in years. */
const OLDEST = 119;

/** A number that counts something else: money, times, dates, shares, kinds of measure. */
const COUNTED = /^(?:\. ?\p{L}|\s*(?:€|euro|eur|uhr|o'clock|%|[:./]\s*\d|m²|qm|km|cm|kg))/iu;

/**
 * The age of whom a message speaks of, in years: as it says, in figures or words, else as its word for them tells; `said`
 * is how it says it.
 */
export function findAge(message: string, lang: string): { age?: number; said: string } {
  const { years, numbers, people, speaksOfAge } = wordsOf(lang);
  const words = phrases(message);
  const kind = kinds.find((one) => people[one].some((word) => includes(words, word)));
  for (const match of message.toLowerCase().matchAll(/\p{Nd}+|[\p{L}\p{M}]+/gu)) {
    const [said] = match;
    const isDigits = /\p{Nd}/u.test(said);
    const value = isDigits ? Number(western(said)) : numbers.get(said);
    if (value === undefined || value > OLDEST) continue;
    const before = message.slice(0, match.index).toLowerCase();
    const after = message.slice(match.index + said.length).toLowerCase();
    const next = /^[\s-]*([\p{L}\p{M}/.]+)/u.exec(after)?.[1]?.replace(/\.$/, '') ?? '';
    const last = before.trim().split(/[\s:]/).at(-1) ?? '';
    const hasYears = years.some((word) => next === word || (isJoined(word) && next.startsWith(word)));
    if (hasYears || years.includes(last))
      return { age: value, said: `${said}${after.slice(0, after.indexOf(next) + next.length)}` };
    if (COUNTED.test(after) || /\d[.,:]$/.test(before)) continue;
    if (isDigits && (speaksOfAge.includes(last) || kind !== undefined)) return { age: value, said };
  }
  return { ...(kind && { age: ages[kind] }), said: '' };
}

/** Words of scripts that put no spaces between them are found at the beginning of what follows. */
function isJoined(word: string): boolean {
  return /\p{sc=Hani}/u.test(word);
}

/** What a language says of ages; the German words count in all, as they are mixed in. */
const wordsOf = perKey((lang: string) => {
  const own = [...new Set([lang, 'de'])].flatMap((one) => lexicons.get(one) ?? []);
  const all = (kind: (typeof kinds)[number]) => own.flatMap(({ people }) => people[kind]);
  return {
    years: own.flatMap(({ years }) => years),
    speaksOfAge: own.flatMap(({ speaksOfAge }) => speaksOfAge),
    numbers: new Map(own.flatMap(({ numbers }: Lexicon) => Object.entries(numbers))),
    people: { baby: all('baby'), child: all('child'), teenager: all('teenager'), senior: all('senior') },
  };
});

/** Arabic-Indic and Persian digits as 0–9. */
function western(digits: string): string {
  return digits.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
