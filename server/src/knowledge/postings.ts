import type { Scores } from './scores.ts';

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
const PRECISION = 10_000;
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

/** A known term: its place in the index. */
export type TermId = number;

/** An inverted index for BM25 (Robertson and Zaragoza 2009): term → documents. */
export class Postings {
  readonly #data: PostingsData;
  readonly #ids: ReadonlyMap<string, TermId>;
  readonly #rarities: Float64Array;

  constructor(data: PostingsData) {
    this.#data = data;
    this.#ids = new Map(data.terms.map((term, id) => [term, id]));
    this.#rarities = Float64Array.from(data.terms, (_, id) => this.#rarityOf(this.documentFrequency(id)));
  }

  id(term: string): TermId | undefined {
    return this.#ids.get(term);
  }

  has(term: string): boolean {
    return this.#ids.has(term);
  }

  get terms(): readonly string[] {
    return this.#data.terms;
  }

  /** In how many documents a term stands. */
  documentFrequency(id: TermId): number {
    return (this.#data.offsets[id + 1] ?? 0) - (this.#data.offsets[id] ?? 0);
  }

  /** How rare a term is; one that stands nowhere is the rarest. */
  rarity(term: string): number {
    const id = this.#ids.get(term);
    return id === undefined ? this.#rarityOf(0) : this.rarityOf(id);
  }

  rarityOf(id: TermId): number {
    return this.#rarities[id] ?? 0;
  }

  #rarityOf(frequency: number): number {
    return Math.log(1 + (this.#data.count - frequency + 0.5) / (frequency + 0.5));
  }

  /** How strongly a document speaks of a term, as BM25 weighs it, 0 if it does not. */
  weight(id: TermId, document: number): number {
    const { offsets, documents, weights } = this.#data;
    const end = offsets[id + 1] ?? 0;
    const place = placeOf(document, documents, offsets[id] ?? 0, end);
    return place < end && documents[place] === document ? (weights[place] ?? 0) / PRECISION : 0;
  }

  /** Whether a term stands in a document. */
  contains(term: string, document: number): boolean {
    const id = this.#ids.get(term);
    return id !== undefined && this.weight(id, document) > 0;
  }

  /** The documents that a term stands in. */
  documents(id: TermId): Uint32Array {
    return this.#data.documents.subarray(this.#data.offsets[id], this.#data.offsets[id + 1]);
  }

  /** Adds to each document's score how strongly it speaks of a term, times a factor. */
  addTo(scores: Scores, id: TermId, factor: number): void {
    const { offsets, documents, weights } = this.#data;
    const end = offsets[id + 1] ?? 0;
    const share = factor / PRECISION;
    for (let place = offsets[id] ?? 0; place < end; place++)
      scores.add(documents[place] ?? 0, share * (weights[place] ?? 0));
  }
}
