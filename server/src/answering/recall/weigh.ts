import type { Hit } from '../../knowledge/search-index.ts';
import type { Nearness } from '../../meaning/passage-index.ts';

/** What speaks for an entry: how its words fit, and how near its passages are in meaning. */
export interface Evidence {
  hit: Hit | undefined;
  near: Nearness;
}

/** What one entry's evidence is measured against: the best and the mean of all. */
export interface Field {
  /** The two best scores of words. */
  scores: [best: number, second: number];
  best: Nearness;
  mean: Nearness;
}

/** What speaks for an entry as what a message is about. */
export type EntrySigns = Record<
  | 'coverage'
  | 'likeness'
  | 'ahead'
  | 'nameBehind'
  | 'sentenceBehind'
  | 'nearest'
  | 'nameOver'
  | 'sentenceOver',
  number
>;

/** Fitted by `npm run bench:fit`. */
export const ENTRY_WEIGHTS: EntrySigns & { bias: number } = {
  bias: -2.29,
  coverage: 0.5,
  likeness: 1.29,
  ahead: 2.56,
  nameBehind: 4.31,
  sentenceBehind: 3.31,
  nearest: 1.16,
  nameOver: 3.45,
  sentenceOver: 2.7,
};
/** Turns a weight into the share of questions in which the entry is right. */
const CALIBRATION = {
  own: { factor: 0.83, offset: 0.12 },
  /** Words tell less where there is no text in the question's language: what weighs the same is surer. */
  foreign: { factor: 0.77, offset: 0.83 },
};
/** Further ahead than this (as a logarithm) tells no more. */
const MOST_AHEAD = 1;

export function entrySigns(
  { hit, near }: Evidence,
  { scores: [best, second], best: nearest, mean }: Field,
): EntrySigns {
  const rival = hit && hit.score < best ? best : second;
  const ahead = hit ? Math.log((hit.score + 1e-3) / (rival + 1e-3)) : -MOST_AHEAD;
  return {
    coverage: hit?.coverage ?? 0,
    likeness: hit?.likeness ?? 0,
    ahead: Math.max(-MOST_AHEAD, Math.min(MOST_AHEAD, ahead)),
    // Behind the nearest name, and the nearest sentence, of any entry.
    nameBehind: near.name - nearest.name,
    sentenceBehind: near.sentence - nearest.sentence,
    nearest: Math.max(near.name, near.sentence),
    // Above what names, and sentences, are on average.
    nameOver: near.name - mean.name,
    sentenceOver: near.sentence - mean.sentence,
  };
}

/** What signs weigh together, as a logit. */
export function weightOf(
  weights: Readonly<Record<string, number>>,
  signs: Readonly<Record<string, number>>,
): number {
  return Object.entries(signs).reduce(
    (sum, [name, value]) => sum + (weights[name] ?? 0) * value,
    weights.bias ?? 0,
  );
}

/** How sure we are of the entry that weighs most, 0…1. */
export function calibrated(weight: number, isForeign: boolean): number {
  const { factor, offset } = CALIBRATION[isForeign ? 'foreign' : 'own'];
  return 1 / (1 + Math.exp(-(factor * weight + offset)));
}
