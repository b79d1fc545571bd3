import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeWhole } from '../write-whole.ts';
import { DIMENSIONS } from './encoder.ts';

/** A vector in bytes: each value is a whole number of `unit`. */
export interface Packed {
  unit: number;
  values: Int8Array;
}

const KEY_BYTES = 16;
const RECORD_BYTES = KEY_BYTES + 4 + DIMENSIONS;

/** The same vector in a quarter of the room; its cosine to the original is above 0.9999. */
export function pack(vector: Float32Array): Packed {
  let largest = 1e-9;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const unit = largest / 127;
  return { unit, values: Int8Array.from(vector, (value) => Math.round(value / unit)) };
}

/** The product of a vector with a packed one: their cosine, if both have length 1. */
export function product(vector: Float32Array, { unit, values }: Packed): number {
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at++) sum += (vector[at] ?? 0) * (values[at] ?? 0);
  return sum * unit;
}

/** What a vector is found by: what was encoded, by which encoder. */
export function keyOf(text: string, encoder: string): string {
  return createHash('sha256')
    .update(`${encoder}\0${text}`)
    .digest('hex')
    .slice(0, 2 * KEY_BYTES);
}

/** Reads vectors by their keys from a cache file; none if there is no such file or it is broken. */
export async function readVectors(file: string): Promise<Map<string, Packed>> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  if (bytes.length % RECORD_BYTES !== 0) return new Map();
  const vectors = new Map<string, Packed>();
  for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
    const key = bytes.toString('hex', at, at + KEY_BYTES);
    const unit = bytes.readFloatLE(at + KEY_BYTES);
    const values = new Int8Array(bytes.subarray(at + KEY_BYTES + 4, at + RECORD_BYTES));
    vectors.set(key, { unit, values });
  }
  return vectors;
}

/** Writes vectors with their keys. Rejects if the file cannot be written. */
export async function writeVectors(file: string, vectors: ReadonlyMap<string, Packed>): Promise<void> {
  const bytes = Buffer.alloc(vectors.size * RECORD_BYTES);
  let at = 0;
  for (const [key, { unit, values }] of vectors) {
    bytes.write(key, at, 'hex');
    bytes.writeFloatLE(unit, at + KEY_BYTES);
    bytes.set(values, at + KEY_BYTES + 4);
    at += RECORD_BYTES;
  }
  await writeWhole(file, bytes);
}
