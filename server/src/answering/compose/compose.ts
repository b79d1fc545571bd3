import type { Answer, Card, Notice, Source } from '@stadtlotse/sdk';
import { contactCard, emergencyCard } from '../../finder/cards.ts';
import { officesFor } from '../../finder/offices.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { type Translate, texts } from '../../texts/texts.ts';
import { authorityFor } from '../authorities.ts';
import { ANSWER_THRESHOLD, ANSWER_THRESHOLD_BY_MEANING } from '../confidence.ts';
import type { Candidate, Retrieved } from '../retrieve.ts';
import { entryChoice, MOST_CHOICES, suggestions } from './choices.ts';
import { composeEntry, linksOf } from './entry.ts';
import { composeStep } from './steps.ts';

/** An answer before it is verified, with the entries it draws on. */
export interface Draft extends Omit<Answer, 'id'> {
  cited: Entry[];
}

/** A draft with what a model would need: the entries that come near, the links that it must not write itself. */
export interface Composed extends Draft {
  near: Entry[];
  links: string;
  generable: boolean;
}

/** How near an entry must be to be offered where none is sure enough. */
const NEAR_THRESHOLD = 0.12;
/** From this confidence on the city's own entry answers, though another authority does what is named too. */
const OWN_MATTER = 0.85;
/** What with this probability is nothing that a city does is answered from this confidence on only. */
const MAYBE_OFF_TOPIC = 0.2;
const NOT_OFF_TOPIC = 0.85;
/** Where nothing answers, people are named to whoever may want one with this probability. */
const MAYBE_PERSON = 0.1;
/** From this cosine on a question is an example question in other words at most. */
const OWN_QUESTION = 0.955;
/** Below this, what has no known word is taken for gibberish. */
const GIBBERISH = 0.05;

/** Decides what to say: an answer, a question back, an abstention or a contact. */
export function compose(retrieved: Retrieved, base: KnowledgeBase): Composed {
  const t = texts(retrieved.lang);
  const draft = composeKind(retrieved, base, t);
  if (retrieved.redacted) draft.notices.push(notice('personal-data-removed', t));
  if (retrieved.mayBeEmergency && draft.kind !== 'emergency') draft.notices.unshift(notice('emergency', t));
  const { way, facet, place } = retrieved;
  const [best] = draft.cited;
  return {
    ...draft,
    near: nearEntries(retrieved, draft),
    links: best ? linksOf(best, retrieved.lang, base) : '',
    generable:
      draft.kind === 'answer' &&
      !way &&
      facet !== 'hours' &&
      facet !== 'place' &&
      Object.keys(place).length === 0,
  };
}

/** The city's contact instead of any answer, while the city has switched the assistant off (BSI-13). */
export function switchedOff(composed: Composed, base: KnowledgeBase): Composed {
  if (base.city.assistant !== 'off' || composed.kind === 'emergency') return composed;
  const { lang, notices } = composed;
  const t = texts(lang);
  const off = simple('contact', lang, t('say.off'), [contactCard(base.city, lang, t)]);
  return { ...off, notices, near: [], links: '', generable: false };
}

/** What the answer is from, then what else came near; no offices, which come with their services. */
function nearEntries({ candidates }: Retrieved, { cited }: Draft): Entry[] {
  const near = candidates.filter(({ confidence }) => confidence >= NEAR_THRESHOLD).map(({ entry }) => entry);
  return [...new Set([...cited.filter((entry, rank) => rank === 0 || entry.kind !== 'office'), ...near])];
}

