import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { clearest, secondOf } from '../read/read.ts';
import { ANSWER_THRESHOLD_BY_MEANING } from '../recall/confidence.ts';
import type { Candidate, Recalled } from '../recall/recall.ts';
import { type About, aboutOf, generality, inGeneral, isJudged, judgedAbout } from './about.ts';

/** An entry that may answer, with how likely it does, 0…1, by all that speaks for it. */
export interface Chosen extends Candidate {
  about: About;
  probability: number;
}

/** Of so many of the best candidates it is weighed what they say, too. */
const WEIGHED = 2;
/** From this probability on it is judged whether an entry says what is asked. */
const MAY_ANSWER = 0.4;
/** A kind that is carried on is clear from this probability on. */
const CLEAR = 0.3;
/** A message names its own matter from this probability on. */
const ALONE = 0.5;
/** Understood by words alone, a message of a conversation is about something else from this confidence on; one of few words from a higher one. */
const ANEW = 0.4;
const ANEW_SHORT = 0.75;
/** How sure we are then that it is about what the conversation is about: by what it says, and by what it leaves out. */
export const CARRIED_ON = { plainly: 0.9, otherwise: 0.8 };

/**
 * What speaks for an entry, each as a logit where it is a probability; fitted by logistic regression on 1,417 questions,
 * a third of which no entry answers: docs/retrieval.md.
 */
const ALONE_WEIGHTS = {
  judged: {
    bias: -1.32,
    entry: 0.6,
    ahead: 0.25,
    said: 0.35,
    general: 0.82,
    length: 0.52,
    authority: -0.34,
    foreign: -0.23,
  },
  unjudged: {
    bias: -1.39,
    entry: 0.66,
    ahead: 0.22,
    said: 0.15,
    general: 0.71,
    length: 0.54,
    authority: -0.37,
    foreign: -0.23,
  },
};

/** The same for what may be meant in a conversation, fitted on 373 last turns. */
const TURN_WEIGHTS = {
  bias: -1.86,
  first: { always: 3.4, alone: -0.75, instead: -1.04 },
  earlier: { always: 1.36, alone: 1.57 },
  entry: { always: -0.13, alone: 0.46 },
  ahead: { always: 0.26, alone: 0.14 },
  joined: { always: 0.38, alone: -0.19, instead: 0.24 },
  alone: 0.64,
  length: 0.22,
};

/** The entries in the order of how likely each answers: how they fit, what they say, what the conversation is about. */
export function choose(recalled: Recalled, base: KnowledgeBase): Chosen[] {
  const { vector, index, earlier, turn, isOwnQuestion } = recalled;
  if (!vector || !index) return byWords(recalled, base);
  return turn && earlier.length > 0 && !isOwnQuestion
    ? inConversation(recalled, turn, base)
    : byThemselves(recalled, base);
}

function byThemselves(recalled: Recalled, base: KnowledgeBase): Chosen[] {
  const { candidates } = recalled;
  const weighed = candidates.slice(0, WEIGHED).map((candidate) => {
    const rival = candidates.find((other) => other !== candidate);
    const about = aboutOf(candidate.entry, recalled, base);
    const probability = probabilityOf(candidate, about, rival, recalled);
    if (probability < MAY_ANSWER && candidate.confidence < ANSWER_THRESHOLD_BY_MEANING)
      return { ...candidate, about, probability };
    const judged = judgedAbout(about, recalled, base);
    return { ...candidate, about: judged, probability: probabilityOf(candidate, judged, rival, recalled) };
  });
  weighed.sort((one, other) => other.probability - one.probability);
  const others = candidates.slice(WEIGHED);
  return [
    ...weighed,
    ...others.map((candidate) => ({ ...candidate, about: inGeneral(candidate.entry), probability: 0 })),
  ];
}

/** How likely an entry answers a message that stands alone. */
function probabilityOf(
  { confidence }: Candidate,
  { said = [] }: About,
  rival: Candidate | undefined,
  recalled: Recalled,
): number {
  const { kinds, length, authority, isForeign } = recalled;
  const weights = ALONE_WEIGHTS[isJudged(said) ? 'judged' : 'unjudged'];
  const entry = logOdds(confidence);
  return ofLogit(
    weights.bias +
      weights.entry * entry +
      weights.ahead * (entry - logOdds(rival?.confidence ?? 0)) +
      weights.said * logOdds(said[0]?.probability ?? UNSAID) +
      weights.general * generality(kinds) +
      weights.length * Math.log(length + 1) +
      (authority ? weights.authority : 0) +
      (isForeign ? weights.foreign * entry : 0),
  );
}

