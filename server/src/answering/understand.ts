import type { ChatRequest } from '@stadtlotse/sdk';
import type { Place } from '../finder/place.ts';
import type { KnowledgeBase, Query } from '../knowledge/knowledge-base.ts';
import { baseLang } from '../language/base-lang.ts';
import { lexicons } from '../language/lexicon.ts';
import { includes, phrases, remove } from '../language/said.ts';
import { byWords, type Meant } from '../meaning/meant.ts';
import type { PassageIndex } from '../meaning/passage-index.ts';
import { type Reading, readMessage } from '../meaning/reading.ts';
import { allTexts } from '../texts/texts.ts';
import { ANSWER_THRESHOLD } from './confidence.ts';
import type { Facet } from './facets.ts';
import { asksForGuidance, follow, type Way } from './guide.ts';
import { locate } from './locate.ts';
import { findAge } from './people.ts';
import { type Redacted, redact, withoutPlaceholders } from './redact/redact.ts';
import { search } from './retrieve.ts';
import { findWhen, type When } from './when.ts';

/** What a message wants beside an answer of the city's. */
const social = [
  'wants-a-person',
  'identity',
  'privacy',
  'greeting',
  'thanks',
  'goodbye',
  'insult',
  'gibberish',
] as const;

/** What a message wants. */
export type Intent = 'question' | 'empty' | 'emergency' | 'complaint' | 'off-topic' | (typeof social)[number];

/** What a message wants to know. */
export interface Understood {
  /** The language to answer in. */
  lang: string;
  intent: Intent;
  /** What about the thing is asked, if it is said. */
  facet: Facet | undefined;
  /** The kind of thing that is asked, if it is clear, and what else may be. */
  kind: string | undefined;
  also: Facet | undefined;
  query: Query;
  /** The entries the conversation is about, best first, if this message carries on from them. */
  followUp: string[];
  /** The entries of the conversation, and whether the message has few words. */
  conversation: string[];
  /** The kind of thing that was asked before. */
  lastKind: string | undefined;
  isShort: boolean;
  /** What it is instead, if no entry answers it. */
  otherwise: 'complaint' | 'defect' | 'off-topic' | undefined;
  /** What it says of itself. */
  reading: Reading;
  /** Whether somebody may be in danger, but not surely. */
  mayBeEmergency: boolean;
  /** Its vector, and the city's passages with theirs, if it is understood by meaning. */
  vector: Float32Array | undefined;
  /** That of the message as one about the conversation's first entry. */
  carried: Float32Array | undefined;
  index: PassageIndex | undefined;
  /** Whether personal data was taken out. */
  redacted: boolean;
  /** Where the citizen lives, as far as they said. */
  place: Place;
  /** The day and time it speaks of. */
  when: When;
  /** The age of whom it is for, in years. */
  age: number | undefined;
  /** What was chosen in the guided way of the first entry, if the message is a step of it. */
  way: Way | undefined;
}

/** From which probability on a message is taken for an emergency, and for what may be one: `npm run learn -- --figures`. */
const EMERGENCY = { meaning: { sure: 0.22, perhaps: 0.05 }, words: { sure: 0.6, perhaps: 0.2 } };
/** What a part of a message says without the rest counts from this probability on. */
const CLEAR_PART = 0.65;
/** An answer to a question back is an emergency from this probability on. */
const ANSWERING = 0.7;
/** Asks for one's rights by name (Art. 15 and 17 DSGVO). */
const RIGHTS = /\b(?:art(?:ikel|icle)?\.? ?1[57]|dsgvo|ds-gvo|gdpr)\b/i;
/** The number of the emergency call and little beside it. */
const EMERGENCY_CALL = /^\D{0,12}11[02]\D{0,12}$/;
/** From which probability on a message is taken for what it most likely is. */
const SOCIAL = 0.45;
/** A person is offered sooner: it costs nothing to be asked for one too many. */
const PERSON = 0.3;
/** From this probability on a question is taken for one of its likeliest kind. */
const KIND = { meaning: 0.28, words: 0.18 };
/** From this probability on the second kind is answered too. */
const SECOND = 0.15;
/** A complaint is led to people from this probability on, whatever it is about. */
const COMPLAINT = 0.6;
/** What no city does is not answered from this probability on, if it names no entry. */
const OFF_TOPIC = 0.85;

