import { DIMENSIONS } from './encoder.ts';
import type { Passage } from './passages.ts';
import type { Packed } from './vectors.ts';

/** How near a question is to an entry, by cosines. */
export interface Nearness {
  /** Of its title and example questions the nearest; −1 if it has none. */
  name: number;
  /** Of the sentences of its text. */
  sentence: number;
}

/** The passages of a city's texts with their vectors, in one block of memory. */
export class PassageIndex {
  readonly passages: readonly Passage[];
  /** The vectors of the editors' examples, in their order. */
  readonly examples: readonly Packed[];
  readonly #values: Int8Array;
  readonly #units: Float32Array;

  constructor(passages: Passage[], vectors: Packed[], examples: Packed[] = []) {
    this.passages = passages;
    this.examples = examples;
    this.#values = new Int8Array(passages.length * DIMENSIONS);
    this.#units = new Float32Array(passages.length);
    for (const [place, { unit, values }] of vectors.entries()) {
      this.#values.set(values, place * DIMENSIONS);
      this.#units[place] = unit;
    }
  }

  /** How near each entry is to a vector. */
  near(vector: Float32Array): Map<string, Nearness> {
    const near = new Map<string, Nearness>();
    for (const [place, { entry, kind }] of this.passages.entries()) {
      const cosine = this.#cosine(vector, place);
      let own = near.get(entry);
      if (!own) {
        own = { name: -1, sentence: -1 };
        near.set(entry, own);
      }
      if (cosine > own[kind]) own[kind] = cosine;
    }
    return near;
  }

  /** The sentences of an entry with their cosines to a vector, nearest first. */
  sentences(entry: string, vector: Float32Array): { passage: Passage; cosine: number }[] {
    return this.passages
      .flatMap((passage, place) =>
        passage.entry === entry && passage.kind === 'sentence'
          ? [{ passage, cosine: this.#cosine(vector, place) }]
          : [],
      )
      .sort((a, b) => b.cosine - a.cosine);
  }

  #cosine(vector: Float32Array, place: number): number {
    const start = place * DIMENSIONS;
    let sum = 0;
    for (let at = 0; at < DIMENSIONS; at++) sum += vector[at]! * this.#values[start + at]!;
    return sum * this.#units[place]!;
  }
}
