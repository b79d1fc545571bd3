import { covers, type Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Facet } from '../facets.ts';
import type { Authority } from '../recall/authorities.ts';
import { ANSWER_THRESHOLD } from '../recall/confidence.ts';
import type { Recalled } from '../recall/recall.ts';
import { isNamedBeside } from '../recall/statements.ts';
import {
  type About,
  aboutOf,
  inGeneral,
  isCalled,
  isJudged,
  isSpecific,
  judgedAbout,
  likelihoodOfAny,
  likelihoodOfBest,
  NAMED,
} from './about.ts';
import { CARRIED_ON, type Chosen, choose, KNOWN, turnIn } from './choose.ts';
import { answersBack, dangerOf, likelihood, type Talk, talkOf } from './intents.ts';

/** What to say to a message, decided. */
export type Decided =
  | { does: 'call-for-help' }
  | { does: 'talk'; about: Talk }
  | { does: 'guide'; about: About }
  /** `beside`: another entry of which the same is asked. */
  | { does: 'answer'; about: About; beside?: About }
  | { does: 'not-in-text'; about: About }
  | { does: 'ask-back'; entries: Entry[] }
  | { does: 'refer'; to: Authority }
  | {
      does: 'abstain';
      near: Entry[];
      instead: 'complaint' | 'defect' | 'person' | 'off-topic' | 'gibberish' | undefined;
    };

/** A decision with how sure it is, 0…1, and why, in words. */
export type Decision = Decided & { confidence: number; reasons: string[]; mayBeEmergency: boolean };

/** More choices than this are no help. */
export const MOST_CHOICES = 4;
/** How sure an entry must be to count as near. */
export const NEAR_THRESHOLD = 0.12;
/** How sure to be offered where none answers: one look at a few tells a citizen which is right. */
const OFFERED = 0.02;
/** What with this probability is nothing that a city does has only what is near on offer. */
const MAYBE_OFF_TOPIC = 0.2;
/** A message is taken for the report of a defect from this probability on. */
export const DEFECT = 0.5;
/** Where nothing answers, people are named to whoever may want one with this probability. */
const MAYBE_PERSON = 0.15;
/** Below this, what has no known word is taken for gibberish. */
const GIBBERISH = 0.05;
/** How sure we are of the entry that a message is the name of. */
const CALLED = 0.97;
/** From this probability on an entry answers: so wrong answers stay few (docs/retrieval.md). */
const ANSWERS = 0.56;
/** In a conversation less is enough: whoever is misunderstood says so. */
const ANSWERS_IN_TURN = 0.5;
/** From this probability on one of two answers, and it is asked back which. */
const EITHER = 0.9;
/** From this probability on a statement is given as the answer. */
export const SAYS = 0.38;
/** From this probability on that any of its statements does an entry says what was asked: `npm run bench:pages`. */
const ANY_SAYS = 0.4;
/** Below this probability of any statement the texts do not say what was asked. */
const MAY_SAY = 0.1;

/** What has a place of its own in an entry: who asks for it gets what stands there. */
export const ownPlaces = new Set<Facet>([
  'cost',
  'documents',
  'duration',
  'deadline',
  'hours',
  'place',
  'law',
]);

/** A decision with how sure it is, 0…1, and why. */
type Reasoned = [decided: Decided, confidence: number, reason: string];

/** The one place where all that may answer a message is weighed. */
export function decide(recalled: Recalled, base: KnowledgeBase): Decision {
  const danger = dangerOf(recalled);
  const [decided, confidence, reason] =
    danger === 'sure'
      ? ([{ does: 'call-for-help' }, 1, 'Somebody is in danger.'] satisfies Reasoned)
      : (asItSays(recalled, base) ?? amongCandidates(recalled, base));
  return { ...decided, confidence, reasons: [reason], mayBeEmergency: danger === 'perhaps' };
}

