import type { ChatRequest } from '@stadtlotse/sdk';
import type { Place } from '../../finder/place.ts';
import type { KnowledgeBase, Query } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { lexicons } from '../../language/lexicon.ts';
import { includes, phrases, remove } from '../../language/said.ts';
import type { Turn } from '../../meaning/examples.ts';
import type { Judgements } from '../../meaning/judgements.ts';
import { classifiers, type Likelihoods } from '../../meaning/learned.ts';
import { byWords, type Meant } from '../../meaning/meant.ts';
import type { PassageIndex } from '../../meaning/passage-index.ts';
import { type Reading, readMessage } from '../../meaning/reading.ts';
import { allTexts } from '../../texts/texts.ts';
import { type Redacted, redact, withoutPlaceholders } from '../redact/redact.ts';
import { asksForGuidance, follow, type Way } from './guide.ts';
import { locate } from './locate.ts';
import { findAge } from './people.ts';
import { questionAmong, sentencesOf } from './split.ts';
import { findWhen, type When } from './when.ts';

/** What a message says. */
export interface Read {
  /** The message without personal data. */
  message: string;
  /** The base language it is written in, and the language to answer in. */
  written: string;
  lang: string;
  /** Whether nothing can be said in the language it is written in. */
  isUnspoken: boolean;
  /** What it wants, and of what kind its question is, as far as examples tell. */
  reading: Reading;
  /** How likely somebody is in danger, 0…1. */
  danger: number;
  /** The kind of thing that is asked, if it is clear, and what else may be. */
  kind: string | undefined;
  also: string | undefined;
  /** What kind of thing is asked, best first; and if the message carries on from what was asked before. */
  kinds: Likelihoods;
  carriedKinds: Likelihoods;
  query: Query;
  /** The question alone, if it has one beside what it tells: who asks is nothing to what answers. */
  question: string;
  /** Its vector, and that of its question alone. */
  vector: Float32Array | undefined;
  questionVector: Float32Array | undefined;
  /** That of the message as one about the conversation's first entry. */
  carried: Float32Array | undefined;
  /** How it stands in the conversation, each 0…1, if there is one and the message has a vector. */
  turn: Record<Turn, number> | undefined;
  /** The message with the one before it, and the vector of both. */
  joined: { query: Query; vector: Float32Array } | undefined;
  /** The city's passages with their vectors. */
  index: PassageIndex | undefined;
  /** What was judged of the city's statements as answers to it. */
  judgements: Judgements | undefined;
  /** Whether personal data was taken out. */
  redacted: boolean;
  /** How many words it has. */
  length: number;
  isShort: boolean;
  /** Whether it is, to the letter, a question or title of the editors'. */
  isOwnQuestion: boolean;
  /** Where the citizen lives, as far as they said; `onlyPlace`: the message says where, and nothing beside it. */
  place: Place;
  onlyPlace: boolean;
  /** The day and time it speaks of. */
  when: When;
  /** The age of whom it is for, in years. */
  age: number | undefined;
  /** The entries that the conversation is about, as the client names them, and what the citizen wrote before. */
  conversation: string[];
  before: string | undefined;
  /** Whether it says nothing but what carries on from there. */
  carriesOn: boolean;
  /** The entry of the conversation that asked where the citizen lives. */
  asking: string | undefined;
  /** The entry that was chosen from a list by its title. */
  chosen: string | undefined;
  /** What was chosen in a guided way, if the message asks for one or is a step of it, and the entry whose it is. */
  way: Way | undefined;
  guide: string | undefined;
}

/** What a part of a message says without the rest counts from this probability on. */
const CLEAR_PART = 0.8;
/** From this probability on a question is taken for one of its likeliest kind. */
const KIND = { meaning: 0.28, words: 0.18 };
/** From this probability on the second kind is answered too. */
const SECOND = 0.15;

/** A message of so few words needs what was said before. */
const FEW_WORDS = 6;
/** A message that only carries on has few words of its own: "und für Kinder?" */
const MOST_CARRYING_ON = 2;

