import { type Aim, moved } from './aim.ts';
import { type Encoder, normalise } from './encoder.ts';
import type { Page } from './examples.ts';
import { addTo, dot, shuffled, softmax } from './learn.ts';
import { centred } from './mean.ts';
import { encodedText } from './passages.ts';
import { MESSAGE_PIECES } from './train.ts';
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

/** Encodes a page with those questions that name its matter. Its name is what stands in its title before its city's. */
export async function encodePage({ title, say, ask }: Page, encoder: Encoder): Promise<AimedAt> {
  const [name = title] = title.split(' – ');
  const each = async (texts: string[], encode: (text: string) => Promise<Float32Array>) => {
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(centred(await encode(text)));
    return vectors;
  };
  return {
    name: centred(await encoder.encode(name, 'query')),
    sentences: await each(
      say.map(({ h, t }) => encodedText({ section: h ?? undefined, text: t })),
      (text) => encoder.encode(text, 'passage'),
    ),
    questions: await each(
      ask.filter(({ s }) => s).map(({ q }) => q),
      (text) => encoder.encode(text, 'query', MESSAGE_PIECES),
    ),
  };
}

/**
 * Learns how to move questions so that each is nearer to its page than to all others: softmax regression by the steps of Adam
 * (Kingma and Ba 2015). The same pages give the same numbers.
 */
export function learnAim(pages: AimedAt[]): Aim {
  const asked = pages.flatMap(({ questions }, page) => questions.map((vector) => ({ vector, page })));
  const size = asked[0]?.vector.length ?? 0;
  const [weights, slope] = [new Float32Array(size * size), new Float32Array(size * size)];
  const step = stepsOf(weights, AIM.rounds * Math.ceil(asked.length / AIM.batch));
  for (let round = 0; round < AIM.rounds; round++) {
    const order = shuffled(asked.length);
    for (let start = 0; start < order.length; start += AIM.batch) {
      const batch = order.slice(start, start + AIM.batch).map((place) => asked[place]!);
      slope.fill(0);
      addSlopes(slope, batch, weights, pages);
      step(slope.map((sum) => sum / batch.length));
    }
  }
  const { unit, values } = pack(weights);
  return { unit, values: Buffer.from(values.buffer).toString('base64') };
}

/** Steps of Adam against a slope, smaller from one to the next, so many in all. */
function stepsOf(weights: Float32Array, all: number): (slope: Float32Array) => void {
  const [mean, spread] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  let done = 0;
  return (slope) => {
    const rate = AIM.rate * (1 - done++ / all);
    for (let at = 0; at < weights.length; at++) {
      const own = slope[at]! + AIM.penalty * weights[at]!;
      mean[at] = 0.9 * mean[at]! + 0.1 * own;
      spread[at] = 0.999 * spread[at]! + 0.001 * own * own;
      const way = mean[at]! / (1 - 0.9 ** done);
      weights[at]! -= (rate * way) / (Math.sqrt(spread[at]! / (1 - 0.999 ** done)) + 1e-8);
    }
  };
}

/** The place of the page that a question of length 1 is nearest to, by its name and nearest sentence. */
export function nearestPage(question: Float32Array, pages: AimedAt[]): number {
  const scores = pages.map((page) => score(page, question).score);
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
  const asked = batch.map(({ vector }) => {
    const sum = moved(vector, weights);
    return { question: normalise(sum), length: Math.hypot(...sum) };
  });
  // Page by page: what is read again soon is still near the processor.
  const scores = pages.map((page) => asked.map(({ question }) => score(page, question)));
  for (const [place, { vector, page: own }] of batch.entries()) {
    const { question, length } = asked[place]!;
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
