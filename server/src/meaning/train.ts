import { baseLang } from '../language/base-lang.ts';
import type { Encoder } from './encoder.ts';
import { type Example, intents, judgements, kinds, turns } from './examples.ts';
import { FEATURES, featuresOf } from './features.ts';
import { learnDense, learnSparse } from './learn.ts';
import { emergencyShare, type Learned, type Likelihoods, linear, sparse } from './learned.ts';
import { MOST_PIECES } from './tokenizer.ts';

/** Of a message no more pieces are read than these: the first half and the last. */
export const MESSAGE_PIECES = 160;

/** Chosen by `npm run learn -- --figures` (2026-11-25). */
const DENSE = { penalty: 0.018, steps: 20 };
const SPARSE = { features: FEATURES, rounds: 6, rate: 0.3, penalty: 1e-4 };
/** Of what sentences answer there are fewer examples. */
const ANSWERS = { penalty: 0.007, steps: 40 };
const JUDGING = { penalty: 0.01, steps: 40 };
/** Vectors differ little from their mean: what is left is made as large as is usual for what is learned from. */
const SPREAD = 1 / 0.027;

/** An example with the forms it is learned from. */
export interface Encoded extends Example {
  vector: Float32Array;
}

/** Encodes examples one after the other. */
export async function encodeExamples(examples: Example[], encoder: Encoder): Promise<Encoded[]> {
  const encoded: Encoded[] = [];
  for (const example of examples)
    encoded.push({ ...example, vector: await encoder.encode(example.text, 'query', MESSAGE_PIECES) });
  return encoded;
}

/** A sentence with what it answers or does. */
export interface EncodedSentence {
  kind: string;
  vector: Float32Array;
}

/** Encodes sentences one after the other. */
export async function encodeSentences(
  sentences: { text: string; kind: string }[],
  encoder: Encoder,
): Promise<EncodedSentence[]> {
  const encoded: EncodedSentence[] = [];
  for (const { text, kind } of sentences)
    encoded.push({ kind, vector: await encoder.encode(text, 'passage', MOST_PIECES) });
  return encoded;
}

/**
 * Learns the classifiers of intents and kinds, over vectors and over words, of turns, and of languages, from examples; from
 * sentences, what they answer, and whether they judge people.
 */
export function train(examples: Encoded[], answers: EncodedSentence[], judged: EncodedSentence[]): Learned {
  return {
    meaning: {
      ...trainMeaning(examples),
      answers: fromVectors(answers, answers.map(kindOf), kinds, ANSWERS),
      judging: fromVectors(
        judged,
        judged.map(({ kind }) => judgementNames.indexOf(kind)),
        judgements,
        JUDGING,
      ),
      mean: rounded(Float32Array.from(meanOf(examples))),
    },
    words: trainWords(examples),
  };
}

function trainMeaning(examples: Encoded[]) {
  const asked = examples.filter(({ kind }) => kind !== undefined);
  const messages = examples.filter(isMessage);
  const said = examples.filter(({ turn }) => turn !== undefined);
  return {
    intents: fromVectors(messages, messages.map(intentOf), intents),
    kinds: fromVectors(asked, asked.map(kindOf), kinds),
    turns: fromVectors(said, said.map(turnOf), turns),
  };
}

/** The same over words alone. */
export function trainWords(examples: Example[]): Learned['words'] {
  const asked = examples.filter(({ kind }) => kind !== undefined);
  const messages = examples.filter(isMessage);
  const languages = [...new Set(examples.map(({ lang }) => baseLang(lang)))].sort();
  const byLanguage = examples.map(({ lang }) => languages.indexOf(baseLang(lang)));
  return {
    intents: fromWords(messages, messages.map(intentOf), intents),
    kinds: fromWords(asked, asked.map(kindOf), kinds),
    languages: fromWords(examples, byLanguage, languages),
  };
}

const intentNames: readonly string[] = intents;
const kindNames: readonly string[] = kinds;
const turnNames: readonly string[] = turns;
const judgementNames: readonly string[] = judgements;

