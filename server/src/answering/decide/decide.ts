import { covers, type Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Likelihoods } from '../../meaning/learned.ts';
import { type Facet, facetOfKind } from '../facets.ts';
import { clearest } from '../read/read.ts';
import type { Authority } from '../recall/authorities.ts';
import { ANSWER_THRESHOLD, ANSWER_THRESHOLD_BY_MEANING } from '../recall/confidence.ts';
import type { Candidate, Recalled } from '../recall/recall.ts';
import { answersIn, isNamedBeside, isNameOnly, type Said } from '../recall/statements.ts';
import { answersBack, dangerOf, likelihood, type Talk, talkOf } from './intents.ts';

/** What is asked of an entry, and what it says to that. */
export interface About {
  entry: Entry;
  /** What kind of thing is asked, as far as it can be told, best first. */
  kinds: Likelihoods;
  /** The kind of thing that is asked, if it is clear, and where an entry says it. */
  kind: string | undefined;
  facet: Facet | undefined;
  /** Whether it is so clear what is asked that the place for it answers, whatever else is near. */
  isClear: boolean;
  /** What may be asked beside it. */
  also: Facet | undefined;
  /** What the entry says that may be what was asked, likeliest first, if it is understood by meaning. */
  said: Said[] | undefined;
}

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
/** How near an entry must be to be offered where none is sure enough, in another language than the texts' too. */
export const NEAR_THRESHOLD = 0.12;
const NEAR_FOREIGN = 0.05;
/** From this confidence on the city's own entry answers, though another authority does what is named too; or from this probability of a statement on. */
const OWN_MATTER = 0.75;
const OWN_STATEMENT = 0.7;
/** What with this probability is nothing that a city does is answered from this confidence on only. */
const MAYBE_OFF_TOPIC = 0.2;
const NOT_OFF_TOPIC = 0.65;
/** A message is taken for the report of a defect from this probability on. */
export const DEFECT = 0.5;
/** Where nothing answers, people are named to whoever may want one with this probability. */
const MAYBE_PERSON = 0.15;
/** From this cosine on a question is an example question in other words at most. */
const OWN_QUESTION = 0.75;
/** Below this, what has no known word is taken for gibberish. */
const GIBBERISH = 0.05;
/** In a conversation a message is about something else from this confidence on; one of few words from a higher one. */
const ANEW = 0.4;
const ANEW_SHORT = 0.75;
/** How sure we are of the entry that a message is the name of. */
const CALLED = 0.97;
/** What is asked is called by its name from this probability on. */
const NAMED = 0.6;
/** A kind that is carried on is clear from this probability on. */
const CLEAR = 0.3;
/** How sure we are that a message is about what the conversation is about: by what it says, and by what it leaves out. */
const CARRIED_ON = { plainly: 0.9, otherwise: 0.8 };
/** From this probability on a statement is given as the answer. */
export const ANSWERS = 0.38;

/**
 * What speaks for a judged statement as the answer, as a logit: how sure its entry is, how likely it is among the entry's,
 * and whether that entry is the surest. Fitted by logistic regression on `test/bench/questions`.
 */
