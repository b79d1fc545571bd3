import type { Answer, ChatRequest } from '@stadtlotse/sdk';
import type { Entry } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { baseLang } from '../language/base-lang.ts';
import { lexicons } from '../language/lexicon.ts';
import { Judgements } from '../meaning/judgements.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { byWords, type Meant } from '../meaning/meant.ts';
import { readMessage } from '../meaning/reading.ts';
import { texts } from '../texts/texts.ts';
import { type Decision, decide } from './decide/decide.ts';
import { OncePerMinute } from './once-per-minute.ts';
import { carriedOn, carriedTitle, clausesOf, joinedTo, lastMessage, read } from './read/read.ts';
import { cutAt, type Questions, questionAmong, sentencesOf, splitQuestions } from './read/split.ts';
import { type Recalled, recall } from './recall/recall.ts';
import { type Redacted, redact, withoutPlaceholders } from './redact/redact.ts';
import { mergeDrafts } from './say/merge.ts';
import { type Composed, type Draft, say, switchedOff } from './say/say.ts';
import { bareSelf, type Self } from './say/self.ts';
import { verify } from './verify/verify.ts';

/** What the editors' texts say to a question, and what a model would need to say it in its own words. */
export interface Prepared {
  draft: Draft;
  /** The question without personal data. */
  question: string;
  /** The entries that a model may answer from, best first. */
  near: Entry[];
  /** The entry's links as Markdown: a model writes none. */
  links: string;
  /** Whether a model may write it: what depends on the clock, a place or the guided way stays the editors'. */
  generable: boolean;
}

/** The way of a question that `guard` has let in, without a model. Each step is a function of its own file. */
export function answer(
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant = byWords,
  self: Self = bareSelf,
): Answer {
  return verify(prepare(request, base, meant, { self }).draft, base);
}

/** A conversation as the city spells its words. */
function spelled(request: ChatRequest, base: KnowledgeBase): ChatRequest {
  const mended = (text: string) => base.asSpelled(text, request.lang);
  const history = request.history?.map((turn) =>
    turn.role === 'user' ? { ...turn, text: mended(turn.text) } : turn,
  );
  return { ...request, message: mended(request.message), ...(history && { history }) };
}

/** A part of a message is looked at by itself, if its words tell of danger with this probability. */
const ALARMING = 0.2;

/** What is to be known of the meaning of a message before it is answered. */
export async function findMeaning(
  asked: ChatRequest,
  base: KnowledgeBase,
  meaning: Meaning,
  mayLeave: boolean,
): Promise<Meant> {
  const request = spelled(asked, base);
  const { message, context } = request;
  const redacted = redact(message, base.publicContacts);
  const joined = joinedIn(redacted, request, base);
  const parts = [...splitQuestions(redacted).questions, ...joined];
  const texts = [redacted, ...parts].map(({ text }) => withoutPlaceholders(text).trim());
  const [whole = ''] = texts;
  texts.push(
    ...sentencesOf(whole),
    ...clausesOf(whole).filter((clause) => readMessage(clause, undefined).emergency.probability >= ALARMING),
  );
  const [title] = (context?.entries ?? []).flatMap((id) => carriedTitle(id, base));
  if (title !== undefined) texts.push(carriedOn(title, whole));
  const before = lastMessage(request, base);
  if (before !== undefined) texts.push(before, joinedTo(before, whole));
  const vectors = await meaning.vectorsOf(texts, mayLeave);
  const meant = { vectors, index: meaning.indexOf(base), judgements: new Judgements() };
  // To the editors' own questions it is known what answers.
  if (!meaning.judges || vectors.size === 0 || base.isOwnQuestion(message)) return meant;
  // What to judge shows when it is decided without.
  const { kind } = decideOn(request, redacted, base, meant).recalled;
  for (const part of parts)
    if (kind !== undefined || !joined.includes(part)) decideOn(request, part, base, meant);
  await meaning.judge(meant.judgements);
  return meant;
}

/**
 * The same before it is verified; `lang` is the language of the answer if it is not that of the message. What the city
 * asks in its own words, as chosen with a click, is prepared once a minute.
 */
export function prepare(
  asked: ChatRequest,
  base: KnowledgeBase,
  meant: Meant = byWords,
  { lang, self = bareSelf }: { lang?: string; self?: Self } = {},
): Prepared {
  const request = spelled(asked, base);
  if (lang !== undefined || !isCitysOwn(request, base)) return prepareAnew(request, base, meant, self, lang);
  const key = `${request.lang}|${meant.vectors.size > 0 && meant.index !== undefined}|${request.message}`;
  return ownQuestions.get(base, key, () => prepareAnew(request, base, meant, self));
}

const ownQuestions = new OncePerMinute<Prepared>();

/** Whether nothing of a request is the citizen's: the city's question in one of its languages, outside a conversation. */
function isCitysOwn({ message, lang, history, context }: ChatRequest, base: KnowledgeBase): boolean {
  const isFirst = !history?.length && !context;
  return isFirst && (!lang || base.city.languages.includes(lang)) && base.isOwnQuestion(message);
}