function composeKind(retrieved: Retrieved, base: KnowledgeBase, t: Translate): Draft {
  const { intent, lang } = retrieved;
  const { city } = base;
  const contact = contactCard(city, lang, t);
  switch (intent) {
    case 'emergency':
      return emergency(retrieved, t);
    case 'wants-a-person':
      return simple('contact', lang, t('say.person'), [contact]);
    case 'complaint':
      return simple('contact', lang, t('say.complaint'), [contact]);
    case 'off-topic':
      return { ...simple('abstain', lang, t('say.none'), [contact]), choices: suggestions(base, lang) };
    case 'insult':
      return simple('smalltalk', lang, t('say.insult'), [contact]);
    case 'gibberish':
      return { ...simple('clarify', lang, t('say.gibberish'), []), choices: suggestions(base, lang) };
    case 'privacy':
      return simple(
        'smalltalk',
        lang,
        t('say.privacy', { contact: city.dataProtectionContact ?? city.name }),
        [contact],
      );
    case 'empty':
      return { ...simple('clarify', lang, t('say.empty'), []), choices: suggestions(base, lang) };
    case 'question':
      return composeQuestion(retrieved, base, t, contact);
    case 'identity':
      return {
        ...simple('smalltalk', lang, `${t('say.identity', { name: city.name })} ${t('say.encoder')}`, []),
        choices: suggestions(base, lang),
      };
    default:
      return {
        ...simple('smalltalk', lang, t(`say.${intent}`, { name: city.name }), []),
        choices: suggestions(base, lang),
      };
  }
}

/** Help in an emergency: the number that fits first, then the others. */
function emergency({ lang, reading }: Retrieved, t: Translate): Draft {
  const card = emergencyCard(reading.emergency.kind, t);
  const [first] = card.items;
  const call = first ? t('say.emergencyFirst', { number: first.value, label: first.label }) : '';
  return simple('emergency', lang, `${call}\n\n${t('say.emergency')}`, [card]);
}

function composeQuestion(retrieved: Retrieved, base: KnowledgeBase, t: Translate, contact: Card): Draft {
  const { candidates, rivals, confidence, lang, facet, way, query } = retrieved;
  const [best] = candidates;
  const threshold = retrieved.index && retrieved.vector ? ANSWER_THRESHOLD_BY_MEANING : ANSWER_THRESHOLD;
  const isOwn = base.isOwnQuestion(query.whole);
  const isOff = !isOwn && likely(retrieved, 'off-topic') >= MAYBE_OFF_TOPIC && confidence < NOT_OFF_TOPIC;
  if (!best || (confidence < threshold && !isOwn) || isOff || isElsewhere(retrieved, base))
    return withoutAnswer(retrieved, base, t, contact);
  const answered = rivals > 1 ? whoseOffice(retrieved) : best;
  if (!answered)
    return clarify(candidates.slice(0, Math.min(rivals, MOST_CHOICES)), confidence, lang, base, t);
  const composed =
    way && answered.entry.facts.steps?.length
      ? composeStep(answered.entry, way, lang, base, t)
      : composeEntry(
          answered.entry,
          {
            ...retrieved,
            words: query.whole,
            written: query.lang,
            now: new Date(),
            named: isNamed(answered.entry, retrieved),
          },
          base,
          t,
        );
  if (composed === 'not-in-text') return notInText(answered.entry, retrieved, base, t, contact);
  const { kind, text, cards, choices, cited, section } = composed;
  const own = base.text(answered.entry, lang);
  return {
    kind,
    provenance: 'curated',
    lang,
    text,
    cards,
    choices,
    cited,
    sources: cited.map((entry) => source(entry, lang, base, entry === answered.entry ? section : undefined)),
    confidence,
    notices: [
      ...(own.lang === lang ? [] : [notice('other-language', t)]),
      ...(facet === 'requirements' ? [notice('no-decision', t)] : []),
    ],
  };
}

/** Whether a question is, to the word or nearly, one that the editors wrote for an entry. */
function isNamed({ id }: Entry, { vector, index }: Retrieved): boolean {
  return vector !== undefined && (index?.near(vector).get(id)?.name ?? 0) >= OWN_QUESTION;
}

/** The thing is known, and its text does not say what is asked of it: that is said, and who may know. */
function notInText(
  entry: Entry,
  { kind, lang, confidence }: Retrieved,
  base: KnowledgeBase,
  t: Translate,
  contact: Card,
): Draft {
  const title = base.title(entry, lang);
  const offices = officesFor(entry, base).map((office) => base.text(office, lang).title);
  const said = kind
    ? t('say.notInText', { title, kind: t(`kind.${kind}`) })
    : t('say.notInTextAtAll', { title });
  const ask = offices.length > 0 ? ` ${t('say.askOffice', { office: offices.join(', ') })}` : '';
  return {
    ...simple('abstain', lang, said + ask, [contact]),
    choices: [entryChoice(entry, lang, base)],
    confidence,
    notices: [notice('not-in-text', t)],
  };
}