/** What an entry counts for that says nothing, and one that was not found. */
const UNSAID = 0.05;
const NOT_FOUND = 0.01;

/**
 * What a message of a conversation is about: what the conversation is about, what it names itself, or what it and the
 * message before it name together.
 */
function inConversation(
  recalled: Recalled,
  turn: NonNullable<Recalled['turn']>,
  base: KnowledgeBase,
): Chosen[] {
  const { candidates, joinedCandidates, earlier, length } = recalled;
  const named = [...candidates.slice(0, WEIGHED), ...joinedCandidates.slice(0, WEIGHED)];
  const entries = new Set([...earlier, ...named.map(({ entry }) => entry)]);
  const byItself = byThemselves(recalled, base);
  const weights = TURN_WEIGHTS;
  const weigh = ({
    always = 0,
    alone = 0,
    instead = 0,
  }: Partial<Record<'always' | 'alone' | 'instead', number>>) =>
    always + alone * turn.alone + instead * turn.instead;
  const chosen = [...entries].map((entry) => {
    const own = candidates.find((one) => one.entry === entry);
    const rival = candidates.find((one) => one.entry !== entry);
    const joined = joinedCandidates.find((one) => one.entry === entry);
    const sureness = logOdds(own?.confidence ?? NOT_FOUND);
    const place = earlier.indexOf(entry);
    const probability = ofLogit(
      weights.bias +
        (place === 0 ? weigh(weights.first) : place > 0 ? weigh(weights.earlier) : 0) +
        weigh(weights.entry) * sureness +
        weigh(weights.ahead) * (sureness - logOdds(rival?.confidence ?? NOT_FOUND)) +
        (recalled.joined ? weigh(weights.joined) * logOdds(joined?.confidence ?? NOT_FOUND) : 0) +
        weights.alone * turn.alone +
        weights.length * Math.log(length + 1),
    );
    // What names its own matter is asked as it would be outside of a conversation.
    const alone = turn.alone * (byItself.find((one) => one.entry === entry)?.probability ?? 0);
    return {
      entry,
      confidence: own?.confidence ?? 0,
      evidence: own?.evidence ?? {},
      about: inGeneral(entry),
      probability: Math.max(probability, alone),
    };
  });
  chosen.sort((one, other) => other.probability - one.probability);
  const [best, ...others] = chosen;
  if (!best) return [];
  // What is not asked by itself is asked as before; of the conversation's entry as of one that was named.
  const kinds = turn.alone < ALONE ? recalled.carriedKinds : recalled.kinds;
  const questionVector = (best.entry === earlier[0] && recalled.carried) || recalled.questionVector;
  const kind = clearest(kinds, CLEAR);
  const asked = { ...recalled, kinds, kind, also: secondOf(kinds, kind), questionVector };
  return [{ ...best, about: judgedAbout(aboutOf(best.entry, asked, base), recalled, base) }, ...others];
}

/** The same where there are no vectors: what carries on is about the same as before. */
function byWords(recalled: Recalled, base: KnowledgeBase): Chosen[] {
  const { candidates, rivals, confidence, isOwnQuestion, earlier, carriesOn, isShort } = recalled;
  const all = candidates.map((candidate, rank) => ({
    ...candidate,
    about: aboutOf(candidate.entry, recalled, base),
    // It is that sure that one of the rivals answers.
    probability: rank < rivals ? confidence / rivals : candidate.confidence,
  }));
  const [before] = earlier;
  if (!before || isOwnQuestion || !(carriesOn || confidence < (isShort ? ANEW_SHORT : ANEW))) return all;
  const kinds = recalled.carriedKinds;
  const about = aboutOf(before, { ...recalled, kinds, kind: clearest(kinds, CLEAR) }, base);
  const probability = carriesOn ? CARRIED_ON.plainly : CARRIED_ON.otherwise;
  return [
    { entry: before, confidence: probability, evidence: {}, about, probability },
    ...all.filter(({ entry }) => entry !== before),
  ];
}

/** What is certain is large and not without end. */
function logOdds(probability: number): number {
  const within = Math.min(Math.max(probability, 1e-3), 1 - 1e-3);
  return Math.log(within / (1 - within));
}

function ofLogit(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
