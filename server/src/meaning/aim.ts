import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { normalise } from './encoder.ts';
import { understandingFolder } from './examples.ts';

/** `aim.json`: what a vector is moved by for each of its values, by row, as whole numbers of `unit`. */
export const Aim = z.strictObject({ unit: z.number(), values: z.base64() });
export type Aim = z.infer<typeof Aim>;

let loaded: ((vector: Float32Array) => Float32Array) | undefined;

/**
 * Moves a question's vector towards the names and sentences of what answers it: a question is worded otherwise than a page.
 * Takes a vector without the common mean and gives one of length 1. Throws if `aim.json` is broken.
 */
export function aimed(vector: Float32Array): Float32Array {
  loaded ??= aimOf(Aim.parse(JSON.parse(readFileSync(`${understandingFolder}/aim.json`, 'utf8'))));
  return loaded(vector);
}

/** The same by what was just learned. */
export function aimOf({ unit, values }: Aim): (vector: Float32Array) => Float32Array {
  const weights = new Int8Array(Buffer.from(values, 'base64'));
  return (vector) => normalise(moved(vector, weights, unit));
}

/** A vector with what each of its values moves it by; weights by row, in units. */
export function moved(vector: Float32Array, weights: Float32Array | Int8Array, unit = 1): Float32Array {
  const sum = vector.slice();
  for (const [row, value] of vector.entries())
    for (let at = 0; at < sum.length; at++) sum[at]! += value * unit * weights[row * sum.length + at]!;
  return sum;
}