const SAYS = { entry: 0.35, statement: 0.85, best: 0.6, bias: -1.13 };
/** The same of an entry that is not the surest, or not sure enough. */
const ANSWERS_ALONE = 0.5;
/** Of so many entries that came near it is judged whether they say what was asked. */
const ALSO_JUDGED = 2;

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
/** Kinds of questions that the beginning of a text answers, and from which probability on of all of them. */
const general = new Set(['topic', 'procedure', 'definition', 'report']);
const GENERAL = 0.5;
/** Below this probability of any kind nothing particular is asked: the beginning of a text answers that too. */
const ASKED = 0.15;

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
  const { isOwnQuestion, earlier, authority, namesEntry, offices, way } = recalled;
  const { candidates, rivals, confidence } = choose(recalled, base);
  const [best, next] = candidates;
  const without = (reason: string): Reasoned => [
    withoutAnswer(recalled, candidates, confidence),
    confidence,
    reason,
  ];
  const byMeaning = recalled.vector !== undefined && recalled.index !== undefined;
  const threshold = byMeaning ? ANSWER_THRESHOLD_BY_MEANING : ANSWER_THRESHOLD;
  if (!best || (confidence < threshold && !isOwnQuestion)) {
    const reason = `No entry is sure enough: ${confidence.toFixed(2)} of ${threshold} needed.`;
    // Of what tells and asks the question is answered alone.
    const isElsewhere =
      authority !== undefined ||
      recalled.question !== recalled.message ||
      likelihood(recalled, 'off-topic') >= MAYBE_OFF_TOPIC;
    const other = otherThatSaysIt(candidates, recalled, base, isElsewhere);
    return other
      ? [
          { does: 'answer', about: other.about },
          surenessOf(other),
          `${reason} ${other.entry.id} says what was asked.`,
        ]
      : without(reason);
  }
  if (!isOwnQuestion && likelihood(recalled, 'off-topic') >= MAYBE_OFF_TOPIC && confidence < NOT_OFF_TOPIC)
    return without('It may be nothing that a city does.');
  const isCarriedOn = earlier.includes(best.entry) && confidence >= CARRIED_ON.otherwise;
  const says = best.about.said?.[0]?.probability ?? 0;
  const isOwn =
    byMeaning &&
    (best.entry.kind !== 'office' || offices.includes(best.entry.id)) &&
    (confidence >= OWN_MATTER || says >= OWN_STATEMENT);
  if (authority && !isCarriedOn && !isOwn && !namesEntry)
    return without('Another authority does what it speaks of.');
  const equals = candidates.slice(0, rivals);
  const one = rivals > 1 ? (withTable(equals, best.about.facet) ?? thatSaysIt(equals)) : best;
  if (!one) {
    const entries = equals.slice(0, MOST_CHOICES).map(({ entry }) => entry);
    return [{ does: 'ask-back', entries }, confidence, 'Several entries fit alike, and none says it alone.'];
  }
  const { about, entry } = one;
  if (way && entry.facts.steps?.length)
    return [{ does: 'guide', about }, confidence, 'It asks for the guided way.'];
  const against = next ? `, ${next.entry.id} ${next.confidence.toFixed(2)}` : '';
  const weighed = `${entry.id} weighs ${one.confidence.toFixed(2)}${against}.`;
  if (about.said && isSpecific(about, recalled, base) && !isSaid(one, one === best, recalled)) {
    // Whoever carries on does not ask for something else.
    const other = otherThatSaysIt(candidates.slice(1), recalled, base, isCarriedOn);
    if (other)
      return [
        { does: 'answer', about: other.about },
        surenessOf(other),
        `${weighed} It does not say what was asked, ${other.entry.id} does.`,
      ];
    const others = candidates.slice(1).filter((candidate) => candidate.confidence >= NEAR_THRESHOLD);
    const near = [one, ...others].slice(0, MOST_CHOICES - 1).map((candidate) => candidate.entry);
    // It may be said there in words that are hard to recognise: to deny it would be wrong as often as not.
    if ((about.said[0]?.probability ?? 0) >= MAY_SAY)
      return [
        { does: 'abstain', near, instead: undefined },
        confidence,
        `${weighed} It may say what was asked.`,
      ];
    const asked = { ...about, kind: kindNamed(about) };
    const reason = `${weighed} None of its statements is what was asked: ${ANSWERS} needed.`;
    return [{ does: 'not-in-text', about: asked }, confidence, reason];
  }
  const beside = askedBeside(about, candidates, recalled, base);
  // Whoever carries on and names only another entry asks of that one.
  const { whole: text, lang } = recalled.query;
  if (beside && isCarriedOn && !isNamedBeside(entry, beside.entry, { text, lang }, base))
    return [{ does: 'answer', about: beside }, confidence, `${weighed} It names ${beside.entry.id}.`];
  return [{ does: 'answer', about, ...(beside && { beside }) }, confidence, weighed];
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
): About | undefined {
  if (!kind || !facet || !COMPARED.has(kind)) return undefined;
  const { whole: text, lang } = recalled.query;
  const other = candidates
    .filter((one) => one.entry !== entry && one.confidence >= BESIDE && covers(one.entry, facet))
    .find((one) => isNamedBeside(one.entry, entry, { text, lang }, base));
  return other && aboutOf(other.entry, recalled, base);
}

/** What is asked, if that is sure enough to be named. */
function kindNamed({ kinds: [likeliest] }: About): string | undefined {
  return likeliest && likeliest.probability >= NAMED && likeliest.name !== 'topic'
    ? likeliest.name
    : undefined;
}