/** What a message says by itself: an answer to a question back, a choice, a step, small talk, a name. */
function asItSays(recalled: Recalled, base: KnowledgeBase): Reasoned | undefined {
  const about = (entry: Entry) => aboutOf(entry, recalled, base);
  const [asking, chosen, guide] = [recalled.asking, recalled.chosen, recalled.guide].map((id) =>
    id === undefined ? undefined : base.entry(id),
  );
  const sureness = CARRIED_ON.plainly;
  if (asking && answersBack(recalled)) {
    const place = { ...inGeneral(asking), facet: 'place' as const };
    return [{ does: 'answer', about: place }, sureness, 'It says where the citizen lives, as asked.'];
  }
  if (chosen)
    return [{ does: 'answer', about: inGeneral(chosen) }, sureness, 'The entry was chosen from a list.'];
  if (guide) return [{ does: 'guide', about: about(guide) }, sureness, 'It is a step of a guided way.'];
  const talk = recalled.way ? undefined : talkOf(recalled);
  if (talk) return [{ does: 'talk', about: talk }, 1, `It is taken for “${talk}”.`];
  const reporting = reportingEntry(recalled, base);
  if (reporting)
    return [
      { does: 'answer', about: inGeneral(reporting) },
      sureness,
      'It reports a defect, which the city takes.',
    ];
  const { titled, asked } = recalled;
  const named = titled.length > 0 ? titled : asked;
  const [called, ...alike] = recalled.carriesOn ? [] : named;
  if (!called) return undefined;
  if (alike.length > 0)
    return [
      { does: 'ask-back', entries: named.slice(0, MOST_CHOICES) },
      CALLED,
      'Several entries are called so.',
    ];
  const does = recalled.way && called.facts.steps?.length ? 'guide' : 'answer';
  const reason = `It is the name of ${called.id}, or one of its example questions.`;
  return [{ does, about: titled.length > 0 ? inGeneral(called) : about(called) }, CALLED, reason];
}

/** The entry for whoever reports a defect, if the city has one and a message most likely does. */
function reportingEntry(recalled: Recalled, base: KnowledgeBase): Entry | undefined {
  const isReport =
    likelihood(recalled, 'defect') >= DEFECT && !recalled.namesEntry && !recalled.isOwnQuestion;
  return isReport ? base.reporting : undefined;
}

/** Weighs the entries that were found, and what they say, against each other and against other authorities. */
function amongCandidates(recalled: Recalled, base: KnowledgeBase): Reasoned {
  const { isOwnQuestion, vector, index, authority } = recalled;
  const chosen = choose(recalled, base);
  const [best] = chosen;
  if (!best)
    return authority ? referred(authority, 0) : [withoutAnswer(recalled, chosen), 0, 'Nothing comes near.'];
  const { about, probability } = best;
  const byMeaning = vector !== undefined && index !== undefined;
  const threshold = !byMeaning ? ANSWER_THRESHOLD : turnIn(recalled) ? ANSWERS_IN_TURN : ANSWERS;
  const isNamed = isOwnQuestion || (best.confidence >= KNOWN && isCalled(about, recalled, base));
  const beside = askedBeside(about, chosen, recalled, base);
  // Of two that are both named neither is likelier alone.
  const likely = Math.min(1, probability + (beside?.probability ?? 0));
  return likely >= threshold || isNamed
    ? answered(best, beside, chosen, likely, recalled, base)
    : unanswered(best, chosen, threshold, recalled, base);
}

/** What is likeliest, in words. */
function weighing(chosen: Chosen[]): string {
  return chosen
    .slice(0, 2)
    .map(({ entry, probability }) => `${entry.id} ${probability.toFixed(2)}`)
    .join(', ');
}

function referred(to: Authority, confidence: number): Reasoned {
  return [{ does: 'refer', to }, confidence, 'Another authority does what it speaks of.'];
}

