import { fold } from '../language/analyze.ts';
import type { EntryText } from './entry.ts';

/** More words than this are not completed: whoever has typed so much is found by search. */
const MOST_WORDS = 4;

/** Finds entries by the beginnings of words in their titles and keywords, for search as one types. */
export class Completion {
  /** Words in order, each with the entry it names. */
  readonly #words: { word: string; id: string }[];

  constructor(texts: Iterable<readonly [id: string, text: EntryText]>) {
    this.#words = [...texts]
      .flatMap(([id, { title, keywords }]) =>
        wordsOf([title, ...keywords].join(' ')).map((word) => ({ word, id })),
      )
      .sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
  }

  /** The entries that have for each word of a text one that begins so. */
  complete(text: string): Set<string> {
    const words = wordsOf(text);
    if (words.length === 0 || words.length > MOST_WORDS) return new Set();
    const [first, ...others] = words.map((word) => this.#beginning(word));
    return new Set([...(first ?? [])].filter((id) => others.every((own) => own.has(id))));
  }

  #beginning(prefix: string): Set<string> {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle]?.word ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found = new Set<string>();
    for (let at = low; this.#words[at]?.word.startsWith(prefix); at++) found.add(this.#words[at]?.id ?? '');
    return found;
  }
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(fold);
}
