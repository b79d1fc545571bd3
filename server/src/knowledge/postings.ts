/** A term's documents and how strongly each speaks of it, as BM25 weighs it, in units of 1 / `PRECISION`. */
export interface Posting {
  documents: Uint32Array;
  weights: Uint16Array;
}

/** How strongly a document speaks of a term, 0 if it does not; documents are in ascending order. */
export function weightIn({ documents, weights }: Posting, document: number): number {
  const place = placeOf(document, documents, 0, documents.length);
  return documents[place] === document ? (weights[place] ?? 0) / PRECISION : 0;
}

/** The first place between two whose document is not before the one looked for (binary search). */
function placeOf(document: number, documents: Uint32Array, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The state of an inverted index, as a snapshot keeps it. */
export interface PostingsData {
  count: number;
  terms: string[];
  offsets: Uint32Array;
  documents: Uint32Array;
  weights: Uint16Array;
}

/** Weights are kept as whole numbers of this fraction, to take half the memory. */
export const PRECISION = 10_000;
/** Frequencies are whole numbers below this. */
const FREQUENCIES = 1024;
const K1 = 0.7;
const B = 0.7;

/** Collects the terms of documents, one after the other. */
export class PostingsBuilder {
  readonly #ids = new Map<string, number>();
  /** By term: each of its documents with its frequency there, in one number. */
  readonly #lists: number[][] = [];
  readonly #lengths: number[] = [];

  /** The number that stands for a term. */
  id(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    this.#ids.set(term, this.#lists.length);
    return this.#lists.push([]) - 1;
  }

  /** Adds a document with its terms' weighted frequencies. */
  add(frequencies: ReadonlyMap<number, number>): void {
    const document = this.#lengths.length;
    let length = 0;
    for (const [id, frequency] of frequencies) {
      length += frequency;
      this.#lists[id]?.push(document * FREQUENCIES + Math.min(frequency, FREQUENCIES - 1));
    }
    this.#lengths.push(length);
  }

  /** BM25's share of a term in a document, all but the term's rarity: it does not change any more. */
  finish(): PostingsData {
    const lengths = this.#lengths;
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
    let size = 0;
    for (const list of this.#lists) size += list.length;
    const offsets = new Uint32Array(this.#lists.length + 1);
    const documents = new Uint32Array(size);
    const weights = new Uint16Array(size);
    let position = 0;
    let term = 0;
    for (const list of this.#lists) {
      for (const packed of list) {
        const document = Math.floor(packed / FREQUENCIES);
        const frequency = packed % FREQUENCIES;
        documents[position] = document;
        weights[position] =
          (PRECISION * frequency * (K1 + 1)) /
          (frequency + K1 * (1 - B + (B * (lengths[document] ?? 0)) / average));
        position++;
      }
      offsets[++term] = position;
    }
    return { count: lengths.length, terms: [...this.#ids.keys()], offsets, documents, weights };
  }
}

/** An inverted index for BM25 (Robertson and Zaragoza 2009): term → documents. */
export class Postings {
  readonly #data: PostingsData;
  readonly #ids: ReadonlyMap<string, number>;

  constructor(data: PostingsData) {
    this.#data = data;
    this.#ids = new Map(data.terms.map((term, id) => [term, id]));
  }

  has(term: string): boolean {
    return this.#ids.has(term);
  }

  get terms(): readonly string[] {
    return this.#data.terms;
  }

  /** In how many documents a term stands. */
  documentFrequency(term: string): number {
    const id = this.#ids.get(term);
    if (id === undefined) return 0;
    return (this.#data.offsets[id + 1] ?? 0) - (this.#data.offsets[id] ?? 0);
  }

  /** How rare a term is. */
  rarity(term: string): number {
    return this.rarityOf(this.documentFrequency(term));
  }

  /** How rare something is that stands in so many documents. */
  rarityOf(frequency: number): number {
    return Math.log(1 + (this.#data.count - frequency + 0.5) / (frequency + 0.5));
  }

  /** Whether a term stands in a document. */
  contains(term: string, document: number): boolean {
    const id = this.#ids.get(term);
    if (id === undefined) return false;
    const { offsets, documents } = this.#data;
    const end = offsets[id + 1] ?? 0;
    const place = placeOf(document, documents, offsets[id] ?? 0, end);
    return place < end && documents[place] === document;
  }

  get(term: string): Posting | undefined {
    const id = this.#ids.get(term);
    if (id === undefined) return undefined;
    const { offsets, documents, weights } = this.#data;
    const [from, to] = [offsets[id], offsets[id + 1]];
    return { documents: documents.subarray(from, to), weights: weights.subarray(from, to) };
  }
}
