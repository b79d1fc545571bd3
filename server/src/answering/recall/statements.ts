import { officesFor } from '../../finder/offices.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import type { Judgements } from '../../meaning/judgements.ts';
import type { Likelihoods } from '../../meaning/learned.ts';
import type { PassageIndex, Statement } from '../../meaning/passage-index.ts';
import { encodedText, type Passage } from '../../meaning/passages.ts';

/** What is asked of an entry. */
export interface Question {
  text: string;
  /** The base language it is written in. */
  lang: string;
  vector: Float32Array;
  /** What kind of thing is asked, as far as it can be told. */
  kinds: Likelihoods;
}

/** What speaks for a statement as the answer. */
export interface StatementEvidence {
  /** How likely question and statement are of the same kind, 0…1. */
  sameKind: number;
  /** The same of the heading it stands under. */
  underHeading: number;
  /** The same on a logarithmic scale: little or nothing are far apart. */
  logSameKind: number;
  cosine: number;
  /** How far it is behind the entry's nearest. */
  behind: number;
  /** The same without what the entry's title says. */
  apart: number;
  apartBehind: number;
  /** How much of what the question's words tell, beside those that name the entry, it has; 0 in another language. */
  explained: number;
  /** How likely it answers as read together with the question, as a logit against none; undefined if it was not judged. */
  judged?: number;
}

/** A statement with what speaks for it, and how likely it is what was asked, 0…1. */
export interface Said extends Statement {
  evidence: StatementEvidence;
  probability: number;
  /** The facts of its kind that it stands for, itself among them; a sentence stands for itself. */
  alike: Alike[];
}

/** A fact with what tells it apart from others of its kind. */
export interface Alike {
  passage: Passage;
  apart: number;
  /** How likely it answers, as a logit; undefined if it was not judged. */
  judged?: number;
}

/** The kinds of question that a section is for, by its facet. */
const ofFacet: Record<string, readonly string[]> = {
  cost: ['price', 'discount', 'payment', 'benefit'],
  documents: ['documents'],
  requirements: ['eligibility', 'age', 'permission', 'obligation'],
  procedure: ['procedure', 'pickup', 'online', 'proxy'],
  duration: ['duration', 'waiting'],
  deadline: ['deadline', 'consequence', 'validity'],
  online: ['online', 'form'],
  place: ['place', 'contact'],
  hours: ['hours'],
  law: ['reason'],
};

/** Kinds of questions that offices answer, for their services too. */
export const ofOffices = new Set(['place', 'hours', 'contact', 'access']);

/** What an entry and its offices say that may be what was asked, likeliest first. */
export function answersIn(
  entry: Entry,
  question: Question,
  index: PassageIndex,
  base: KnowledgeBase,
): Said[] {
  const offices = officesFor(entry, base).filter((office) => office !== entry);
  const all = [
    ...index.statements(entry.id, question.vector),
    ...offices.flatMap(({ id }) =>
      index.statements(id, question.vector).filter(({ passage }) => ofOffices.has(passage.answers ?? '')),
    ),
  ];
  const statements = onePerKind(all);
  if (statements.length === 0) return [];
  const nearest = Math.max(...statements.map(({ cosine }) => cosine));
  const nearestApart = Math.max(...statements.map(({ apart }) => apart));
  const asked = wordsBeside(entry, question, base);
  const toldBy = (stems: string[]) => stems.reduce((sum, stem) => sum + base.rarity(stem, question.lang), 0);
  const told = toldBy([...asked]);
  const facets = new Map(
    [...entry.texts.values()].flatMap(({ sections }) => sections.map((one) => [one.heading, one.facet])),
  );
  const said = statements.map((statement) => {
    const { passage, cosine, apart, answers } = statement;
    const facet = facets.get(passage.section ?? '');
    const own = asked.size > 0 ? base.ownStems(passage.text, passage.lang) : new Set<string>();
    const sameKind = question.kinds.reduce(
      (sum, { name, probability }) => sum + probability * (answers.get(name) ?? 0),
      0,
    );
    const evidence = {
      sameKind,
      logSameKind: Math.log(sameKind + 0.02),
      underHeading: question.kinds.reduce(
        (sum, { name, probability }) => sum + (ofFacet[facet ?? '']?.includes(name) ? probability : 0),
        0,
      ),
      cosine,
      behind: cosine - nearest,
      apart,
      apartBehind: apart - nearestApart,
      explained: toldBy([...asked].filter((stem) => own.has(stem))) / (told || 1),
    };
    return { ...statement, evidence, probability: probabilityOf(statement, evidence) };
  });
  return said.sort((one, other) => other.probability - one.probability);
}

/** Of so many of an entry's statements that are likeliest by the evidence it is judged whether they answer. */
const JUDGED = 3;
/** So many facts of a kind are judged. */
const FACTS = 5;

/** What is judged and what speaks for a statement beside it, weighed together; fitted on questions as `WEIGHTS` is. */
const TOGETHER = { judged: 0.88, evidence: 0.35, fact: 0.21, bias: 0.29 };

/**
 * The likeliest of what an entry says with what was judged of it as the answer to a question, likeliest first: one of the
 * statements answers, or none does. Undefined as long as it was not judged, which is wanted then.
 */