/** Whether an entry says what is asked, in a statement, in the place for it, or as hours on a day that was named. */
function isSaid(one: Chosen, isBest: boolean, { when }: Recalled): boolean {
  const { said = [], entry, isClear, facet, kind } = one.about;
  const hasPlaceFor = isClear && !(isJudged(said) && likelihoodOfAny(said) < PLACE_ANSWERS);
  const hasPlace = hasPlaceFor && facet !== undefined && ownPlaces.has(facet) && covers(entry, facet);
  const { phone, email } = entry.facts;
  const hasContact = hasPlaceFor && kind === 'contact' && (phone !== undefined || email !== undefined);
  // Each line of a list answers a part: together they do.
  const together = likelihoodOfAny(said.filter(({ evidence }) => evidence.underHeading >= NAMED));
  return (
    hasPlace ||
    hasContact ||
    (isJudged(said) && together >= LIST_ANSWERS) ||
    likelihoodThatItSays(one, isBest) >= ANSWERS ||
    (entry.kind === 'office' && Object.keys(when).length > 0)
  );
}

/** How likely what an entry says is what was asked, 0…1, by all that speaks for both; where nothing was judged by the statement alone. */
function likelihoodThatItSays({ confidence, about: { said = [] } }: Chosen, isBest: boolean): number {
  const [best] = said;
  if (!best || !isJudged(said)) return best?.probability ?? 0;
  const logit =
    SAYS.entry * Math.log(odds(confidence)) +
    SAYS.statement * Math.log(odds(best.probability)) +
    (isBest ? SAYS.best : 0) +
    SAYS.bias;
  return 1 / (1 + Math.exp(-logit));
}

/** Below this probability that any of its statements answers, an entry's place for what is asked does not answer either. */
const PLACE_ANSWERS = 0.1;

/** From this probability on that one of the statements under the heading for what is asked answers, they do together. */
const LIST_ANSWERS = 0.5;

/** Whether what an entry says was judged; all of it is, or nothing. */
function isJudged([best]: Said[] = []): boolean {
  return best?.evidence.judged !== undefined;
}

/** How likely any of judged statements answers, 0…1: they exclude each other. */
function likelihoodOfAny(said: Said[]): number {
  return said.reduce((sum, { probability }) => sum + probability, 0);
}

/** Whether something is asked that only a statement answers, and not the beginning of a text. */
function isSpecific(
  { entry, kinds }: About,
  { candidates, isOwnQuestion, place, carriesOn, query }: Recalled,
  base: KnowledgeBase,
): boolean {
  const name = candidates.find((one) => one.entry === entry)?.evidence.name ?? 0;
  const asksWho = entry.facts.responsibility !== undefined && Object.keys(place).length > 0;
  const asksInGeneral = kinds
    .filter(({ name }) => general.has(name))
    .reduce((sum, { probability }) => sum + probability, 0);
  // A name alone asks for what is called so, unless it is clear what is asked of it.
  const isCalled = () =>
    (kinds[0]?.probability ?? 0) < NAMED && isNameOnly(entry, { text: query.whole, lang: query.lang }, base);
  // A frequent question's answer is short: what carries on from it is answered by the whole of it.
  const isAsked = (kinds[0]?.probability ?? 0) >= ASKED && !(entry.kind === 'faq' && carriesOn);
  return (
    !isOwnQuestion &&
    name < OWN_QUESTION &&
    asksInGeneral < GENERAL &&
    isAsked &&
    entry.kind !== 'topic' &&
    entry.kind !== 'document' &&
    !asksWho &&
    !isCalled()
  );
}

interface Chosen extends Candidate {
  about: About;
}

/** The entries in the order of what speaks for them: how they fit, what they say, and what the conversation is about. */
function choose(
  recalled: Recalled,
  base: KnowledgeBase,
): { candidates: Chosen[]; rivals: number; confidence: number } {
  const { candidates, rivals, confidence, isOwnQuestion, earlier, carriesOn, isShort } = recalled;
  const all = candidates.map((candidate, rank) => ({
    ...candidate,
    about: rank < rivals ? aboutOf(candidate.entry, recalled, base) : inGeneral(candidate.entry),
  }));
  const [before] = earlier;
  const isAbout = before && !isOwnQuestion && (carriesOn || confidence < (isShort ? ANEW_SHORT : ANEW));
  if (!isAbout) return { candidates: all, rivals, confidence };
  const sureness = carriesOn ? CARRIED_ON.plainly : CARRIED_ON.otherwise;
  const kinds = recalled.carriedKinds;
  const about = aboutOf(
    before,
    { ...recalled, kinds, kind: clearest(kinds, CLEAR), questionVector: recalled.carried ?? recalled.vector },
    base,
  );
  return {
    candidates: [
      { entry: before, confidence: sureness, evidence: {}, about },
      ...all.filter(({ entry }) => entry !== before),
    ],
    rivals: 1,
    confidence: sureness,
  };
}

/** Nothing is asked of an entry but the entry itself. */
export function inGeneral(entry: Entry): About {
  return {
    entry,
    kinds: [],
    kind: undefined,
    facet: undefined,
    isClear: false,
    also: undefined,
    said: undefined,
  };
}

