/** What a language brings along: a stemmer and the words that say nothing. */
export interface LanguagePack {
  stem: (word: string) => string;
  stopWords: string[];
}

interface Loaders {
  stemmer?: () => Promise<{ stemmer: (word: string) => string }>;
  stopwords?: () => Promise<{ stopwords: string[] }>;
}

/** Snowball stemmers and stop words by language; a language without is searched by words and character n-grams. */
const loaders: Record<string, Loaders> = {
  ar: { stemmer: () => import('@orama/stemmers/arabic'), stopwords: () => import('@orama/stopwords/arabic') },
  // Its stemmer writes into strings, which throws.
  bg: { stopwords: () => import('@orama/stopwords/bulgarian') },
  da: { stemmer: () => import('@orama/stemmers/danish'), stopwords: () => import('@orama/stopwords/danish') },
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
  fi: {
    stemmer: () => import('@orama/stemmers/finnish'),
    stopwords: () => import('@orama/stopwords/finnish'),
  },
  fr: { stemmer: () => import('@orama/stemmers/french'), stopwords: () => import('@orama/stopwords/french') },
  hi: { stemmer: () => import('@orama/stemmers/indian'), stopwords: () => import('@orama/stopwords/indian') },
  hu: {
    stemmer: () => import('@orama/stemmers/hungarian'),
    stopwords: () => import('@orama/stopwords/hungarian'),
  },
  it: {
    stemmer: () => import('@orama/stemmers/italian'),
    stopwords: () => import('@orama/stopwords/italian'),
  },
  nl: { stemmer: () => import('@orama/stemmers/dutch'), stopwords: () => import('@orama/stopwords/dutch') },
  pt: {
    stemmer: () => import('@orama/stemmers/portuguese'),
    stopwords: () => import('@orama/stopwords/portuguese'),
  },
  ro: {
    stemmer: () => import('@orama/stemmers/romanian'),
    stopwords: () => import('@orama/stopwords/romanian'),
  },
  ru: {
    stemmer: () => import('@orama/stemmers/russian'),
    stopwords: () => import('@orama/stopwords/russian'),
  },
  sr: {
    stemmer: () => import('@orama/stemmers/serbian'),
    stopwords: () => import('@orama/stopwords/serbian'),
  },
  sv: {
    stemmer: () => import('@orama/stemmers/swedish'),
    stopwords: () => import('@orama/stopwords/swedish'),
  },
  tr: {
    stemmer: () => import('@orama/stemmers/turkish'),
    stopwords: () => import('@orama/stopwords/turkish'),
  },
  uk: {
    stemmer: () => import('@orama/stemmers/ukrainian'),
    stopwords: () => import('@orama/stopwords/ukrainian'),
  },
  zh: { stopwords: () => import('@orama/stopwords/mandarin') },
};

/** The pack of a language, by its base tag. */
export async function loadPack(base: string): Promise<LanguagePack> {
  const { stemmer, stopwords } = loaders[base] ?? {};
  return {
    stem: (await stemmer?.())?.stemmer ?? ((word) => word),
    stopWords: (await stopwords?.())?.stopwords ?? [],
  };
}
