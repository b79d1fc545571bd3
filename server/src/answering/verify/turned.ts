import { lexicons } from '../../language/lexicon.ts';
import { type Evidence, plainWords } from './evidence.ts';

/** From this share of common words on, 0…1, a sentence is nearly one of the entries' own. */
const NEARLY = 0.6;

/** By language, the words that deny; and for each word that has one, its opposites. */
const denying = new Map([...lexicons].map(([lang, { negation }]) => [lang, new Set(negation)]));
const opposites = new Map(
  [...lexicons].map(([lang, { opposites: pairs }]) => {
    const both = pairs.flatMap(([one, other]) => [
      { word: one, opposite: other },
      { word: other, opposite: one },
    ]);
    return [lang, Map.groupBy(both, ({ word }) => word)];
  }),
);

/**
 * Whether a sentence is nearly one of the entries' own, in the same language, but denies what that says, or the reverse, or
 * has a word's opposite in its place ("vor" for "nach").
 */
export function isTurned(sentence: string, lang: string, { units }: Evidence): boolean {
  const own = plainWords(sentence);
  const alike = units.map(({ words }) => words).filter((words) => isNearly(own, words, lang));
  return alike.length > 0 && alike.every((words) => differs(own, words, lang));
}

/** What denies is not counted, nor are words that have an opposite: in the rest both are alike. */
function isNearly(one: string[], other: string[], lang: string): boolean {
  const rest = (words: string[]) =>
    new Set(words.filter((word) => !denying.get(lang)?.has(word) && !opposites.get(lang)?.has(word)));
  const [a, b] = [rest(one), rest(other)];
  return [...a].filter((word) => b.has(word)).length >= NEARLY * Math.max(1, a.size, b.size);
}

function differs(one: string[], other: string[], lang: string): boolean {
  const denials = (words: string[]) => words.filter((word) => denying.get(lang)?.has(word)).length;
  if (denials(one) % 2 !== denials(other) % 2) return true;
  return one.some(
    (word) =>
      !other.includes(word) &&
      opposites
        .get(lang)
        ?.get(word)
        ?.some(({ opposite }) => other.includes(opposite) && !one.includes(opposite)),
  );
}
