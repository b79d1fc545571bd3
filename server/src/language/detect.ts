import { detect } from 'tinyld';
import { featuresOf } from '../meaning/features.ts';
import { classifiers } from '../meaning/learned.ts';
import { baseLang } from './base-lang.ts';

/** Languages that questions come in beside those that examples are there for (BCP 47). */
const others = ['da', 'fi', 'he', 'hi', 'ja', 'ko', 'lt', 'lv', 'no', 'sk', 'sl', 'sv', 'th', 'ur'];

/** How much likelier another language must be than the expected one, as a factor. */
const PRIOR = 4;
/** What was learned knows its languages; below this probability it is asked whether it is another. */
const SURE = 0.8;
/** Of a word or two in another script, so many characters tell a language that was not learned. */
const LONG_ENOUGH = 8;
/** A single word is looked up in the vocabularies of so many likeliest languages. */
const KNOWING = 8;

/** Whether a language's vocabulary, of entries and thesaurus, has any word of a text. */
export type Knows = (lang: string, text: string) => boolean;

/**
 * The base language of a text. `expected` (the interface's language) is a prior, not a law: it holds unless another is
 * clearly likelier, or, for a single word, if only the other language has that word.
 */
export function detectLanguage(text: string, expected: string, knows: Knows): string {
  const prior = baseLang(expected);
  const words = text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
  if (words === 0) return prior;
  const likely = classifiers().words.languages(featuresOf(text));
  const [best] = likely;
  if (!best) return prior;
  const ofPrior = likely.find(({ name }) => name === prior)?.probability ?? 0;
  const isTelling = words > 2 || (text.length >= LONG_ENOUGH && !/\p{sc=Latin}/u.test(text));
  if (best.probability < SURE && isTelling) {
    const found = detect(text, { only: [...likely.map(({ name }) => name), ...others] });
    if (others.includes(found)) return found;
  }
  if (best.name === prior) return prior;
  if (words > 1) return best.probability > PRIOR * ofPrior ? best.name : prior;
  if (knows(prior, text)) return prior;
  const knowing = likely.slice(0, KNOWING).find(({ name }) => knows(name, text))?.name;
  // A single word in another script than the Latin one tells as much as a sentence.
  return knowing ?? (/\p{sc=Latin}/u.test(text) ? prior : best.name);
}
