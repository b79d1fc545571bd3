import { baseLang } from './base-lang.ts';
import { lexicons } from './lexicon.ts';
import { loadPack } from './packs.ts';
import { plain } from './plain.ts';

/** A word of a text, in the forms it is compared by. */
export interface Word {
  /** Lower case, in one spelling: `führung`, `fuehrung` and `fuhrung` are the same. */
  form: string;
  stem: string;
  /** Whether it says nothing about what is asked. */
  stop: boolean;
}

/** Cuts texts of one language into words. */
export interface Analyzer {
  /** The base language, e.g. `de` for `de-simple`. */
  lang: string;
  words(text: string): Word[];
  /** The stem of a form, e.g. of a part of a compound. */
  stem(form: string): string;
}

/** Remembers each word: for editors' texts, never for a citizen's (DP-5). */
export interface RememberingAnalyzer extends Analyzer {
  /** The same that knows what was remembered until now and remembers nothing more: for citizens' texts. */
  settled(): Analyzer;
}

/** Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, Han, Kana. */
const unspaced = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}]/u;

/** "Wie melde ich mein Auto an?": what a German clause ends with tells `anmelden` from `abmelden`. */
const finalParticle = /(?<= )(?:ab|an|um)(?= *(?:[.,;!?]|$))/g;

/** "anzumelden", "angemeldet": forms that hide a German verb between its parts. */
const separable = '(ab|an|auf|aus|ein|mit|nach|um|vor|weg|zurück)';
const withZu = new RegExp(`(?<!\\p{L})${separable}zu(\\p{L}{3,}n)(?!\\p{L})`, 'gu');
const participle = new RegExp(`(?<!\\p{L})${separable}ge(\\p{L}{2,}?[^e])(e?)t(?!\\p{L})`, 'gu');

/** No language has longer words that mean something; more would only take time. */
const LONGEST_WORD = 80;

/** The analyzer of a language (BCP 47); variants such as `de-simple` share their base language's. */
export async function createAnalyzer(lang: string): Promise<RememberingAnalyzer> {
  const base = baseLang(lang);
  const { stem, stopWords } = await loadPack(base);
  const stops = new Set([...stopWords, ...(lexicons.get(base)?.requestWords ?? [])].map(fold));
  const segmenter = new Intl.Segmenter(base, { granularity: 'word' });
  const untangle = (text: string) =>
    text.replace(withZu, '$1$2').replace(participle, '$1$2en').replace(finalParticle, 'particle$&');
  const analyze = (word: string): Word => {
    const form = fold(word);
    return { form, stem: fold(stem(word)), stop: stops.has(form) };
  };
  const analyzerWith = (toWord: (word: string) => Word, toStem: (form: string) => string): Analyzer => ({
    lang: base,
    words: (text) => {
      const lower = plain(text).toLowerCase();
      return cut(base === 'de' ? untangle(lower) : lower, segmenter).map((word) =>
        toWord(word.slice(0, LONGEST_WORD)),
      );
    },
    stem: toStem,
  });
  const words = new Map<string, Word>();
  const stems = new Map<string, string>();
  const foldedStem = (form: string) => fold(stem(form));
  return {
    ...analyzerWith(remember(words, analyze), remember(stems, foldedStem)),
    settled: () =>
      analyzerWith(
        (word) => words.get(word) ?? analyze(word),
        (form) => stems.get(form) ?? foldedStem(form),
      ),
  };
}

/** Keeps what a function returned for each text. */
function remember<T>(known: Map<string, T>, compute: (text: string) => T): (text: string) => T {
  return (text) => {
    const value = known.get(text) ?? compute(text);
    known.set(text, value);
    return value;
  };
}

/** The words that say something; all of them if none does. */
export function contentWords(words: Word[]): Word[] {
  const content = words.filter(({ stop }) => !stop);
  return content.length > 0 ? content : words;
}

/** How long the n-grams of a word are: a character of Han says as much as four letters. */
function gramLength(form: string): number {
  if (/\p{sc=Hani}/u.test(form)) return 2;
  return unspaced.test(form) ? 3 : 4;
}

/** The character n-grams of a form, with its ends marked: what words share that no stemmer brings together. */
export function grams(form: string): string[] {
  const length = gramLength(form);
  const characters = length === 2 ? [...form] : ['^', ...form, '$'];
  if (characters.length <= length) return [characters.join('')];
  const pieces = characters
    .slice(length - 1)
    .map((_, start) => characters.slice(start, start + length).join(''));
  return length === 2 ? [...characters, ...pieces] : pieces;
}

function cut(text: string, segmenter: Intl.Segmenter): string[] {
  const found = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (!unspaced.test(text)) return found;
  return found.flatMap((word) =>
    unspaced.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word],
  );
}

/** One spelling for what people type in several: `Führung`, `Fuehrung`, `Fuhrung`; `Straße`, `Strasse`. */
export function fold(word: string): string {
  return word
    .replace(/ß/g, 'ss')
    .replace(/([aou])e/g, '$1')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
