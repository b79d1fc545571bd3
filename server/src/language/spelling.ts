import { append } from './multimap.ts';

/** Words shorter than this have too many neighbours to guess at. */
const SHORTEST = 5;
/** From this length on two slips are forgiven. */
const LONG = 9;

/** Finds the known words that a mistyped one may stand for. */
export class Spelling {
  /** By trigram and length. */
  readonly #byGram = new Map<string, string[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (word.length < SHORTEST - 1) continue;
      for (const gram of trigrams(word)) append(this.#byGram, gram + word.length, word);
    }
  }

  /** The nearest known words: at most one slip, two in long words; the most similar first, at most three. */
  near(word: string): string[] {
    if (word.length < SHORTEST || word.length > 40 || /\p{Nd}/u.test(word)) return [];
    const most = word.length >= LONG ? 2 : 1;
    const shared = new Map<string, number>();
    const pieces = trigrams(word);
    for (const gram of pieces) {
      for (let length = word.length - most; length <= word.length + most; length++) {
        for (const other of this.#byGram.get(gram + length) ?? [])
          shared.set(other, (shared.get(other) ?? 0) + 1);
      }
    }
    // Each slip destroys at most four trigrams: two letters swapped.
    const least = Math.max(1, pieces.length - 4 * most);
    return [...shared]
      .filter(([, count]) => count >= least)
      .map(([other]) => ({ other, slips: distance(word, other, most) }))
      .filter(({ slips }) => slips <= most)
      .sort((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
      .slice(0, 3)
      .map(({ other }) => other);
  }
}

function trigrams(word: string): string[] {
  const marked = `^${word}$`;
  return [
    ...new Set(Array.from({ length: marked.length - 2 }, (_, start) => marked.slice(start, start + 3))),
  ];
}

/** Slips between two words (optimal string alignment: also two letters swapped); more than `most` count as infinite. */
function distance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY;
}