/** Where an entry says what is asked of it, for the kinds that have a place of their own. */
export const facetOfKind: Partial<Record<string, Facet>> = {
  price: 'cost',
  discount: 'cost',
  documents: 'documents',
  eligibility: 'requirements',
  procedure: 'procedure',
  duration: 'duration',
  deadline: 'deadline',
  online: 'online',
  form: 'online',
  place: 'place',
  hours: 'hours',
  reason: 'law',
};

/** A message of so few words needs what was said before. */
const FEW_WORDS = 6;
/** A message that only carries on has few words of its own: "und für Kinder?" */
const MOST_CARRYING_ON = 2;

/** Finds out language, intent, facet and whether the message carries on from the last answer. */
export function understand(
  request: ChatRequest,
  { text, redactions }: Redacted,
  base: KnowledgeBase,
  meant: Meant = byWords,
): Understood {
  const message = withoutPlaceholders(text).trim();
  const { written, lang } = languages(message, request.lang, base);
  const words = phrases(message);
  const vector = meant.vectors.get(message);
  const [title] = (request.context?.entries ?? []).flatMap((id) => carriedTitle(id, base));
  const carried = title === undefined ? undefined : meant.vectors.get(carriedOn(title, message));
  const lessons = { taught: base.taught, vectors: meant.index?.examples };
  const reading = readMessage(message, vector, lessons);
  const count = words.trim().split(' ').length;
  const ofWord = count <= (vector ? 2 : 4) ? 2 : 1;
  const { sure: leastSure, perhaps } = vector ? EMERGENCY.meaning : EMERGENCY.words;
  // A word or two tell little, and without a vector three or four do not tell much.
  const limits = { sure: Math.min(0.9, ofWord * leastSure), perhaps: ofWord * perhaps };
  const danger = dangerIn(reading, message, meant);
  const { age, said } = findAge(message, written);
  const { when, rest: timeless } = findWhen(message.replace(said, ' '), written, new Date());
  const whole = { topic: message, whole: message, lang: written };
  const lexicon = lexicons.get(written);
  const kind = kindOf(reading, age !== undefined, vector ? KIND.meaning : KIND.words);
  const about = {
    lang,
    facet: undefined,
    kind,
    also: secondOf(reading, kind, age !== undefined),
    query: whole,
    followUp: [],
    conversation: request.context?.entries ?? [],
    lastKind: lastKind(request, base),
    isShort: words.trim().split(' ').length <= FEW_WORDS,
    otherwise: otherwise(reading),
    reading,
    mayBeEmergency: danger >= limits.perhaps,
    vector,
    carried,
    index: meant.index,
    redacted: redactions.length > 0,
    place: {},
    when,
    age,
    way: undefined,
  };
  const { place, only, rest: placeless } = locate(request, base);
  const asking = (request.context?.entries ?? []).find((id) => base.entry(id)?.facts.responsibility);
  const guided = guidance(request, message, words, written, base, kind);
  // What answers a question back, and what the editors wrote, is seldom a cry for help.
  const sure = (asking && only) || guided || base.isOwnQuestion(message) ? ANSWERING : limits.sure;
  if (danger >= sure || EMERGENCY_CALL.test(message)) return { ...about, intent: 'emergency' };
  if (asking && only) return { ...about, place, intent: 'question', facet: 'place', followUp: [asking] };
  if (!/[\p{L}\p{N}]/u.test(message)) return { ...about, intent: 'empty' };

  const chosen = request.context?.entries?.find((id) => isTitleOf(message, id, base));
  if (chosen) {
    const asked = request.history?.findLast(({ role }) => role === 'user')?.text ?? '';
    const spoken = languages(asked, request.lang, base).lang;
    return { ...about, lang: spoken, intent: 'question', followUp: [chosen] };
  }
  if (guided) return { ...about, ...guided, intent: 'question' };
  const wants = socialIntent(reading, message, written, base);
  if (wants) return { ...about, intent: wants };
  const facet = facetOfKind[kind ?? ''];
  const asked = remove(timeless, lexicon?.asking ?? []);
  const living = (lexicon?.living ?? []).filter((word) => includes(words, word));
  // "Ich wohne in Nordheim, wo …?": the district says where, not what.
  const rest = living.length > 0 && placeless ? remove(inBoth(asked, phrases(placeless)), living) : asked;
  const query = { ...whole, topic: base.hasContent(rest, written) ? rest : message };
  const entries = carriesOn(words, rest, written, base) ? conversationEntries(request, lang, base) : [];
  if (entries.length === 0) return { ...about, place, intent: 'question', facet, query };
  return {
    ...about,
    place,
    intent: 'question',
    facet: facet ?? facetOfKind[about.lastKind ?? ''],
    kind: kind ?? about.lastKind,
    query,
    followUp: entries,
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
  const stays = written === baseLang(expected) || isTerm;
  return { written, lang: stays ? expected : base.answerLang(written) };
}

/** The words of a message that are also in another reading of it. */
function inBoth(words: string, others: string): string {
  const kept = words.split(' ').filter((word) => others.includes(` ${word} `));
  return ` ${kept.join(' ')} `;
}

/** The guided way that a message asks for or takes a step of, with the entry whose way it is. */
function guidance(
  { context, history = [] }: ChatRequest,
  message: string,
  words: string,
  written: string,
  base: KnowledgeBase,
  kind: string | undefined,
): Pick<Understood, 'way' | 'followUp' | 'query'> | undefined {
  const guide = (context?.entries ?? [])
    .flatMap((id) => base.entry(id) ?? [])
    .find(({ facts }) => facts.steps?.length);
  const whole = { topic: message, whole: message, lang: written };
  if (asksForGuidance(message)) {
    const phrases = [...lexicons.values()].flatMap(({ steps }) => steps.start);
    const topic = remove(words, phrases);
    const named = !allTexts('ask.steps').includes(message) && base.hasContent(topic, written);
    if (named) return { way: [], followUp: [], query: { ...whole, topic } };
    return guide && { way: [], followUp: [guide.id], query: whole };
  }
  if (!guide || (kind !== undefined && kind !== 'topic' && /[?？؟]/.test(message))) return undefined;
  const said = history.filter(({ role }) => role === 'user').map(({ text }) => text);
  const way = follow(guide, [...said, message], written, base);
  return way && { way, followUp: [guide.id], query: whole };
}

/** Whether a message is an entry's title, as it is when the citizen chose that entry from a list. */
function isTitleOf(message: string, id: string, base: KnowledgeBase): boolean {
  return [...(base.entry(id)?.texts.values() ?? [])].some(({ title }) => title === message);
}

/** How likely somebody is in danger: by the whole message, or by a part of it that says so. */
function dangerIn({ emergency }: Reading, message: string, { vectors }: Meant): number {
  const parts = clausesOf(message).flatMap((clause) => {
    const vector = vectors.get(clause);
    const probability = vector ? readMessage(clause, vector).emergency.probability : 0;
    return probability >= CLEAR_PART ? [probability] : [];
  });
  return Math.max(emergency.probability, ...parts);
}

/** The parts of a message that may tell of danger beside another matter. */
export function clausesOf(message: string): string[] {
  const clauses = message.split(/[.,;:!?…]\s/u).map((clause) => clause.trim());
  return clauses.length < 2 ? [] : clauses.filter((clause) => clause.split(/\s+/).length > 2).slice(0, 4);
}

/** What a message most likely wants, if it is no question. An entry's name is a question for it. */
function socialIntent(
  { intents }: Reading,
  message: string,
  lang: string,
  base: KnowledgeBase,
): Intent | undefined {
  const likely = intents.find(({ name, probability }) =>
    name === 'wants-a-person' ? probability >= PERSON : name !== 'question' && probability >= SOCIAL,
  );
  const wanted = social.find((name) => name === likely?.name);
  if (base.isOwnQuestion(message)) return undefined;
  if (RIGHTS.test(message)) return 'privacy';
  const [first] = intents;
  if (first?.name === 'complaint' && first.probability >= COMPLAINT) return 'complaint';
  if (first?.name === 'off-topic' && first.probability >= OFF_TOPIC && !base.namesEntry(message, lang))
    return 'off-topic';
  return wanted && !base.namesEntry(message, lang) ? wanted : undefined;
}

/** What a message is if no entry answers it. */
function otherwise({ intents: [likeliest] }: Reading): Understood['otherwise'] {
  const all = ['complaint', 'defect', 'off-topic'] as const;
  return all.find((name) => name === likeliest?.name);
}

/**
 * The kind of thing that a message asks for, if it is clear. Whoever says an age asks for something else, and whoever
 * names a thing and what of it, for that.
 */
function kindOf({ kinds }: Reading, saysAge: boolean, clear: number): string | undefined {
  const told = kinds.filter(({ name }) => name !== 'topic' && !(saysAge && name === 'age'));
  const rest = told.reduce((sum, { probability }) => sum + probability, 0);
  const [likeliest] = told;
  const least = saysAge ? clear * rest : clear;
  return likeliest && likeliest.probability >= least ? likeliest.name : undefined;
}

/** What is asked beside the clearest, if that is not clear enough alone: "what does it cost online?" */
function secondOf({ kinds }: Reading, first: string | undefined, saysAge: boolean): Facet | undefined {
  const [best, next] = kinds.filter(({ name }) => name !== 'topic' && !(saysAge && name === 'age'));
  if (!best || !next || best.name !== first || next.probability < SECOND) return undefined;
  return facetOfKind[next.name];
}

/** A message as one about an entry: what it says by itself tells little in a conversation. */
export function carriedOn(title: string, message: string): string {
  return `${title}: ${message}`;
}

/** What an entry of the conversation is called. */
export function carriedTitle(id: string, base: KnowledgeBase): string[] {
  const entry = base.entry(id);
  return entry ? [base.text(entry, base.mainLang).title] : [];
}

/** What the conversation is about: the entries that the client names, else what the citizen's last message finds. */
function conversationEntries(
  { context, history = [] }: ChatRequest,
  lang: string,
  base: KnowledgeBase,
): string[] {
  const named = (context?.entries ?? []).filter((id) => base.entry(id));
  const said = history.findLast(({ role }) => role === 'user')?.text;
  if (named.length > 0 || said === undefined) return named;
  const last = withoutPlaceholders(redact(said, base.publicContacts).text);
  const written = base.detectLang(last, lang);
  const rest = remove(phrases(last), lexicons.get(written)?.asking ?? []);
  const [best] = search({ topic: rest, whole: last, lang: written }, lang, base, 1);
  return best && best.confidence >= ANSWER_THRESHOLD ? [best.entry.id] : [];
}

/** Whether a message says nothing but what carries on, or begins with "und" and names little of its own. */
function carriesOn(words: string, rest: string, lang: string, base: KnowledgeBase): boolean {
  const { followUp = [], attaching = [] } = lexicons.get(lang) ?? {};
  if (!base.hasContent(remove(rest, followUp), lang)) return true;
  const [first = '', second = ''] = words.trim().split(' ');
  if (first !== followUp[0] || base.contentOf(rest, lang) > MOST_CARRYING_ON) return false;
  return attaching.includes(second) || !base.namesEntry(rest, lang);
}

/** What was asked of before, if it was said: "und für Kinder?" after "Was kostet …?" asks for the cost too. */
function lastKind({ history = [] }: ChatRequest, { taught }: KnowledgeBase): string | undefined {
  const last = history.findLast(({ role }) => role === 'user');
  return last && kindOf(readMessage(last.text, undefined, { taught }), false, KIND.words);
}
