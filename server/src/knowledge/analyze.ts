import { requestWords } from '../answering/lexicon.ts';

/** Turns a text into the terms it is found by: folded, without stop words, stemmed. */
export type Analyzer = (text: string) => string[];

interface LanguagePack {
  stemmer?: () => Promise<{ stemmer: (word: string) => string }>;
  stopwords?: () => Promise<{ stopwords: string[] }>;
}

/** Languages with a stemmer or stop words; the others are indexed word by word. */
const packs: Record<string, LanguagePack> = {
  ar: { stemmer: () => import('@orama/stemmers/arabic'), stopwords: () => import('@orama/stopwords/arabic') },
  bg: {
    stemmer: () => import('@orama/stemmers/bulgarian'),
    stopwords: () => import('@orama/stopwords/bulgarian'),
  },
  de: { stemmer: () => import('@orama/stemmers/german'), stopwords: () => import('@orama/stopwords/german') },
  el: { stemmer: () => import('@orama/stemmers/greek'), stopwords: () => import('@orama/stopwords/greek') },
  en: {
    stemmer: () => import('@orama/stemmers/english'),
    stopwords: () => import('@orama/stopwords/english'),
  },
  es: {
    stemmer: () => import('@orama/stemmers/spanish'),
    stopwords: () => import('@orama/stopwords/spanish'),
  },
  fr: { stemmer: () => import('@orama/stemmers/french'), stopwords: () => import('@orama/stopwords/french') },
  it: {
    stemmer: () => import('@orama/stemmers/italian'),
    stopwords: () => import('@orama/stopwords/italian'),
  },
  nl: { stemmer: () => import('@orama/stemmers/dutch'), stopwords: () => import('@orama/stopwords/dutch') },
  ro: {
    stemmer: () => import('@orama/stemmers/romanian'),
    stopwords: () => import('@orama/stopwords/romanian'),
  },
  ru: {
    stemmer: () => import('@orama/stemmers/russian'),
    stopwords: () => import('@orama/stopwords/russian'),
  },
  tr: {
    stemmer: () => import('@orama/stemmers/turkish'),
    stopwords: () => import('@orama/stopwords/turkish'),
  },
  uk: {
    stemmer: () => import('@orama/stemmers/ukrainian'),
    stopwords: () => import('@orama/stopwords/ukrainian'),
  },
};

/** Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, Han, Kana. */
const unspaced = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}]/u;

/** "Wie melde ich mein Auto an?": what a German clause ends with tells `anmelden` from `abmelden`. */
const finalParticle = /(?<= )(?:ab|an|um)(?= *(?:[.,;!?]|$))/g;

/** The analyzer of a language (BCP 47); variants such as `de-simple` share their base language's. */
export async function createAnalyzer(lang: string): Promise<Analyzer> {
  const base = lang.split('-')[0] ?? lang;
  const pack = packs[base] ?? {};
  const stem = (await pack.stemmer?.())?.stemmer ?? ((word: string) => word);
  const common = (await pack.stopwords?.())?.stopwords ?? [];
  const stopWords = new Set([...common, ...(requestWords[base] ?? [])].map(fold));
  const segmenter = new Intl.Segmenter(base, { granularity: 'word' });
  const markParticles = (text: string) => (base === 'de' ? text.replace(finalParticle, 'particle$&') : text);
  return (text) =>
    words(markParticles(text.toLowerCase().normalize('NFKC')), segmenter)
      .filter((word) => !stopWords.has(fold(word)))
      .map((word) => fold(stem(word)));
}

function words(text: string, segmenter: Intl.Segmenter): string[] {
  const found = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (!unspaced.test(text)) return found;
  return found.flatMap((word) =>
    unspaced.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word],
  );
}

/** One spelling for what people type in several: `Führung`, `Fuehrung`, `Fuhrung`; `Straße`, `Strasse`. */
function fold(word: string): string {
  return word
    .replace(/ß/g, 'ss')
    .replace(/([aou])e/g, '$1')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
