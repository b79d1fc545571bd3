import './no-telemetry.ts';
import { createHash } from 'node:crypto';
import { createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { MOST_PIECES, Tokenizer } from './tokenizer.ts';

/** How many numbers a vector has. */
export const DIMENSIONS = 384;

/** Where the weights lie, made by `build.py` there. */
export const encoderFolder = fileURLToPath(new URL('../../encoder/', import.meta.url));

const Manifest = z.strictObject({
  'pieces.bin': z.string(),
  'embeddings.bin': z.string(),
  'lower.onnx': z.string(),
  'upper.onnx': z.string(),
  'judge.bin': z.string(),
});

/** Values of a row of weights share a scale by so many. */
const BLOCK = 32;
const BYTES_OF_BLOCK = 2 + BLOCK / 2;
const BYTES_OF_ROW = (DIMENSIONS / BLOCK) * BYTES_OF_BLOCK;

/** What a text is, for the encoder: it was taught with these words before each text. */
export type TextKind = 'query' | 'passage';

/** So many pieces of a question, and of a statement, are read where they are judged: it was taught with these. */
const JUDGED_PIECES = { query: 64, passage: 100 };

/** So many statements are kept as they were read last (20 MB). */
const KEPT = 400;

/**
 * Turns texts into vectors whose cosine tells how alike they are in meaning, and judges whether statements answer a
 * question. It is used by one thread.
 */
export class Encoder {
  /** Each text is read by itself by the lower layers; the upper ones read it to its end, or two of them together. */
  readonly #lower: InferenceSession;
  readonly #upper: InferenceSession;
  readonly #statements = new Map<string, Float32Array>();
  readonly #tokenizer: Tokenizer;
  /** Rows of weights are read from their file as they are needed: the system keeps what is needed often. */
  readonly #embeddings: number;
  readonly #positions: Float32Array;

  private constructor(
    [lower, upper]: [InferenceSession, InferenceSession],
    pieces: Uint8Array<ArrayBuffer>,
    embeddings: number,
  ) {
    this.#lower = lower;
    this.#upper = upper;
    this.#tokenizer = new Tokenizer(pieces);
    this.#embeddings = embeddings;
    const positions = Buffer.alloc(2 * MOST_PIECES * DIMENSIONS);
    readSync(embeddings, positions, 0, positions.length, 0);
    this.#positions = Float32Array.from({ length: MOST_PIECES * DIMENSIONS }, (_, at) =>
      half(positions.readUInt16LE(2 * at)),
    );
  }

  /** Loads the weights. Rejects if they are not there, not whole, or the runtime does not work here. */
  static async load(folder: string): Promise<Encoder> {
    const manifest = Manifest.parse(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
    for (const [name, hash] of Object.entries(manifest)) {
      if ((await hashOf(`${folder}/${name}`)) !== hash)
        throw new Error(`${folder}/${name} is not the file that manifest.json names`);
    }
    const pieces = new Uint8Array(readFileSync(`${folder}/pieces.bin`));
    const halves: [InferenceSession, InferenceSession] = [
      await InferenceSession.create(`${folder}/lower.onnx`, options),
      await InferenceSession.create(`${folder}/upper.onnx`, options),
    ];
    return new Encoder(halves, pieces, openSync(`${folder}/embeddings.bin`, 'r'));
  }

  /** The vector of a text, of length 1; of long texts the first and last `mostPieces` are read. */
  async encode(text: string, kind: TextKind, mostPieces = MOST_PIECES): Promise<Float32Array> {
    const { mean } = await this.#read([await this.#begin(text, kind, mostPieces)]);
    return normalise(mean);
  }

  /** How likely each statement answers a question, as a logit: 0 is as likely as that none does. */
  async judge(question: string, statements: readonly string[]): Promise<Float32Array> {
    const asked = await this.#begin(question, 'query', JUDGED_PIECES.query);
    const scores = new Float32Array(statements.length);
    for (const [place, statement] of statements.entries()) {
      const { score } = await this.#read([asked, await this.#statement(statement)]);
      scores[place] = score[0] ?? 0;
    }
    return scores;
  }

  /** What the lower layers make of a statement, which is asked about again and again. It is the city's: of a question nothing is kept. */
  async #statement(text: string): Promise<Float32Array> {
    const state = this.#statements.get(text) ?? (await this.#begin(text, 'passage', JUDGED_PIECES.passage));
    this.#statements.delete(text);
    this.#statements.set(text, state);
    const [oldest] = this.#statements.size > KEPT ? this.#statements.keys() : [];
    if (oldest !== undefined) this.#statements.delete(oldest);
    return state;
  }

  /** The states of a text's pieces after the lower layers. */
  async #begin(text: string, kind: TextKind, mostPieces: number): Promise<Float32Array> {
    const pieces = this.#tokenizer.encode(`${kind}: ${lowered(text)}`, mostPieces);
    const values = new Float32Array(pieces.length * DIMENSIONS);
    const row = Buffer.alloc(BYTES_OF_ROW);
    for (const [place, piece] of pieces.entries()) {
      readSync(this.#embeddings, row, 0, BYTES_OF_ROW, this.#positions.length * 2 + piece * BYTES_OF_ROW);
      this.#addRow(row, values, place * DIMENSIONS);
    }
    const { state } = await this.#lower.run({ embeddings: statesOf(values) });
    return floats(state);
  }

  /** Reads a text to its end; a question and a statement together. */
  async #read(texts: readonly Float32Array[]): Promise<{ mean: Float32Array; score: Float32Array }> {
    const [own] = texts;
    const states = joined(texts);
    const length = states.length / DIMENSIONS;
    const segments = new Float32Array(length).fill(1, (own?.length ?? 0) / DIMENSIONS);
    const { mean, score } = await this.#upper.run({
      state: statesOf(states),
      segments: new Tensor('float32', segments, [1, length, 1]),
    });
    return { mean: floats(mean), score: floats(score) };
  }

  /** Sums up a row of Q4_0 blocks and its position. */
  #addRow(row: Buffer, values: Float32Array, at: number): void {
    for (let block = 0; block < DIMENSIONS / BLOCK; block++) {
      const start = block * BYTES_OF_BLOCK;
      const scale = half(row.readUInt16LE(start));
      for (let place = 0; place < BLOCK / 2; place++) {
        const two = row[start + 2 + place] ?? 0;
        const first = at + block * BLOCK + place;
        const second = first + BLOCK / 2;
        values[first] = ((two & 15) - 8) * scale + (this.#positions[first] ?? 0);
        values[second] = ((two >> 4) - 8) * scale + (this.#positions[second] ?? 0);
      }
    }
  }
}

const options: InferenceSession.SessionOptions = {
  intraOpNumThreads: 2,
  interOpNumThreads: 1,
  // Beyond the basic ones it joins operators into some that are slower.
  graphOptimizationLevel: 'basic',
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
  // Who waits turning takes the processor from the thread that serves.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

/** One after the other. */
function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Values of pieces as the layers take them. */
function statesOf(values: Float32Array): Tensor {
  return new Tensor('float32', values, [1, values.length / DIMENSIONS, DIMENSIONS]);
}

function floats(output: Tensor | undefined): Float32Array {
  if (!(output?.data instanceof Float32Array)) throw new Error('The encoder has no such output');
  return output.data;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A vector of the same direction and of length 1. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/**
 * What is shouted means the same said: capitals are rare where the encoder learned its pieces. The Turkish İ leaves a dot
 * behind that no small letter has.
 */
function lowered(text: string): string {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > small ? text.toLowerCase().replaceAll('i\u0307', 'i') : text;
}

/** A number of 16 bits (IEEE 754 binary16). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
