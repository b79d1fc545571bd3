import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Likelihoods } from '../../meaning/learned.ts';
import { type Facet, facetOfKind } from '../facets.ts';
import type { Recalled } from '../recall/recall.ts';
import { answersIn, isNameOnly, judgedIn, type Said } from '../recall/statements.ts';

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

/** What is asked is called by its name from this probability on. */
export const NAMED = 0.6;
/** From this cosine on a question is an example question in other words at most. */
const OWN_QUESTION = 0.75;
/** Kinds of questions that the beginning of a text answers, and from which probability on of all of them. */
const general = new Set(['topic', 'procedure', 'definition', 'report']);
const GENERAL = 0.5;
/** Below this probability of any kind nothing particular is asked: the beginning of a text answers that too. */
const ASKED = 0.15;

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
export function aboutOf(
  entry: Entry,
  { kind, also, questionVector, index, query, kinds }: Recalled,
  base: KnowledgeBase,
): About {
  const question = questionVector && { text: query.whole, lang: query.lang, vector: questionVector, kinds };
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

/** The same with what was judged of what it says, if that was. */
export function judgedAbout(
  about: About,
  { question, judgements }: Pick<Recalled, 'question' | 'judgements'>,
  base: KnowledgeBase,
): About {
  const { entry, said } = about;
  const judged = said && judgements && judgedIn(entry, said, question, judgements, base);
  return judged ? { ...about, said: judged } : about;
}

/** How likely the likeliest statement answers, 0…1. */
export function likelihoodOfBest([best]: Said[] = []): number {
  return best?.probability ?? 0;
}

/** Whether what an entry says was judged; all of it is, or nothing. */
export function isJudged([best]: Said[] = []): boolean {
  return best?.evidence.judged !== undefined;
}

/** How likely any of judged statements answers, 0…1: they exclude each other. */
export function likelihoodOfAny(said: Said[] = []): number {
  return said.reduce((sum, { probability }) => sum + probability, 0);
}

/** How likely something is asked that the beginning of a text answers, 0…1. */
export function generality(kinds: Likelihoods): number {
  return kinds.filter(({ name }) => general.has(name)).reduce((sum, { probability }) => sum + probability, 0);
}

/** Whether a message is the name of an entry, and it is not clear that something is asked of it. */
export function isCalled({ entry, kinds }: About, { query }: Recalled, base: KnowledgeBase): boolean {
  const text = { text: query.whole, lang: query.lang };
  return (kinds[0]?.probability ?? 0) < NAMED && isNameOnly(entry, text, base);
}

/** Whether something is asked that only a statement answers, and not the beginning of a text. */
export function isSpecific(about: About, recalled: Recalled, base: KnowledgeBase): boolean {
  const { entry, kinds } = about;
  const { candidates, isOwnQuestion, place, carriesOn } = recalled;
  const name = candidates.find((one) => one.entry === entry)?.evidence.name ?? 0;
  const asksWho = entry.facts.responsibility !== undefined && Object.keys(place).length > 0;
  // A frequent question's answer is short: what carries on from it is answered by the whole of it.
  const isAsked = (kinds[0]?.probability ?? 0) >= ASKED && !(entry.kind === 'faq' && carriesOn);
  return (
    !isOwnQuestion &&
    name < OWN_QUESTION &&
    generality(kinds) < GENERAL &&
    isAsked &&
    entry.kind !== 'topic' &&
    entry.kind !== 'document' &&
    !asksWho &&
    !isCalled(about, recalled, base)
  );
}
