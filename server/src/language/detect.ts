import type { eld } from 'eld/small';
import { baseLang } from './analyze.ts';

/** Languages that questions are told apart in (BCP 47): those most spoken in German cities. */
export const detectable = [
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fi',
  'fr',
  'he',
  'hi',
  'hr',
  'hu',
  'it',
  'ja',
  'ko',
  'ku',
  'lt',
  'lv',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sq',
  'sr',
  'sv',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
];

/** How much likelier another language must be than the expected one, 0…1. */
const MARGIN = 0.1;

/** Whether a language's vocabulary, of entries and thesaurus, has any word of a text. */
export type Knows = (lang: string, text: string) => boolean;

/** Tells which language a question is written in. */
export class LanguageDetector {
  readonly #detector: typeof eld;

  private constructor(detector: typeof eld) {
    this.#detector = detector;
  }

  /** Loads the tables, which takes most of a second. */
  static async load(): Promise<LanguageDetector> {
    const { eld } = await import('eld/small');
    const detector = eld.newInstance();
    detector.setLanguageSubset(detectable);
    return new LanguageDetector(detector);
  }

  /**
   * The base language of a text. `expected` (the interface's language) is a prior, not a law: it holds unless another
   * is clearly likelier, or, for a single word, if only the other language has that word.
   */
  detect(text: string, expected: string, knows: Knows): string {
    const prior = baseLang(expected);
    const detection = this.#detector.detect(text);
    const found = detection.language;
    if (found === '' || found === prior) return prior;
    const scores = detection.getScores();
    const ahead = (scores[found] ?? 0) - (scores[prior] ?? 0);
    const words = text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
    if (words > 1) return ahead > MARGIN ? found : prior;
    if (knows(prior, text)) return prior;
    const likeliest = Object.entries(scores).sort(([, one], [, other]) => other - one);
    const knowing = likeliest.find(([lang]) => knows(lang, text))?.[0];
    // A single word in another script than the Latin one tells as much as a sentence.
    return knowing ?? (/\p{sc=Latin}/u.test(text) ? prior : found);
  }
}
