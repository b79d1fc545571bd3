import { z } from 'zod';
import { type Example, intents, kinds } from './examples.ts';
import { featuresOf } from './features.ts';
import type { Likelihoods } from './learned.ts';
import { type Packed, product } from './vectors.ts';

/** `understanding.yaml` of a city: by intent or kind of question its editors' examples, as a list or by language. */
export const UnderstandingFile = z.record(
  z.string(),
  z.union([z.array(z.string().min(1)), z.record(z.string(), z.array(z.string().min(1)))]),
);

/** Under which names examples may stand. */
export const exampleNames: readonly string[] = [...intents, ...kinds];

/** An example of the city's own with the features of its words. */
export interface Taught extends Example {
  features: Uint32Array;
}

/** The examples of a file, each in `lang` where it does not say. */
export function taughtBy(file: z.infer<typeof UnderstandingFile>, lang: string): Taught[] {
  return Object.entries(file).flatMap(([name, examples]) => {
    const isIntent = intents.some((intent) => intent === name);
    const byLang = Array.isArray(examples) ? { [lang]: examples } : examples;
    return Object.entries(byLang).flatMap(([own, texts]) =>
      texts.map((text) => ({
        text,
        lang: own,
        features: featuresOf(text),
        ...(isIntent ? { intent: name } : { intent: 'question', kind: name }),
      })),
    );
  });
}

/** From `least` on a message is like an example, from `most` on it says the same; cosines of vectors, and of features. */
const LIKE = { meaning: { least: 0.89, most: 0.95 }, words: { least: 0.5, most: 0.85 } };
/** How much an example that says the same counts against all that was learned. */
const COUNTS = 0.9;

/** The example that is most like a message, and how much it counts, 0…1. */
export function mostLike(
  taught: readonly Taught[],
  features: Uint32Array,
  vector: Float32Array | undefined,
  vectors: readonly Packed[] | undefined,
): { example: Example; counts: number } | undefined {
  let best: { example: Example; counts: number } | undefined;
  for (const [place, example] of taught.entries()) {
    const own = vectors?.[place];
    const likeness = Math.max(
      share(overlap(features, example.features), LIKE.words),
      vector && own ? share(product(vector, own), LIKE.meaning) : 0,
    );
    const counts = COUNTS * likeness;
    if (counts > (best?.counts ?? 0)) best = { example, counts };
  }
  return best;
}

/** What was learned, and one example that counts so much. */
export function withExample(learned: Likelihoods, name: string | undefined, counts: number): Likelihoods {
  if (name === undefined) return learned;
  return learned
    .map((one) => ({
      name: one.name,
      probability: (1 - counts) * one.probability + (one.name === name ? counts : 0),
    }))
    .sort((a, b) => b.probability - a.probability);
}

function share(value: number, { least, most }: { least: number; most: number }): number {
  return Math.max(0, Math.min(1, (value - least) / (most - least)));
}

/** The cosine of two sets, both sorted. */
function overlap(one: Uint32Array, other: Uint32Array): number {
  const others = new Set(other);
  const common = one.reduce((sum, feature) => sum + (others.has(feature) ? 1 : 0), 0);
  return common / Math.sqrt(one.length * other.length || 1);
}
