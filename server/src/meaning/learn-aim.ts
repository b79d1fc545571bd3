import type { Aim } from './aim.ts';
import { normalise } from './encoder.ts';
import { shuffled, softmax } from './learn.ts';
import { pack } from './vectors.ts';

/** A page and the questions about it as vectors without the common mean, of length 1. */
export interface AimedAt {
  name: Float32Array;
  sentences: Float32Array[];
  questions: Float32Array[];
}

const AIM = { rounds: 2, batch: 256, rate: 2e-3, penalty: 6e-4 };
/** How much the cosines of a page's name and of its nearest sentence count. */
const COUNTS = { name: 16, sentence: 22 };
/** Pages whose names are as near as this are about the same matter: a question about one is none against the other. */
const SAME_MATTER = 0.8;
/** What is as likely as this teaches nothing. */
const UNLIKELY = 1e-4;

/**
 * Learns how to move questions so that each is nearer to its page than to all others: softmax regression by the steps of Adam
 * (Kingma and Ba 2015). The same pages give the same numbers.
 */
export function learnAim(pages: AimedAt[]): Aim {
  const asked = pages.flatMap(({ questions }, page) => questions.map((vector) => ({ vector, page })));
  const size = asked[0]?.vector.length ?? 0;
  const [weights, slope] = [new Float32Array(size * size), new Float32Array(size * size)];
  const [mean, spread] = [new Float64Array(size * size), new Float64Array(size * size)];
  const all = AIM.rounds * Math.ceil(asked.length / AIM.batch);
  let steps = 0;
  for (let round = 0; round < AIM.rounds; round++) {
    const order = shuffled(asked.length);
    for (let start = 0; start < order.length; start += AIM.batch) {
      const batch = order.slice(start, start + AIM.batch).map((place) => asked[place]!);
      slope.fill(0);
      addSlopes(slope, batch, weights, pages);
      const rate = AIM.rate * (1 - steps++ / all);
      for (let at = 0; at < weights.length; at++) {
        const own = slope[at]! / batch.length + AIM.penalty * weights[at]!;
        mean[at] = 0.9 * mean[at]! + 0.1 * own;
        spread[at] = 0.999 * spread[at]! + 0.001 * own * own;
        const step = mean[at]! / (1 - 0.9 ** steps);
        weights[at]! -= (rate * step) / (Math.sqrt(spread[at]! / (1 - 0.999 ** steps)) + 1e-8);
      }
    }
  }
  const { unit, values } = pack(weights);
  return { unit, values: Buffer.from(values.buffer).toString('base64') };
}

/** The place of the page that a question is nearest to, by its name and nearest sentence. */
export function nearestPage(question: Float32Array, pages: AimedAt[]): number {
  const scores = pages.map((page) => score(page, normalise(question)).score);
  return scores.indexOf(Math.max(...scores));
}

/** Adds how the loss of questions changes with the weights. */
function addSlopes(
  slope: Float32Array,
  batch: { vector: Float32Array; page: number }[],
  weights: Float32Array,
  pages: AimedAt[],
): void {
  const size = batch[0]?.vector.length ?? 0;
  const moved = batch.map(({ vector }) => {
    const sum = vector.slice();
    for (let row = 0; row < size; row++)
      for (let at = 0; at < size; at++) sum[at]! += vector[row]! * weights[row * size + at]!;
    return { question: normalise(sum), length: Math.hypot(...sum) };
  });
  // Page by page: what is read again soon is still near the processor.
  const scores = pages.map((page) => moved.map(({ question }) => score(page, question)));
  for (const [place, { vector, page: own }] of batch.entries()) {
    const { question, length } = moved[place]!;
    const matter = pages[own]!.name;
    const rivals = [...pages.keys()].filter(
      (page) => page === own || dot(matter, pages[page]!.name) < SAME_MATTER,
    );
    const errors = softmax(rivals.map((page) => scores[page]![place]!.score));
    errors[rivals.indexOf(own)]! -= 1;
    const pull = new Float32Array(size);
    for (const [rank, error] of errors.entries()) {
      if (Math.abs(error) < UNLIKELY) continue;
      const page = rivals[rank]!;
      addTo(pull, pages[page]!.name, error * COUNTS.name);
      const { nearest } = scores[page]![place]!;
      if (nearest) addTo(pull, nearest, error * COUNTS.sentence);
    }
    // Only its direction counts, not how long it is.
    addTo(pull, question, -dot(pull, question));
    for (let row = 0; row < size; row++)
      for (let at = 0; at < size; at++) slope[row * size + at]! += (vector[row]! * pull[at]!) / length;
  }
}

/** How much speaks for a page, with the nearest of its sentences. */
function score({ name, sentences }: AimedAt, question: Float32Array) {
  let [nearest, cosine]: [Float32Array | undefined, number] = [undefined, -1];
  for (const sentence of sentences) {
    const own = dot(sentence, question);
    if (own > cosine) [nearest, cosine] = [sentence, own];
  }
  return { score: COUNTS.name * dot(question, name) + COUNTS.sentence * cosine, nearest };
}

function dot(one: Float32Array, other: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < one.length; at += 4) {
    a += one[at]! * other[at]!;
    b += one[at + 1]! * other[at + 1]!;
    c += one[at + 2]! * other[at + 2]!;
    d += one[at + 3]! * other[at + 3]!;
  }
  return a + b + c + d;
}

function addTo(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += factor * vector[at]!;
}
