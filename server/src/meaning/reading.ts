import { type Emergency, emergencies } from './examples.ts';
import { featuresOf } from './features.ts';
import { classifiers, emergencyShare, type Likelihoods } from './learned.ts';
import { mostLike, type Taught, withExample } from './taught.ts';
import type { Packed } from './vectors.ts';

/** What a message says of itself: what it wants, and of what kind its question is, each best first. */
export interface Reading {
  intents: Likelihoods;
  kinds: Likelihoods;
  /** How likely somebody is in danger, 0…1, and the likeliest kind of danger. */
  emergency: { probability: number; kind: Emergency };
}

/** How much vectors count beside words, and how much surer both are together than alone. Measured with `npm run learn -- --figures`. */
const SHARE = { intents: 0.6, kinds: 0.55 };
const SURER = { intents: 1.5, kinds: 1.3 };

/** What a city's editors taught, with the vectors of their examples where there are any. */
export interface Lessons {
  taught: readonly Taught[];
  vectors?: readonly Packed[] | undefined;
}

/**
 * Reads a message by its vector and its words together; by its words alone where there is no vector. What is like an
 * example of the city's editors is taken for the same.
 */
export function readMessage(
  text: string,
  vector: Float32Array | undefined,
  { taught, vectors }: Lessons = { taught: [] },
): Reading {
  const { meaning, words } = classifiers();
  const features = featuresOf(text);
  const both = (one: 'intents' | 'kinds') =>
    vector
      ? together(meaning[one](vector), words[one](features), SHARE[one], SURER[one])
      : words[one](features);
  const like = mostLike(taught, features, vector, vectors);
  const { example, counts = 0 } = like ?? {};
  const intents = withExample(both('intents'), example?.intent, counts);
  const kind = emergencies.find((name) =>
    intents.find((one) => one.name.startsWith('emergency-'))?.name.endsWith(name),
  );
  return {
    intents,
    kinds: withExample(both('kinds'), example?.kind, counts),
    emergency: { probability: emergencyShare(intents), kind: kind ?? 'medical' },
  };
}

/** Two opinions as one: their weighted geometric mean. */
function together(one: Likelihoods, other: Likelihoods, share: number, surer: number): Likelihoods {
  const others = new Map(other.map(({ name, probability }) => [name, probability]));
  const mixed = one.map(({ name, probability }) => ({
    name,
    probability:
      (probability + 1e-6) ** (share * surer) * ((others.get(name) ?? 0) + 1e-6) ** ((1 - share) * surer),
  }));
  const total = mixed.reduce((sum, { probability }) => sum + probability, 0);
  return mixed
    .map(({ name, probability }) => ({ name, probability: probability / total }))
    .sort((a, b) => b.probability - a.probability);
}