function prepareAnew(
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
  lang?: string,
): Prepared {
  const redacted = redact(request.message, base.publicContacts);
  const { recalled, decision } = decideOn(request, redacted, base, meant, lang);
  const whole = sayOf(recalled, decision, base, self);
  // Whoever is in danger may say so beside questions.
  const parts =
    whole.kind === 'emergency'
      ? undefined
      : (answerParts(splitQuestions(redacted), request, base, meant, self) ??
        // Who only tells something asks nothing twice.
        (recalled.kind === undefined ? undefined : answerBoth(whole, redacted, request, base, meant, self)) ??
        (whole.kind === 'abstain' ? questionAlone(redacted, request, base, meant, self) : undefined));
  const { near, links, generable, ...draft } = switchedOff(parts ?? whole, base);
  return { draft, near, links, generable, question: withoutPlaceholders(redacted.text) };
}

function draftFor(
  request: ChatRequest,
  redacted: Redacted,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
): Composed {
  const { recalled, decision } = decideOn(request, redacted, base, meant);
  return sayOf(recalled, decision, base, self);
}

/** Puts a decision into words, and the same of what is asked beside it. */
function sayOf(recalled: Recalled, decision: Decision, base: KnowledgeBase, self: Self): Composed {
  const draft = say(recalled, decision, base, self);
  if (decision.does !== 'answer' || !decision.beside) return draft;
  const beside = say(recalled, { ...decision, about: decision.beside }, base, self);
  return mergeDrafts([draft, beside]) ?? draft;
}

function decideOn(
  request: ChatRequest,
  redacted: Redacted,
  base: KnowledgeBase,
  meant: Meant,
  lang?: string,
): { recalled: Recalled; decision: Decision } {
  const said = read(request, redacted, base, meant);
  const recalled = recall(lang === undefined ? said : { ...said, lang }, base);
  return { recalled, decision: decide(recalled, base) };
}

/** What is understood of a question, what might answer it, and why one did or none: for `stadtlotse why`. */
export function explain(
  asked: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
): { recalled: Recalled; decision: Decision } {
  const request = spelled(asked, base);
  return decideOn(request, redact(request.message, base.publicContacts), base, meant);
}

/** The answer to the one question of a message without what is told beside it, which may be nothing to the matter. */
function questionAlone(
  redacted: Redacted,
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
): Composed | undefined {
  const question = questionAmong(redacted);
  const draft = question && draftFor(request, question, base, meant, self);
  return draft?.kind === 'answer' ? draft : undefined;
}

/**
 * The two questions that one may be, outside of what the city asks itself: in a language of its texts, whose words tell
 * whether a part speaks of anything.
 */
function joinedIn(redacted: Redacted, { message, lang }: ChatRequest, base: KnowledgeBase): Redacted[] {
  const written = base.detectLang(message, lang ?? base.mainLang);
  const isKnown = baseLang(base.nearestLang(written)) === written && !base.isOwnQuestion(message);
  return isKnown ? cutAt(lexicons.get(written)?.and ?? [], redacted) : [];
}

/** From this confidence on both parts of a question are questions of their own. */
const BOTH = 0.6;

/** Both parts of a question that is joined of two, if each has an answer of its own. */
function answerBoth(
  whole: Composed,
  redacted: Redacted,
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
): Composed | undefined {
  const isOfTwo = whole.cited.filter(({ kind }) => kind !== 'office').length > 1;
  const questions = isOfTwo ? [] : joinedIn(redacted, request, base);
  if (questions.length === 0 || !['answer', 'abstain', 'clarify'].includes(whole.kind)) return undefined;
  const drafts = draftsOf(questions, request, base, meant, self);
  const areSure = drafts.every(({ kind, confidence }) => kind === 'answer' && confidence >= BOTH);
  const [one, other] = drafts;
  // What is told beside a question answers nothing that the whole does not ask.
  const [about] = whole.cited;
  const isAskedByWhole = !about || drafts.some(({ cited }) => cited[0] === about);
  return areSure && isAskedByWhole && one?.text !== other?.text ? mergeDrafts(drafts) : undefined;
}

/** Questions one after the other, each in the conversation with those before. */
function draftsOf(
  questions: Redacted[],
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
): Composed[] {
  let { context } = request;
  return questions.map((part) => {
    const draft = draftFor({ ...request, ...(context && { context }) }, part, base, meant, self);
    if (draft.kind === 'answer')
      context = { ...context, entries: draft.sources.slice(0, 1).map(({ id }) => id) };
    return draft;
  });
}

/**
 * Several questions in one message: answered one after the other if one has an answer of its own. Of a long list the first
 * are answered, and that is said.
 */
function answerParts(
  { questions, areMore }: Questions,
  request: ChatRequest,
  base: KnowledgeBase,
  meant: Meant,
  self: Self,
): Composed | undefined {
  const drafts = draftsOf(questions, request, base, meant, self);
  if (drafts.some(({ kind }) => kind === 'emergency')) return undefined;
  const isWhole = drafts.every(({ kind }) => kind === 'answer' || kind === 'abstain');
  const merged = isWhole || areMore ? mergeDrafts(drafts) : undefined;
  if (!merged || !areMore) return merged;
  const first = texts(merged.lang)('say.firstQuestions', { count: drafts.length });
  return { ...merged, text: `${first}\n\n${merged.text}` };
}