export function judgedIn(
  entry: Entry,
  said: Said[],
  question: string,
  judgements: Judgements,
  base: KnowledgeBase,
): Said[] | undefined {
  const likeliest = said.slice(0, JUDGED).map((one) => ({ ...one, alike: one.alike.slice(0, FACTS) }));
  const { title } = base.text(entry, base.mainLang);
  const texts = likeliest.flatMap(({ alike }) =>
    alike.map(({ passage }) => `${title}. ${encodedText(passage)}`),
  );
  const logits = judgements.of(question, texts);
  if (!logits) return undefined;
  const all = likeliest.map((one) => {
    const alike = one.alike.map((fact) => ({ ...fact, judged: logits.shift() ?? 0 }));
    // Of facts of a kind the one that is meant counts for all.
    return { ...one, alike, judged: Math.max(...alike.map(({ judged }) => judged)) };
  });
  const odds = all.map(({ passage, probability, judged }) =>
    Math.exp(
      TOGETHER.judged * judged +
        TOGETHER.evidence * logOdds(probability) +
        (passage.kind === 'fact' ? TOGETHER.fact : 0) +
        TOGETHER.bias,
    ),
  );
  const sum = odds.reduce((total, one) => total + one, 1);
  return all
    .map(({ judged, ...one }, place) => ({
      ...one,
      evidence: { ...one.evidence, judged },
      probability: odds[place]! / sum,
    }))
    .sort((one, other) => other.probability - one.probability);
}

function logOdds(probability: number): number {
  const within = Math.min(Math.max(probability, 1e-4), 1 - 1e-4);
  return Math.log(within / (1 - within));
}

/** So much nearer than the first of its kind, as a cosine, is a fact that is meant itself. */
const MEANT_ITSELF = 0.1;

/** All fees are one answer to "what does it cost?": of the facts of one kind one stands for all, the first or one that is meant. */
function onePerKind(statements: Statement[]): (Statement & { alike: Alike[] })[] {
  const kinds = Map.groupBy(statements, ({ passage }) => passage.answers ?? passage);
  return [...kinds.values()].map((facts) => {
    const one = facts.reduce((best, other) => (best.apart + MEANT_ITSELF < other.apart ? other : best));
    const others = facts.filter((other) => other !== one);
    return { ...one, alike: [one, ...others].map(({ passage, apart }) => ({ passage, apart })) };
  });
}

/** Whether a question is the name of an entry and says nothing beside it; unknown in a language other than its texts'. */
export function isNameOnly(
  entry: Entry,
  question: Pick<Question, 'text' | 'lang'>,
  base: KnowledgeBase,
): boolean {
  const isOwnLang = baseLang(base.text(entry, base.mainLang).lang) === question.lang;
  return isOwnLang && wordsBeside(entry, question, base).size === 0;
}

/** A stem that is rarer than this says what something is called; one as frequent as that says nothing: "beantragen". */
const TELLING = 2.4;
const GENERIC = 1.5;

/**
 * Whether a question that is about an entry names another beside it: what tells of one of its names, some of it none of
 * the first's. Unknown in a language other than their texts'.
 */
export function isNamedBeside(
  other: Entry,
  entry: Entry,
  { text, lang }: Pick<Question, 'text' | 'lang'>,
  base: KnowledgeBase,
): boolean {
  if (baseLang(base.text(other, base.mainLang).lang) !== lang) return false;
  const said = base.stems(text, lang);
  const own = new Set(namesOf(entry, base).flatMap((name) => [...name]));
  return namesOf(other, base).some((name) => {
    const stems = [...name].filter((stem) => base.rarity(stem, lang) > GENERIC);
    const isAsked = stems.every((stem) => said.has(stem));
    return isAsked && stems.some((stem) => !own.has(stem) && base.rarity(stem, lang) > TELLING);
  });
}

/** The stems of a question's words that the names of an entry do not have; none in a language other than its texts'. */
function wordsBeside(
  entry: Entry,
  { text, lang }: Pick<Question, 'text' | 'lang'>,
  base: KnowledgeBase,
): Set<string> {
  if (baseLang(base.text(entry, base.mainLang).lang) !== lang) return new Set();
  const names = [...namesOf(entry, base), ...questionsOf(entry, base)];
  return new Set([...base.stems(text, lang)].filter((stem) => !names.some((name) => name.has(stem))));
}

/** The stems of each of an entry's names, and of each of its example questions. */
function namesOf(entry: Entry, base: KnowledgeBase): ReadonlySet<string>[] {
  const { title, keywords, lang } = base.text(entry, base.mainLang);
  return [title, ...keywords].map((name) => base.ownStems(name, lang));
}

function questionsOf(entry: Entry, base: KnowledgeBase): ReadonlySet<string>[] {
  const { questions, lang } = base.text(entry, base.mainLang);
  return questions.map((question) => base.ownStems(question, lang));
}

/** Fitted by logistic regression on questions with the statement that answers each: docs/retrieval.md. */
const WEIGHTS = {
  text: {
    bias: 1.08,
    sameKind: -1,
    logSameKind: 1.05,
    underHeading: 0.67,
    cosine: -3.2,
    behind: 2.52,
    apart: 5.35,
    apartBehind: 8.6,
    explained: 6.16,
  },
  /** A fact has few words: its kind tells most. */
  fact: {
    bias: 1.01,
    sameKind: 2.3,
    logSameKind: 1.4,
    underHeading: 0,
    cosine: 0.62,
    behind: 0.92,
    apart: -0.72,
    apartBehind: 7.63,
    explained: 0.03,
  },
};

function probabilityOf({ passage }: Statement, evidence: StatementEvidence): number {
  const { bias, ...weights } = WEIGHTS[passage.kind === 'fact' ? 'fact' : 'text'];
  const names = Object.keys(weights) as (keyof typeof weights)[];
  const sum = names.reduce((total, name) => total + weights[name] * evidence[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
