import { aimed } from './aim.ts';
import { DIMENSIONS } from './encoder.ts';
import { classifiers, type Likelihoods } from './learned.ts';
import { centred } from './mean.ts';
import type { Passage } from './passages.ts';
import type { Packed } from './vectors.ts';

/** How near a question is to an entry, by cosines of what is left of vectors without their common mean. */
export interface Nearness {
  /** Of its title and example questions the nearest. */
  name: number;
  /** Of the sentences of its text; what entries are on average if it has none: that speaks neither for nor against it. */
  sentence: number;
}

/** Something that an entry says, with how near it is to a question. */
export interface Statement {
  passage: Passage;
  cosine: number;
  /** The cosine of what is left of both without what the entry's title says: what of the thing is asked, and told. */
  apart: number;
  /** How likely it answers a question of each kind, 0…1. */
  answers: ReadonlyMap<string, number>;
}

/** What no cosine reaches. */
const NONE = -2;

/** The passages of a city's texts with their vectors, in one block of memory. */
export class PassageIndex {
  readonly passages: readonly Passage[];
  /** The vectors of the editors' examples, in their order. */
  readonly examples: readonly Packed[];
  readonly #values: Int8Array;
  readonly #units: Float32Array;
  /** One over the length that each vector has without the mean. */
  readonly #scales: Float32Array;
  readonly #places: ReadonlyMap<string, number[]>;
  readonly #answers = new Map<number, ReadonlyMap<string, number>>();

  constructor(passages: Passage[], vectors: Packed[], examples: Packed[] = []) {
    this.passages = passages;
    this.examples = examples;
    this.#values = new Int8Array(passages.length * DIMENSIONS);
    this.#units = new Float32Array(passages.length);
    this.#scales = new Float32Array(passages.length);
    const { mean } = classifiers().meaning;
    for (const [place, { unit, values }] of vectors.entries()) {
      this.#values.set(values, place * DIMENSIONS);
      this.#units[place] = unit;
      this.#scales[place] = 1 / Math.hypot(...mean.map((value, at) => (values[at] ?? 0) * unit - value));
    }
    this.#places = Map.groupBy(passages.keys(), (place) => passages[place]!.entry);
  }

  /** How near each entry is to a vector. */
  near(vector: Float32Array): Map<string, Nearness> {
    const near = new Map<string, Nearness>();
    const own = whole(aimed(centred(vector)));
    for (const [place, { entry, kind }] of this.passages.entries()) {
      if (kind === 'fact' || kind === 'hint') continue;
      const cosine = this.#cosine(own, place);
      let nearness = near.get(entry);
      if (!nearness) {
        nearness = { name: NONE, sentence: NONE };
        near.set(entry, nearness);
      }
      if (cosine > nearness[kind]) nearness[kind] = cosine;
    }
    const silent = [...near.values()].filter(({ sentence }) => sentence === NONE);
    const said = near.size - silent.length;
    const sum = [...near.values()].reduce((all, { sentence }) => all + sentence, 0) - silent.length * NONE;
    for (const one of silent) one.sentence = said > 0 ? sum / said : 0;
    return near;
  }

  /** What an entry says, in its order. */
  statements(entry: string, vector: Float32Array): Statement[] {
    const own = whole(centred(vector));
    const places = this.#places.get(entry) ?? [];
    const titled = places.find((place) => this.passages[place]!.kind === 'name');
    const title = titled === undefined ? undefined : whole(centred(this.#vectorAt(titled)));
    const onTitle = titled === undefined ? 0 : this.#cosine(own, titled);
    return places.flatMap((place) => {
      const passage = this.passages[place]!;
      if (passage.kind === 'name') return [];
      const cosine = this.#cosine(own, place);
      const titleOn = title ? this.#cosine(title, place) : 0;
      const apart = (cosine - onTitle * titleOn) / Math.sqrt((1 - onTitle ** 2) * (1 - titleOn ** 2) || 1);
      return [{ passage, cosine, apart, answers: this.#answersAt(place, passage) }];
    });
  }

  /** The vectors of what an entry says, in its order. */
  vectorsOf(entry: string): Float32Array[] {
    return (this.#places.get(entry) ?? []).map((place) => this.#vectorAt(place));
  }

  /** What a passage answers: a fact what it is a fact of, a sentence what was learned from others. */
  #answersAt(place: number, { answers }: Passage): ReadonlyMap<string, number> {
    const known = this.#answers.get(place);
    if (known) return known;
    const likely: Likelihoods = answers
      ? [{ name: answers, probability: 1 }]
      : classifiers().meaning.answers(this.#vectorAt(place));
    const found = new Map(likely.map(({ name, probability }) => [name, probability]));
    this.#answers.set(place, found);
    return found;
  }

  #vectorAt(place: number): Float32Array {
    const start = place * DIMENSIONS;
    const unit = this.#units[place]!;
    return Float32Array.from(this.#values.subarray(start, start + DIMENSIONS), (value) => value * unit);
  }

  /** In whole numbers and four sums at once, which is several times as fast: a large city has ten thousands of passages. */
  #cosine({ values, onMean }: Whole, place: number): number {
    const all = this.#values;
    let [at, one, two, three, four] = [place * DIMENSIONS, 0, 0, 0, 0];
    for (let own = 0; own < DIMENSIONS; own += 4, at += 4) {
      one = (one + Math.imul(values[own]!, all[at]!)) | 0;
      two = (two + Math.imul(values[own + 1]!, all[at + 1]!)) | 0;
      three = (three + Math.imul(values[own + 2]!, all[at + 2]!)) | 0;
      four = (four + Math.imul(values[own + 3]!, all[at + 3]!)) | 0;
    }
    const product = (one + two + three + four) / WHOLE;
    return (product * this.#units[place]! - onMean) * this.#scales[place]!;
  }
}

/** What 1 is in the whole numbers that products are made of; a sum of them stays below 2³¹. */
const WHOLE = 2 ** 15;

/** A vector without the mean, of length 1, and its product with the mean. */
interface Whole {
  /** In units of 1 / `WHOLE`. */
  values: Int32Array;
  onMean: number;
}

/** A vector of length 1 without the mean as whole numbers. */
function whole(vector: Float32Array): Whole {
  const { mean } = classifiers().meaning;
  return {
    values: Int32Array.from(vector, (value) => Math.round(value * WHOLE)),
    onMean: vector.reduce((sum, value, at) => sum + value * mean[at]!, 0),
  };
}