/** What tells of what messages are about: a turn leaves that out, and a pattern is about anything. */
function isMessage({ isPattern, turn }: Example): boolean {
  return !isPattern && turn === undefined;
}

function intentOf({ intent }: Example): number {
  return intentNames.indexOf(intent);
}

function kindOf({ kind = '' }: { kind?: string }): number {
  return kindNames.indexOf(kind);
}

function turnOf({ turn = '' }: { turn?: string }): number {
  return turnNames.indexOf(turn);
}

function fromVectors(
  examples: { vector: Float32Array }[],
  classOf: number[],
  classes: readonly string[],
  settings = DENSE,
) {
  const size = examples[0]?.vector.length ?? 0;
  const mean = meanOf(examples);
  const centred = examples.map(({ vector }) =>
    Float64Array.from({ length: size + 1 }, (_, at) => (at < size ? (vector[at]! - mean[at]!) * SPREAD : 1)),
  );
  const { weights, biases } = learnDense(centred, classOf, classes.length, settings);
  // By class instead of by input, and for vectors as they come.
  const turned = new Float32Array(weights.length);
  for (let one = 0; one < classes.length; one++)
    for (let at = 0; at < size; at++) {
      const weight = weights[at * classes.length + one]! * SPREAD;
      turned[one * size + at] = weight;
      biases[one]! -= weight * mean[at]!;
    }
  return {
    classes: [...classes],
    weights: Buffer.from(turned.buffer).toString('base64'),
    biases: rounded(biases),
  };
}

function meanOf(examples: { vector: Float32Array }[]): Float64Array {
  const mean = new Float64Array(examples[0]?.vector.length ?? 0);
  for (const { vector } of examples)
    for (let at = 0; at < mean.length; at++) mean[at]! += vector[at]! / examples.length;
  return mean;
}

function fromWords(examples: Example[], classOf: number[], classes: readonly string[]) {
  const features = examples.map(({ text }) => featuresOf(text));
  const { weights, biases } = learnSparse(features, classOf, classes.length, SPARSE);
  const unit = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 1e-9) / 127;
  const whole = Int8Array.from(weights, (weight) => Math.round(weight / unit));
  return {
    classes: [...classes],
    weights: Buffer.from(whole.buffer).toString('base64'),
    biases: rounded(biases),
    unit,
  };
}

function rounded(values: Float32Array): number[] {
  return Array.from(values, (value) => Number(value.toFixed(5)));
}

/** What an example is taken for by classifiers that have not seen it. */
export interface Judged {
  example: Encoded;
  /** How likely it is an emergency of any kind, and the likeliest intent and kind, by each way. */
  meaning: { emergency: number; intent: string; kinds: string[] };
  words: { emergency: number; intent: string; kinds: string[] };
}

/** Cross-validation: each example is judged by what was learned from the other parts. Neighbours share a part. */
export function crossValidate(examples: Encoded[], parts: number): Judged[] {
  const size = 8;
  const partOf = (place: number) => Math.floor(place / size) % parts;
  return Array.from({ length: parts }, (_, part) => part).flatMap((part) => {
    const others = examples.filter((_, place) => partOf(place) !== part);
    const [byMeaning, byWords] = [trainMeaning(others), trainWords(others)];
    const meaning = { intents: linear(byMeaning.intents), kinds: linear(byMeaning.kinds) };
    const words = { intents: sparse(byWords.intents), kinds: sparse(byWords.kinds) };
    return examples
      .filter((_, place) => partOf(place) === part)
      .map((example) => {
        const features = featuresOf(example.text);
        return {
          example,
          meaning: judge(meaning.intents(example.vector), meaning.kinds(example.vector)),
          words: judge(words.intents(features), words.kinds(features)),
        };
      });
  });
}

function judge(found: Likelihoods, asked: Likelihoods): Judged['meaning'] {
  return {
    emergency: emergencyShare(found),
    intent: found[0]?.name ?? '',
    kinds: asked.slice(0, 2).map(({ name }) => name),
  };
}
