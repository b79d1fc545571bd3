import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { clearest, secondOf } from '../read/read.ts';
import type { Candidate, Recalled } from '../recall/recall.ts';
import { type About, aboutOf, inGeneral, isJudged, judgedAbout } from './about.ts';
import { ALONE_WEIGHTS, aloneSigns, likelihoodBy, TURN_WEIGHTS, turnSigns } from './signs.ts';

/** An entry that may answer, with how likely it does, 0…1, by all that speaks for it. */
export interface Chosen extends Candidate {
  about: About;
  probability: number;
}

/** Of so many of the best candidates it is weighed what they say, too. */
export const WEIGHED = 2;
/** From this probability on it is judged whether an entry says what is asked. */
const MAY_ANSWER = 0.4;
/** From this confidence on it is known what a message speaks of, whatever it asks of it. */
export const KNOWN = 0.57;
/** A kind that is carried on is clear from this probability on. */
const CLEAR = 0.3;
/** A message names its own matter from this probability on. */
const ALONE = 0.5;
/** Understood by words alone, a message of a conversation is about something else from this confidence on; one of few words from a higher one. */
const ANEW = 0.4;
const ANEW_SHORT = 0.75;
/** How sure we are then that it is about what the conversation is about: by what it says, and by what it leaves out. */
export const CARRIED_ON = { plainly: 0.9, otherwise: 0.8 };

/** The entries in the order of how likely each answers: how they fit, what they say, what the conversation is about. */
export function choose(recalled: Recalled, base: KnowledgeBase): Chosen[] {
  if (!recalled.vector || !recalled.index) return byWords(recalled, base);
  const turn = turnIn(recalled);
  return turn ? inConversation(recalled, turn, base) : byThemselves(recalled, base);
}

/** How a message stands in its conversation, if it is known what that is about; what the city asks itself stands alone. */
export function turnIn({ turn, earlier, isOwnQuestion }: Recalled): Recalled['turn'] {
  return earlier.length > 0 && !isOwnQuestion ? turn : undefined;
}

function byThemselves(recalled: Recalled, base: KnowledgeBase): Chosen[] {
  const { candidates } = recalled;
  const weighed = candidates.slice(0, WEIGHED).map((candidate) => {
    const rival = candidates.find((other) => other !== candidate);
    const about = aboutOf(candidate.entry, recalled, base);
    // A document answers as a whole.
    if (candidate.entry.kind === 'document')
      return { ...candidate, about, probability: candidate.confidence };
    const likelihoodWith = (one: About) =>
      likelihoodBy(
        ALONE_WEIGHTS[isJudged(one.said) ? 'judged' : 'unjudged'],
        aloneSigns(candidate, one, rival, recalled),
      );
    const probability = likelihoodWith(about);
    if (probability < MAY_ANSWER && candidate.confidence < KNOWN) return { ...candidate, about, probability };
    const judged = judgedAbout(about, recalled, base);
    return { ...candidate, about: judged, probability: likelihoodWith(judged) };
  });
  weighed.sort((one, other) => other.probability - one.probability);
  const others = candidates.slice(WEIGHED);
  return [
    ...weighed,
    ...others.map((candidate) => ({ ...candidate, about: inGeneral(candidate.entry), probability: 0 })),
  ];
}

/** The entries that a message of a conversation may be about: those of the conversation, and what is found for it. */
export function entriesInTurn({ candidates, joinedCandidates, earlier }: Recalled): Entry[] {
  const named = [...candidates.slice(0, WEIGHED), ...joinedCandidates.slice(0, WEIGHED)];
  return [...new Set([...earlier, ...named.map(({ entry }) => entry)])];
}

/**
 * What a message of a conversation is about: what the conversation is about, what it names itself, or what it and the
 * message before it name together.
 */
function inConversation(
  recalled: Recalled,
  turn: NonNullable<Recalled['turn']>,
  base: KnowledgeBase,
): Chosen[] {
  const { candidates, earlier } = recalled;
  // What hardly stands alone need not be judged as if it did.
  const byItself = turn.alone < MAY_ANSWER ? [] : byThemselves(recalled, base);
  const chosen = entriesInTurn(recalled).map((entry) => {
    const own = candidates.find((one) => one.entry === entry);
    // What names its own matter is asked as it would be outside of a conversation.
    const alone = turn.alone * (byItself.find((one) => one.entry === entry)?.probability ?? 0);
    return {
      entry,
      confidence: own?.confidence ?? 0,
      evidence: own?.evidence ?? {},
      about: inGeneral(entry),
      probability: Math.max(alone, likelihoodBy(TURN_WEIGHTS, turnSigns(entry, turn, recalled))),
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