/** Reads what a message says, alone and in its conversation. It decides nothing. */
export function read(
  request: ChatRequest,
  redacted: Redacted,
  base: KnowledgeBase,
  meant: Meant = byWords,
): Read {
  const { text, redactions } = redacted;
  const message = withoutPlaceholders(text).trim();
  const { written, lang } = languages(message, request.lang, base);
  const words = phrases(message);
  const length = words.trim().split(' ').length;
  const vector = meant.vectors.get(message);
  const question = withoutPlaceholders(questionAmong(redacted)?.text ?? text).trim();
  const named = request.context?.entries ?? [];
  const [title] = named.flatMap((id) => carriedTitle(id, base));
  const carried = title === undefined ? undefined : meant.vectors.get(carriedOn(title, message));
  const lessons = { taught: base.taught, vectors: meant.index?.examples };
  const reading = readMessage(message, vector, lessons);
  const questionVector = meant.vectors.get(question) ?? vector;
  const asks = question === message ? reading : readMessage(question, questionVector, lessons);
  const { age, said } = findAge(message, written);
  const { when, rest: timeless } = findWhen(message.replace(said, ' '), written, new Date());
  const kinds = age === undefined ? asks.kinds : withoutAge(asks.kinds);
  const least = vector ? KIND.meaning : KIND.words;
  const kind = clearest(kinds, least);
  const { place, only, rest: placeless } = locate(request, base);
  const guided = guidance(request, message, words, written, base, kind);
  const chosen = named.find((id) => isTitleOf(message, id, base));
  const lexicon = lexicons.get(written);
  const asked = remove(timeless, lexicon?.asking ?? []);
  const living = (lexicon?.living ?? []).filter((word) => includes(words, word));
  // "Ich wohne in Nordheim, wo …?": the district says where, not what.
  const rest = living.length > 0 && placeless ? remove(inBoth(asked, phrases(placeless)), living) : asked;
  const topic = guided?.topic ?? (base.hasContent(rest, written) ? rest : message);
  const before = lastMessage(request, base);
  return {
    message,
    written,
    // A title that was chosen is in the city's words: the conversation's language is the citizen's.
    lang: chosen ? languages(before ?? '', request.lang, base).lang : lang,
    isUnspoken: baseLang(base.answerLang(written)) !== baseLang(written),
    reading,
    danger: dangerIn(reading, message, meant),
    kind,
    also: secondOf(kinds, kind),
    kinds,
    carriedKinds: carriedKinds(kinds, before, base, meant),
    query: { topic, whole: message, lang: written },
    question,
    vector,
    questionVector,
    carried,
    turn: vector && (before !== undefined || named.length > 0) ? turnOf(vector) : undefined,
    joined: before === undefined ? undefined : joinedQuery(joinedTo(before, message), written, meant),
    index: meant.index,
    judgements: meant.judgements,
    redacted: redactions.length > 0,
    length,
    isShort: length <= FEW_WORDS,
    isOwnQuestion: base.isOwnQuestion(message),
    place,
    onlyPlace: only,
    when,
    age,
    conversation: named.filter((id) => base.entry(id)),
    before,
    carriesOn: carriesOn(words, rest, written, base),
    asking: named.find((id) => base.entry(id)?.facts.responsibility),
    chosen,
    way: guided?.way,
    guide: guided?.guide,
  };
}

/**
 * The language a message is written in, and the one to answer in. A word or two in the city's main language do not
 * change the language of somebody whose interface is another: whoever reads English still asks for the "Reisepass".
 */
export function languages(
  message: string,
  wanted: string | undefined,
  base: KnowledgeBase,
): { written: string; lang: string } {
  const expected = base.answerLang(wanted);
  const written = base.detectLang(message, wanted ?? expected);
  const few = message.split(/\s+/).length <= 2;
  const isTerm = few && written === baseLang(base.mainLang);
  const own = base.answerLang(written);
  const stays = written === baseLang(expected) || isTerm || baseLang(own) !== written;
  return { written, lang: stays ? expected : own };
}

/** The words of a message that are also in another reading of it. */
function inBoth(words: string, others: string): string {
  const kept = words.split(' ').filter((word) => others.includes(` ${word} `));
  return ` ${kept.join(' ')} `;
}

/** The guided way that a message asks for or takes a step of, with the entry whose way it is or what it names. */
function guidance(
  { context, history = [] }: ChatRequest,
  message: string,
  words: string,
  written: string,
  base: KnowledgeBase,
  kind: string | undefined,
): { way: Way; guide?: string; topic?: string } | undefined {
  const guide = (context?.entries ?? [])
    .flatMap((id) => base.entry(id) ?? [])
    .find(({ facts }) => facts.steps?.length);
  if (asksForGuidance(message)) {
    const phrases = [...lexicons.values()].flatMap(({ steps }) => steps.start);
    const topic = remove(words, phrases);
    const named = !allTexts('ask.steps').includes(message) && base.hasContent(topic, written);
    if (named) return { way: [], topic };
    return guide && { way: [], guide: guide.id };
  }
  if (!guide || (kind !== undefined && kind !== 'topic' && /[?？؟]/.test(message))) return undefined;
  const said = history.filter(({ role }) => role === 'user').map(({ text }) => text);
  const way = follow(guide, [...said, message], written, base);
  return way && { way, guide: guide.id };
}

/** Whether a message is an entry's title, as it is when the citizen chose that entry from a list. */
function isTitleOf(message: string, id: string, base: KnowledgeBase): boolean {
  return [...(base.entry(id)?.texts.values() ?? [])].some(({ title }) => title === message);
}

/** Sentences that tell of danger with less than this each do not tell of it together. */
const CALM = 0.05;

/** How likely somebody is in danger: by the whole message, or by a part of it that says so. */
function dangerIn({ emergency }: Reading, message: string, { vectors }: Meant): number {
  const probabilityOf = (part: string) => {
    const vector = vectors.get(part);
    return vector && readMessage(part, vector).emergency.probability;
  };
  const parts = clausesOf(message).flatMap((clause) => {
    const probability = probabilityOf(clause) ?? 0;
    return probability >= CLEAR_PART ? [probability] : [];
  });
  const sentences = sentencesOf(message).map(probabilityOf);
  const isCalm =
    sentences.length > 0 && sentences.every((probability) => probability !== undefined && probability < CALM);
  return Math.max(isCalm ? 0 : emergency.probability, ...parts);
}

