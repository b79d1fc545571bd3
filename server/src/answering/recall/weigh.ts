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

/** Fitted by logistic regression over 850 questions of six sets, each set counting the same: docs/retrieval.md. */
const WEIGHTS = {
  bias: -1.98,
  coverage: -0.2,
  likeness: 3.68,
  ahead: 2.1,
  /** Behind the nearest name, and the nearest sentence, of any entry. */
  nameBehind: 4.11,
  sentenceBehind: 3.97,
  nearest: -2.48,
  /** Above what names, and sentences, are on average. */
  nameOver: 5.11,
  sentenceOver: 4.92,
};
/** Turns a weight into the share of questions in which the entry is right. */
const CALIBRATION = {
  own: { factor: 0.8, offset: -0.36 },
  /** Words tell less where there is no text in the question's language: what weighs the same is surer. */
  foreign: { factor: 1.17, offset: 0.89 },
};
/** Further ahead than this (as a logarithm) tells no more. */
const MOST_AHEAD = 1;

/** How much speaks for an entry, to be compared within one question. */
export function weigh(
  { hit, near }: Evidence,
  { scores: [best, second], best: nearest, mean }: Field,
): number {
  const rival = hit && hit.score < best ? best : second;
  const ahead = hit ? Math.log((hit.score + 1e-3) / (rival + 1e-3)) : -MOST_AHEAD;
  return (
    WEIGHTS.bias +
    WEIGHTS.coverage * (hit?.coverage ?? 0) +
    WEIGHTS.likeness * (hit?.likeness ?? 0) +
    WEIGHTS.ahead * Math.max(-MOST_AHEAD, Math.min(MOST_AHEAD, ahead)) +
    WEIGHTS.nameBehind * (near.name - nearest.name) +
    WEIGHTS.sentenceBehind * (near.sentence - nearest.sentence) +
    WEIGHTS.nearest * Math.max(near.name, near.sentence) +
    WEIGHTS.nameOver * (near.name - mean.name) +
    WEIGHTS.sentenceOver * (near.sentence - mean.sentence)
  );
}

/** How sure we are of the entry that weighs most, 0…1. */
export function calibrated(weight: number, isForeign: boolean): number {
  const { factor, offset } = CALIBRATION[isForeign ? 'foreign' : 'own'];
  return 1 / (1 + Math.exp(-(factor * weight + offset)));
}