/** It is known what a message speaks of: that is asked, if it says what is asked of it. */
function answered(
  best: Chosen,
  beside: Chosen | undefined,
  chosen: Chosen[],
  likely: number,
  recalled: Recalled,
  base: KnowledgeBase,
): Reasoned {
  const { about, entry, probability } = best;
  const { authority, earlier, way } = recalled;
  if (authority && isElsewhere(best, recalled)) return referred(authority, probability);
  if (isAskedAndJudged(about, recalled, base) && !isSaid(best, recalled)) return unsaid(best, chosen);
  if (way && entry.facts.steps?.length)
    return [{ does: 'guide', about }, probability, 'It asks for the guided way.'];
  const { whole: text, lang } = recalled.query;
  // Whoever carries on and names only another entry asks of that one.
  if (beside && earlier.includes(entry) && !isNamedBeside(entry, beside.entry, { text, lang }, base)) {
    const reason = `${weighing(chosen)}. It names ${beside.entry.id}.`;
    return [{ does: 'answer', about: beside.about }, likely, reason];
  }
  const both = beside && { beside: beside.about };
  return [{ does: 'answer', about, ...both }, likely, `Likeliest: ${weighing(chosen)}.`];
}

/** None is likely enough: a section says it, another authority does it, one of several does, or it is not said. */
function unanswered(
  best: Chosen,
  chosen: Chosen[],
  threshold: number,
  recalled: Recalled,
  base: KnowledgeBase,
): Reasoned {
  const { about, confidence, probability } = best;
  const section = sectionThatSaysIt(chosen, recalled, base);
  if (section) {
    const reason = `${section.entry.id} says what was asked.`;
    return [{ does: 'answer', about: section.about }, likelihoodOfBest(section.about.said), reason];
  }
  const { authority, vector, index } = recalled;
  if (authority && isElsewhere(best, recalled)) return referred(authority, probability);
  const rivals = chosen.slice(0, recalled.rivals);
  // Of two matters each may be answered.
  const together = Math.min(
    1,
    rivals.reduce((sum, one) => sum + one.probability, 0),
  );
  const enough = vector && index ? EITHER : threshold;
  if (rivals.length > 1 && !turnIn(recalled) && together >= enough) {
    const table = withTable(rivals, about.facet);
    if (table) return [{ does: 'answer', about: table.about }, together, `Likeliest: ${weighing(chosen)}.`];
    const entries = rivals.slice(0, MOST_CHOICES).map((one) => one.entry);
    return [{ does: 'ask-back', entries }, together, `Several fit alike: ${weighing(chosen)}.`];
  }
  if (
    confidence >= KNOWN &&
    isAskedAndJudged(about, recalled, base) &&
    likelihoodOfBest(about.said) < MAY_SAY
  )
    return unsaid(best, chosen);
  const reason = `None is likely enough: ${weighing(chosen)}; ${threshold} needed.`;
  return [withoutAnswer(recalled, chosen), probability, reason];
}

/** Whether something particular is asked of an entry, and it was judged whether it says that. */
function isAskedAndJudged(about: About, recalled: Recalled, base: KnowledgeBase): boolean {
  return isJudged(about.said) && isSpecific(about, recalled, base);
}

/** The thing is known, and it does not say what is asked of it; or it may, in words that are hard to recognise. */
function unsaid({ about, entry, probability }: Chosen, chosen: Chosen[]): Reasoned {
  const weighed = weighing(chosen);
  // To deny what may be said would be wrong as often as not.
  if (likelihoodOfBest(about.said) >= MAY_SAY) {
    const others = chosen.slice(1).filter(({ confidence }) => confidence >= NEAR_THRESHOLD);
    const near = [entry, ...others.map((one) => one.entry)].slice(0, MOST_CHOICES - 1);
    return [
      { does: 'abstain', near, instead: undefined },
      probability,
      `${weighed}. It may say what was asked.`,
    ];
  }
  const reason = `${weighed}. None of its statements is what was asked: ${ANY_SAYS} needed.`;
  return [{ does: 'not-in-text', about: { ...about, kind: kindNamed(about) } }, probability, reason];
}

/** Of what two things are compared, or asked of both at once. */
const COMPARED = new Set([
  'price',
  'benefit',
  'duration',
  'waiting',
  'validity',
  'deadline',
  'hours',
  'age',
  'difference',
]);

/** From this confidence on another entry is asked of, too. */
const BESIDE = 0.15;

