import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { understandingFolder } from './examples.ts';

/** `aim.json`: what a vector is moved by for each of its values, by row, as whole numbers of `unit`. */
export const Aim = z.strictObject({ unit: z.number(), values: z.base64() });
export type Aim = z.infer<typeof Aim>;

let loaded: ((vector: Float32Array) => Float32Array) | undefined;

/**
 * Moves a question's vector towards the names and sentences of what answers it: a question is worded otherwise than a page.
 * Takes a vector without the common mean. Throws if `aim.json` is broken.
 */
export function aimed(vector: Float32Array): Float32Array {
  loaded ??= aimOf(Aim.parse(JSON.parse(readFileSync(`${understandingFolder}/aim.json`, 'utf8'))));
  return loaded(vector);
}

/** The same by what was just learned. */
export function aimOf({ unit, values }: Aim): (vector: Float32Array) => Float32Array {
  const weights = new Int8Array(Buffer.from(values, 'base64'));
  return (vector) => {
    const moved = vector.slice();
    for (const [row, value] of vector.entries())
      for (let at = 0; at < moved.length; at++)
        moved[at]! += value * unit * weights[row * moved.length + at]!;
    return moved;
  };
}