/** The parts of a message that may tell of danger beside another matter: of many the first and the last. */
export function clausesOf(message: string): string[] {
  const clauses = message.split(/[.,;:!?…]\s/u).map((clause) => clause.trim());
  if (clauses.length < 2) return [];
  const telling = clauses.filter((clause) => clause.split(/\s+/).length > 2);
  return telling.length <= 4 ? telling : [...telling.slice(0, 2), ...telling.slice(-2)];
}

/** Whoever says an age asks for something else: how much it counts then that a question sounds like one for an age. */
const SAYS_AGE = 0.2;

function withoutAge(kinds: Likelihoods): Likelihoods {
  return weighted(kinds, ({ name, probability }) => (name === 'age' ? SAYS_AGE * probability : probability));
}

/**
 * The kinds of a message that carries on: what it does not say itself was said before. "Und für Kinder?" after "Was
 * kostet …?" asks for the cost too.
 */
function carriedKinds(
  kinds: Likelihoods,
  before: string | undefined,
  { taught }: KnowledgeBase,
  { vectors }: Meant,
): Likelihoods {
  if (before === undefined) return kinds;
  const last = new Map(
    readMessage(before, vectors.get(before), { taught }).kinds.map((one) => [one.name, one.probability]),
  );
  const clear = clearest(kinds, 0)
    ? (kinds.find(({ name }) => name !== 'topic' && name !== 'age')?.probability ?? 0)
    : 0;
  return weighted(
    kinds,
    ({ name, probability }) => clear * probability + (1 - clear) * (last.get(name) ?? 0),
  );
}

function weighted(kinds: Likelihoods, weigh: (one: Likelihoods[number]) => number): Likelihoods {
  const all = kinds.map((one) => ({ name: one.name, probability: weigh(one) }));
  const sum = all.reduce((total, { probability }) => total + probability, 0) || 1;
  return all
    .map(({ name, probability }) => ({ name, probability: probability / sum }))
    .sort((a, b) => b.probability - a.probability);
}

/** The kind of thing that is asked, if it is clear. Whoever names a thing and what of it asks for that. */
export function clearest(kinds: Likelihoods, least: number): string | undefined {
  const likeliest = kinds.find(({ name }) => name !== 'topic');
  return likeliest && likeliest.probability >= least ? likeliest.name : undefined;
}

/** What is asked beside the clearest, if that is not clear enough alone: "what does it cost online?" */
export function secondOf(kinds: Likelihoods, first: string | undefined): string | undefined {
  const [best, next] = kinds.filter(({ name }) => name !== 'topic');
  return best && next && best.name === first && next.probability >= SECOND ? next.name : undefined;
}

/** What the citizen wrote before, without personal data. */
export function lastMessage({ history = [] }: ChatRequest, base: KnowledgeBase): string | undefined {
  const last = history.findLast(({ role }) => role === 'user');
  return (last && withoutPlaceholders(redact(last.text, base.publicContacts).text).trim()) || undefined;
}

/** A message as one about an entry: what it says by itself tells little in a conversation. */
export function carriedOn(title: string, message: string): string {
  return `${title}: ${message}`;
}

/** A message with the one before it: what it takes back or leaves out was said there. */
export function joinedTo(before: string, message: string): string {
  return `${before}. ${message}`;
}

/** Both as a question, if they have a vector. */
function joinedQuery(both: string, lang: string, { vectors }: Meant): Read['joined'] {
  const vector = vectors.get(both);
  return vector && { query: { topic: both, whole: both, lang }, vector };
}

function turnOf(vector: Float32Array): Record<Turn, number> {
  const found = classifiers().meaning.turns(vector);
  const of = (turn: Turn) => found.find(({ name }) => name === turn)?.probability ?? 0;
  return { alone: of('alone'), 'carries-on': of('carries-on'), instead: of('instead') };
}

/** What an entry of the conversation is called. */
export function carriedTitle(id: string, base: KnowledgeBase): string[] {
  const entry = base.entry(id);
  return entry ? [base.text(entry, base.mainLang).title] : [];
}

/** Whether a message says nothing but what carries on, or begins with "und" and names little of its own. */
function carriesOn(words: string, rest: string, lang: string, base: KnowledgeBase): boolean {
  const { and = [], followUp = [], attaching = [], people } = lexicons.get(lang) ?? {};
  // For whom it is says nothing about what is asked: "und für meine Tochter?"
  const others = remove(rest, Object.values(people ?? {}).flat());
  if (!base.hasContent(remove(others, [...and, ...followUp]), lang)) return true;
  const [first = '', second = ''] = words.trim().split(' ');
  if (!and.includes(first) || base.contentOf(others, lang) > MOST_CARRYING_ON) return false;
  return attaching.includes(second) || !base.namesEntry(rest, lang);
}
