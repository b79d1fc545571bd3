import { normalise } from './encoder.ts';
import { classifiers } from './learned.ts';

/** What tells a vector apart, of length 1: all point nearly the same way, so their common mean is taken away. */
export function centred(vector: Float32Array): Float32Array {
  const { mean } = classifiers().meaning;
  return normalise(vector.map((value, at) => value - mean[at]!));
}
