import type { Hit } from '../../knowledge/search-index.ts';

/** By words alone an entry is given as the answer from this confidence on; below, the bot says that it does not know (docs/retrieval.md). */
export const ANSWER_THRESHOLD = 0.55;

/** Weights of the evidence, fitted by logistic regression (bench/retrieval, 2026-11-24): see docs/retrieval.md. */
const WEIGHTS = { bias: -3, coverage: 0.3, likeness: 4.2, ahead: 1.9 };
/** Further ahead than this (as a logarithm) tells no more. */
const MOST_AHEAD = 1;

/**
 * How sure we are that a hit is the right entry, 0…1: 0.8 is right in about 80 % of questions. `rivalScore` is the
 * score of the best other hit.
 */
export function confidence({ coverage, likeness, score }: Hit, rivalScore = 0): number {
  const ahead = rivalScore > 0 ? Math.log(score / rivalScore) : MOST_AHEAD;
  const evidence =
    WEIGHTS.bias +
    WEIGHTS.coverage * coverage +
    WEIGHTS.likeness * likeness +
    WEIGHTS.ahead * Math.max(-MOST_AHEAD, Math.min(MOST_AHEAD, ahead));
  return 1 / (1 + Math.exp(-evidence));
}
