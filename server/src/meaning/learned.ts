import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { understandingFolder } from './examples.ts';
import { softmax } from './learn.ts';

/** A linear classifier over vectors, as it stands in a file: weights by class, then by dimension, as base64 of float32. */
const Linear = z.strictObject({
  classes: z.array(z.string()),
  weights: z.base64(),
  biases: z.array(z.number()),
});

/** The same over words and pieces of words: by feature, then by class, whole numbers of `unit`. */
const Sparse = z.strictObject({
  classes: z.array(z.string()),
  weights: z.base64(),
  biases: z.array(z.number()),
  unit: z.number(),
});

/** `learned.json`: what `understanding/train.ts` made of the examples. */
export const Learned = z.strictObject({
  meaning: z.strictObject({
    intents: Linear,
    kinds: Linear,
    turns: Linear,
    answers: Linear,
    judging: Linear,
    mean: z.array(z.number()),
  }),
  words: z.strictObject({ intents: Sparse, kinds: Sparse, languages: Sparse }),
});
export type Learned = z.infer<typeof Learned>;

/** How likely each class is, 0…1, best first. */
export type Likelihoods = { name: string; probability: number }[];

/** Tells the class of a text by one of its forms. */
export type Classifier<Form> = (form: Form) => Likelihoods;

/** The classifiers that come with the server. */
export interface Classifiers {
  meaning: {
    intents: Classifier<Float32Array>;
    kinds: Classifier<Float32Array>;
    /** How a message stands in a conversation. */
    turns: Classifier<Float32Array>;
    /** What kind of question a sentence of a city's text answers. */
    answers: Classifier<Float32Array>;
    /** Whether a sentence judges people. */
    judging: Classifier<Float32Array>;
    /** The mean of messages' vectors: all point nearly the same way, what tells them apart is the rest. */
    mean: Float32Array;
  };
  words: {
    intents: Classifier<Uint32Array>;
    kinds: Classifier<Uint32Array>;
    languages: Classifier<Uint32Array>;
  };
}

let loaded: Classifiers | undefined;

/** What was learned, read once. Throws if the file is broken. */
export function classifiers(): Classifiers {
  loaded ??= loadClassifiers();
  return loaded;
}

function loadClassifiers(): Classifiers {
  const learned = Learned.parse(JSON.parse(readFileSync(`${understandingFolder}/learned.json`, 'utf8')));
  const { meaning, words } = learned;
  return {
    meaning: {
      intents: linear(meaning.intents),
      kinds: linear(meaning.kinds),
      turns: linear(meaning.turns),
      answers: linear(meaning.answers),
      judging: linear(meaning.judging),
      mean: Float32Array.from(meaning.mean),
    },
    words: {
      intents: sparse(words.intents),
      kinds: sparse(words.kinds),
      languages: sparse(words.languages),
    },
  };
}

/** A linear classifier over vectors. */
export function linear({ classes, weights, biases }: z.infer<typeof Linear>): Classifier<Float32Array> {
  const values = new Float32Array(new Uint8Array(Buffer.from(weights, 'base64')).buffer);
  return (vector) => {
    const sums = biases.map((bias, place) => {
      let sum = bias;
      for (let at = 0; at < vector.length; at++)
        sum += (vector[at] ?? 0) * (values[place * vector.length + at] ?? 0);
      return sum;
    });
    return likelihoods(classes, sums);
  };
}

/** A linear classifier over features, each of which counts `1 / √n` where there are `n`. */
export function sparse({ classes, weights, biases, unit }: z.infer<typeof Sparse>): Classifier<Uint32Array> {
  const values = new Int8Array(Buffer.from(weights, 'base64'));
  return (features) => {
    const share = unit / Math.sqrt(features.length || 1);
    const sums = biases.map((bias, place) => {
      let sum = 0;
      for (const feature of features) sum += values[feature * classes.length + place] ?? 0;
      return bias + share * sum;
    });
    return likelihoods(classes, sums);
  };
}

function likelihoods(classes: string[], sums: number[]): Likelihoods {
  return softmax(sums)
    .map((probability, place) => ({ name: classes[place] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability);
}

/** How likely it is an emergency, of whichever kind. */
export function emergencyShare(found: Likelihoods): number {
  return found
    .filter(({ name }) => name.startsWith('emergency-'))
    .reduce((sum, { probability }) => sum + probability, 0);
}
