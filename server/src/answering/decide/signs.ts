import type { Entry } from '../../knowledge/entry.ts';
import type { Candidate, Recalled } from '../recall/recall.ts';
import { type About, generality } from './about.ts';

type Signs<Name extends string> = Record<Name, number>;
type Weights<Name extends string> = Signs<Name | 'bias'>;

/** What speaks for an entry as the answer to a message that stands alone; probabilities as logits. */
export type AloneSigns = Signs<'entry' | 'ahead' | 'said' | 'general' | 'length' | 'authority' | 'foreign'>;
/** What speaks for an entry as what a message of a conversation is about; each also by how the message stands in it. */
export type TurnSigns = Signs<
  | 'first'
  | 'firstAlone'
  | 'firstInstead'
  | 'earlier'
  | 'earlierAlone'
  | 'entry'
  | 'entryAlone'
  | 'ahead'
  | 'aheadAlone'
  | 'joined'
  | 'joinedAlone'
  | 'joinedInstead'
  | 'alone'
  | 'length'
>;

/** Fitted by `npm run bench:fit`, once with what was judged and once without. */
export const ALONE_WEIGHTS: Record<'judged' | 'unjudged', Weights<keyof AloneSigns>> = {
  judged: {
    bias: -1.31,
    entry: 0.44,
    ahead: 0.24,
    said: 0.64,
    general: 1.32,
    length: 0.23,
    authority: -0.26,
    foreign: -0.12,
  },
  unjudged: {
    bias: -1.25,
    entry: 0.52,
    ahead: 0.19,
    said: 0.37,
    general: 1.27,
    length: 0.23,
    authority: -0.28,
    foreign: -0.13,
  },
};
export const TURN_WEIGHTS: Weights<keyof TurnSigns> = {
  bias: -1.81,
  first: 4.13,
  firstAlone: -1.65,
  firstInstead: -1.45,
  earlier: 1.54,
  earlierAlone: 1.28,
  entry: 0.06,
  entryAlone: 0.33,
  ahead: 0.24,
  aheadAlone: 0.17,
  joined: 0.41,
  joinedAlone: -0.34,
  joinedInstead: 0.13,
  alone: 0.73,
  length: 0.13,
};

/** How likely, 0…1, by signs that are weighed. */
export function likelihoodBy(
  weights: Readonly<Record<string, number>>,
  signs: Readonly<Record<string, number>>,
): number {
  const logit = Object.entries(signs).reduce(
    (sum, [name, value]) => sum + (weights[name] ?? 0) * value,
    weights.bias ?? 0,
  );
  return 1 / (1 + Math.exp(-logit));
}

/** What speaks for an entry as the answer to a message that stands alone; `rival` is the surest other. */
export function aloneSigns(
  { confidence }: Candidate,
  { said = [] }: About,
  rival: Candidate | undefined,
  { kinds, length, authority, isForeign }: Recalled,
): AloneSigns {
  const entry = logOdds(confidence);
  return {
    entry,
    ahead: entry - logOdds(rival?.confidence ?? NOT_FOUND),
    said: logOdds(said[0]?.probability ?? UNSAID),
    general: generality(kinds),
    length: Math.log(length + 1),
    authority: authority ? 1 : 0,
    foreign: isForeign ? entry : 0,
  };
}

/** What an entry counts for that says nothing, and one that was not found. */
const UNSAID = 0.05;
const NOT_FOUND = 0.01;

/** What speaks for an entry as what a message of a conversation is about. */
export function turnSigns(entry: Entry, turn: NonNullable<Recalled['turn']>, recalled: Recalled): TurnSigns {
  const { candidates, joinedCandidates, earlier, joined, length } = recalled;
  const { alone, instead } = turn;
  const surenessIn = (found: Candidate[], one: Entry) =>
    logOdds(found.find((candidate) => candidate.entry === one)?.confidence ?? NOT_FOUND);
  const rival = candidates.find((candidate) => candidate.entry !== entry);
  const place = earlier.indexOf(entry);
  const [isFirst, isEarlier] = [place === 0 ? 1 : 0, place > 0 ? 1 : 0];
  const own = surenessIn(candidates, entry);
  const ahead = own - logOdds(rival?.confidence ?? NOT_FOUND);
  const both = joined ? surenessIn(joinedCandidates, entry) : 0;
  return {
    first: isFirst,
    firstAlone: isFirst * alone,
    firstInstead: isFirst * instead,
    earlier: isEarlier,
    earlierAlone: isEarlier * alone,
    entry: own,
    entryAlone: own * alone,
    ahead,
    aheadAlone: ahead * alone,
    joined: both,
    joinedAlone: both * alone,
    joinedInstead: both * instead,
    alone,
    length: Math.log(length + 1),
  };
}

/** What is certain is large and not without end. */
function logOdds(probability: number): number {
  const within = Math.min(Math.max(probability, 1e-3), 1 - 1e-3);
  return Math.log(within / (1 - within));
}