/** What is asked of an entry, and what it says to that. */
function aboutOf(
  entry: Entry,
  { kind, also, questionVector, index, judgements, query, question: alone, kinds }: Recalled,
  base: KnowledgeBase,
): About {
  const question = questionVector && {
    text: query.whole,
    alone,
    lang: query.lang,
    vector: questionVector,
    kinds,
    judgements,
  };
  return {
    entry,
    kinds,
    kind,
    facet: facetOfKind[kind ?? ''],
    isClear: (kinds.find(({ name }) => name === kind)?.probability ?? 0) >= NAMED,
    also: facetOfKind[also ?? ''],
    said: question && index ? answersIn(entry, question, index, base) : undefined,
  };
}

/** So much higher must the odds of a statement be than those of another entry's, where both may answer. */
const CLEARLY_AHEAD = 2;

/** Of several that fit alike, the one that says what is asked, if the others do not, or it is judged to say it better. */
function thatSaysIt(candidates: Chosen[]): Chosen | undefined {
  const oddsOf = ({ about }: Chosen) => odds(about.said?.[0]?.probability ?? 0);
  const [one, other] = candidates
    .filter((candidate) => oddsOf(candidate) >= odds(ANSWERS))
    .sort((first, second) => oddsOf(second) - oddsOf(first));
  const isAhead = (best: Chosen, next: Chosen) =>
    isJudged(best.about.said) && oddsOf(best) >= CLEARLY_AHEAD * oddsOf(next);
  return one && (!other || isAhead(one, other)) ? one : undefined;
}

/** Of what is certain they are large and not without end. */
function odds(probability: number): number {
  const within = Math.min(Math.max(probability, 1e-3), 1 - 1e-3);
  return within / (1 - within);
}

/** How sure an answer is that a statement decides. */
function surenessOf({ confidence, about }: Chosen): number {
  return Math.max(confidence, about.said?.[0]?.probability ?? 0);
}

/**
 * The one that says what is asked where the best entry is not sure enough, or does not say it: the section of a document,
 * or another entry that came near, if it was judged that it does.
 */
function otherThatSaysIt(
  others: Chosen[],
  recalled: Recalled,
  base: KnowledgeBase,
  onlySections: boolean,
): Chosen | undefined {
  const near = others.filter(({ confidence }) => confidence >= NEAR_THRESHOLD);
  const sections = near.filter(({ entry }) => entry.part);
  const entries = onlySections ? [] : near.filter(({ entry }) => !entry.part).slice(0, ALSO_JUDGED);
  return [...entries, ...sections]
    .map((one) => ({ ...one, about: aboutOf(one.entry, recalled, base) }))
    .filter((one) => {
      const { said = [] } = one.about;
      if (one.entry.part) return (said[0]?.probability ?? 0) >= ANSWERS;
      return (
        isJudged(said) &&
        likelihoodThatItSays(one, one.entry === recalled.candidates[0]?.entry) >= ANSWERS_ALONE
      );
    })
    .sort((one, other) => other.about.said![0]!.probability - one.about.said![0]!.probability)[0];
}

/** Of several that fit a question for the responsible office, the one that has a table for it. */
function withTable(candidates: Chosen[], facet: Facet | undefined): Chosen | undefined {
  if (facet !== 'place') return undefined;
  const [one, ...others] = candidates.filter(({ entry }) => entry.facts.responsibility);
  return others.length === 0 ? one : undefined;
}

/** No entry answers: whom else to ask, where to complain, that nothing was understood, or what comes near. */
function withoutAnswer(recalled: Recalled, candidates: Candidate[], confidence: number): Decided {
  const { authority, reading, isKnown, isForeign } = recalled;
  if (authority) return { does: 'refer', to: authority };
  const near = candidates
    .filter((candidate) => candidate.confidence >= (isForeign ? NEAR_FOREIGN : NEAR_THRESHOLD))
    .slice(0, MOST_CHOICES - 1)
    .map(({ entry }) => entry);
  const [likeliest] = reading.intents;
  const otherwise = (['complaint', 'defect', 'off-topic'] as const).find((name) => name === likeliest?.name);
  const wantsPerson = likelihood(recalled, 'wants-a-person') >= MAYBE_PERSON;
  const instead =
    (otherwise !== 'off-topic' ? otherwise : undefined) ??
    (wantsPerson ? 'person' : otherwise) ??
    (confidence < GIBBERISH && !isKnown ? 'gibberish' : undefined);
  return { does: 'abstain', near, instead };
}