/** Another entry that the question names too, if it has a place for what is asked. */
function askedBeside(
  { entry, kind, facet }: About,
  candidates: Chosen[],
  recalled: Recalled,
  base: KnowledgeBase,
): Chosen | undefined {
  if (!kind || !facet || !COMPARED.has(kind)) return undefined;
  const { whole: text, lang } = recalled.query;
  const other = candidates
    .filter((one) => one.entry !== entry && one.confidence >= BESIDE && covers(one.entry, facet))
    .find((one) => isNamedBeside(one.entry, entry, { text, lang }, base));
  return other && withStatements(other, recalled, base);
}

/** What is asked, if that is sure enough to be named. */
function kindNamed({ kinds: [likeliest] }: About): string | undefined {
  return likeliest && likeliest.probability >= NAMED && likeliest.name !== 'topic'
    ? likeliest.name
    : undefined;
}

/** From this probability on it is the city's own matter, though another authority does what is named too. */
const OWN_MATTER = 0.45;

/** Whether another authority does what a message speaks of rather than the city's entry. */
function isElsewhere({ entry, probability }: Chosen, recalled: Recalled): boolean {
  const { namesEntry, earlier, offices, vector } = recalled;
  if (namesEntry || earlier.includes(entry)) return false;
  // Words alone do not tell whose matter it is.
  return !vector || probability < OWN_MATTER || (entry.kind === 'office' && !offices.includes(entry.id));
}

/** Whether an entry says what is asked: in a statement, in the place for it, or as an office's hours on a day that was named. */
function isSaid({ entry, about: { isClear, facet, said } }: Chosen, { when }: Recalled): boolean {
  const hasPlace = isClear && facet !== undefined && ownPlaces.has(facet) && covers(entry, facet);
  const asksForHours = entry.kind === 'office' && Object.keys(when).length > 0;
  return hasPlace || asksForHours || likelihoodOfAny(said) >= ANY_SAYS;
}

/** The section of a document that says what is asked, where no entry is sure enough. */
function sectionThatSaysIt(chosen: Chosen[], recalled: Recalled, base: KnowledgeBase): Chosen | undefined {
  return chosen
    .filter(({ entry, confidence }) => entry.part && confidence >= NEAR_THRESHOLD)
    .map((one) => withStatements(one, recalled, base))
    .filter(({ about }) => likelihoodOfBest(about.said) >= SAYS)
    .sort((one, other) => likelihoodOfBest(other.about.said) - likelihoodOfBest(one.about.said))[0];
}

/** An entry that was only named so far with what it says, judged. */
function withStatements(one: Chosen, recalled: Recalled, base: KnowledgeBase): Chosen {
  return { ...one, about: judgedAbout(aboutOf(one.entry, recalled, base), recalled, base) };
}

/** Of several that fit a question for the responsible office, the one that has a table for it. */
function withTable(candidates: Chosen[], facet: Facet | undefined): Chosen | undefined {
  if (facet !== 'place') return undefined;
  const [one, ...others] = candidates.filter(({ entry }) => entry.facts.responsibility);
  return others.length === 0 ? one : undefined;
}

/** No entry answers: whom else to ask, where to complain, that nothing was understood, or what comes near. */
function withoutAnswer(recalled: Recalled, chosen: Chosen[]): Decided {
  const { reading, isKnown } = recalled;
  const isCitys = recalled.vector !== undefined && likelihood(recalled, 'off-topic') < MAYBE_OFF_TOPIC;
  const near = chosen
    .filter(({ confidence, probability }) =>
      isCitys ? Math.max(confidence, probability) >= OFFERED : confidence >= NEAR_THRESHOLD,
    )
    .slice(0, MOST_CHOICES)
    .map(({ entry }) => entry);
  const [likeliest] = reading.intents;
  const otherwise = (['complaint', 'defect', 'off-topic'] as const).find((name) => name === likeliest?.name);
  const wantsPerson = likelihood(recalled, 'wants-a-person') >= MAYBE_PERSON;
  const instead =
    (otherwise !== 'off-topic' ? otherwise : undefined) ??
    (wantsPerson ? 'person' : otherwise) ??
    ((chosen[0]?.probability ?? 0) < GIBBERISH && !isKnown ? 'gibberish' : undefined);
  return { does: 'abstain', near, instead };
}