function likely({ reading }: Retrieved, intent: string): number {
  return reading.intents.find(({ name }) => name === intent)?.probability ?? 0;
}

/** Of several that fit a question for the responsible office, the one that has a table for it. */
function whoseOffice({ facet, candidates, rivals }: Retrieved): Candidate | undefined {
  if (facet !== 'place') return undefined;
  const [one, ...others] = candidates.slice(0, rivals).filter(({ entry }) => entry.facts.responsibility);
  return others.length === 0 ? one : undefined;
}

/** Whether it asks for what another authority does, and no entry is called so: one that only mentions it is no answer. */
function isElsewhere({ query, followUp, index, confidence }: Retrieved, base: KnowledgeBase): boolean {
  const other = followUp.length === 0 && authorityFor(base.concepts(query.topic, query.lang));
  const isOwn = index !== undefined && confidence >= OWN_MATTER;
  return Boolean(other) && !isOwn && !base.namesEntry(query.topic, query.lang);
}

/** No entry answers: whom else to ask, where to complain, that nothing was understood, or what comes near. */
function withoutAnswer(retrieved: Retrieved, base: KnowledgeBase, t: Translate, contact: Card): Draft {
  const { candidates, confidence, lang, query, otherwise, kind } = retrieved;
  const other = authorityFor(base.concepts(query.topic, query.lang));
  if (other) {
    const name = other.url ? `[${other.name}](${other.url})` : other.name;
    return { ...simple('contact', lang, t('say.otherAuthority', { name }), [contact]), confidence };
  }
  if (otherwise === 'complaint' || otherwise === 'defect')
    return { ...simple('contact', lang, t(`say.${otherwise}`), [contact]), confidence };
  if (kind === 'contact' || likely(retrieved, 'wants-a-person') >= MAYBE_PERSON)
    return { ...simple('contact', lang, t('say.person'), [contact]), confidence };
  if (otherwise === 'off-topic')
    return {
      ...simple('abstain', lang, t('say.none'), [contact]),
      choices: suggestions(base, lang),
      confidence,
    };
  const start = suggestions(base, lang);
  if (confidence < GIBBERISH && !base.knows(query.whole, query.lang))
    return { ...simple('clarify', lang, t('say.gibberish'), []), choices: start, confidence: 0 };
  const near = candidates
    .filter((candidate) => candidate.confidence >= NEAR_THRESHOLD)
    .slice(0, MOST_CHOICES - 1)
    .map(({ entry }) => entryChoice(entry, lang, base));
  return {
    ...simple('abstain', lang, t(near.length > 0 ? 'say.abstainNear' : 'say.abstain'), [contact]),
    choices: near.length > 0 ? near : start,
    confidence,
  };
}

function clarify(
  rivals: Candidate[],
  confidence: number,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): Draft {
  const cited = rivals.map(({ entry }) => entry);
  return {
    ...simple('clarify', lang, t('say.clarify'), []),
    cited,
    sources: cited.map((entry) => source(entry, lang, base, undefined)),
    choices: cited.map((entry) => entryChoice(entry, lang, base)),
    confidence,
  };
}

function simple(kind: Answer['kind'], lang: string, text: string, cards: Card[]): Draft {
  return {
    kind,
    provenance: 'curated',
    lang,
    text,
    cards,
    sources: [],
    cited: [],
    confidence: 1,
    notices: [],
  };
}

export function source(entry: Entry, lang: string, base: KnowledgeBase, section: string | undefined): Source {
  const { url, reviewed } = entry.facts;
  return {
    id: entry.id,
    title: base.text(entry, lang).title,
    ...(url && { url }),
    ...(section && { section }),
    ...(reviewed && { reviewed }),
  };
}

function notice(
  code: 'emergency' | 'not-in-text' | 'personal-data-removed' | 'other-language' | 'no-decision',
  t: Translate,
): Notice {
  return { code, text: t(`notice.${code}`) };
}
