import type { Card, Choice } from '@stadtlotse/sdk';
import { documentsCard, officeCard, serviceCard, topicCard } from '../../finder/cards.ts';
import type { Place } from '../../finder/place.ts';
import { covers, type Entry, type EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import type { PassageIndex } from '../../meaning/passage-index.ts';
import { type Translate, texts } from '../../texts/texts.ts';
import type { Facet } from '../facets.ts';
import type { When } from '../when.ts';
import { entryChoice, MOST_CHOICES } from './choices.ts';
import { type Circumstances, factsAsMarkdown, list } from './facts.ts';
import { choicesCard, startChoice } from './steps.ts';
import { officesToVisit, visitAsMarkdown } from './visit.ts';

/** What is asked about an entry. */
export interface Asked {
  lang: string;
  facet: Facet | undefined;
  /** The kind of thing that is asked, if it is clear. */
  kind?: string | undefined;
  /** What else may be asked. */
  also?: Facet | undefined;
  /** Whether the question is one that the entry names as its own. */
  named?: boolean;
  /** The question's vector and the city's passages with theirs, if it is understood by meaning. */
  vector?: Float32Array | undefined;
  index?: PassageIndex | undefined;
  /** Where the citizen lives, as far as they said. */
  place: Place;
  /** The day and time the question speaks of. */
  when: When;
  age: number | undefined;
  /** The question, and the base language it is written in. */
  words: string;
  written: string;
  now: Date;
}

export interface EntryAnswer {
  kind: 'answer' | 'clarify';
  text: string;
  cards: Card[];
  choices: Choice[];
  /** The entry and the offices whose facts are shown, best first. */
  cited: Entry[];
  /** The heading of the part that answers, if it is a part. */
  section: string | undefined;
}

/** Facets offered as next questions, if the entry has something on them. */
const OFFERED: Facet[] = ['cost', 'documents', 'duration', 'deadline', 'requirements', 'procedure'];

/** What may be meant by a question that is put alike: "how long does it last?", "until when?" */
const related: Partial<Record<Facet, Facet[]>> = {
  duration: ['deadline'],
  hours: ['deadline'],
};

/** Answers from one entry: the fact that was asked for first, or the beginning with what else there is to know. */
export function composeEntry(
  entry: Entry,
  asked: Asked,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer | 'not-in-text' {
  const { lang } = asked;
  // A life situation is answered by its list.
  const facet = entry.kind === 'topic' ? undefined : facetFor(entry, asked);
  const text = base.text(entry, lang);
  const { offices, question, responsible } = officesToVisit(entry, asked, base, t);
  const isVisit = facet === 'place' || facet === 'hours';
  if (question && (isVisit || Object.keys(asked.place).length > 0)) {
    const cards =
      question.choices.length > 0 ? [choicesCard(entry.id, question.text, question.choices, t)] : [];
    return {
      kind: 'clarify',
      text: question.text,
      cards,
      choices: question.choices,
      cited: [entry],
      section: undefined,
    };
  }
  const officeCards = () =>
    offices.map((office) => officeCard(office, base.text(office, lang), lang, base, t, asked.now));
  const cards =
    entry.kind === 'service' ? [serviceCard(entry, text, lang, t), ...documentsCard(entry, text, t)] : [];
  const choices = nextChoices(entry, text, asked, base, t);
  const sayOn = (one: Facet) =>
    part(entry, text, one, asked, base, t) || visitAsMarkdown(offices, one, asked, base, t);
  const said = facet && firstSaid([facet, ...(related[facet] ?? [])], sayOn);
  const cited = [entry, ...offices.filter((office) => office !== entry)];
  if (said) {
    const { found } = said;
    const more = asked.also && asked.also !== found ? sayOn(asked.also) : '';
    // What costs money comes first: the amount is what is looked for.
    const answer = (asked.also === 'cost' ? [more, said.answer] : [said.answer, more])
      .filter(Boolean)
      .join('\n\n');
    return {
      kind: 'answer',
      text: responsible && isVisit ? `${t('place.responsible')} ${answer}` : answer,
      choices,
      section: text.sections.find((one) => one.facet === found)?.heading ?? t(`facet.${found}`),
      cards: isVisit ? [...officeCards(), ...cards] : cards,
      cited: isVisit ? cited : [entry],
    };
  }
  const told = contactOrAccess(offices, asked, base, t);
  if (told)
    return {
      kind: 'answer',
      text: told,
      choices,
      section: undefined,
      cards: [...officeCards(), ...cards],
      cited,
    };
  const words = base.text(entry, base.mainLang);
  const sentence = sentencesFor(entry, words, asked);
  // A translation says at its beginning what the city's own sentence says.
  const isOwn = sentence && (baseLang(text.lang) === baseLang(words.lang) || sentence.section !== undefined);
  if (isOwn)
    return {
      kind: 'answer',
      text: sentence.text,
      choices,
      section: sentence.section,
      cards: [...cards, ...officeCards()],
      cited,
    };
  if (!sentence && isSpecific(asked, entry)) return 'not-in-text';
  const links = part(entry, text, 'online', asked, base, t);
  const missing =
    facet && entry.kind === 'service' ? t('say.facetMissing', { facet: t(`facet.${facet}`) }) : '';
  const foreign = text.lang === lang ? '' : `**${base.title(entry, lang)}**`;
  return {
    kind: 'answer',
    text: [missing, foreign, text.intro || text.title, links].filter(Boolean).join('\n\n'),
    choices,
    section: undefined,
    cards: [...topicCard(entry, text, lang, base, t), ...cards, ...officeCards()],
    cited,
  };
}

/** Kinds that a text of a city seldom says anything on: what is near is then no answer unless it is very near. */
const specific = new Set(['consequence', 'status', 'waiting', 'difference', 'contact', 'access']);

function isSpecific({ kind, index, named }: Asked, entry: Entry): boolean {
  return (
    !named && index !== undefined && kind !== undefined && specific.has(kind) && entry.kind === 'service'
  );
}

/** How near a sentence must be to a question to answer it, as a cosine, and how far above the mean of its entry's. */
const NEAR = { cosine: 0.83, over: 0.01 };
/** The same for what a text seldom says. */
const VERY_NEAR = 0.885;
/** A sentence as near as the nearest but for this says it too. */
const AS_NEAR = 0.012;

/** What of an entry's text is nearest to what is asked: a sentence or two, or its beginning if it stands there. */
function sentencesFor(entry: Entry, { intro }: EntryText, { index, vector, kind }: Asked): Said | undefined {
  if (!index || !vector || kind === undefined || entry.kind === 'topic') return undefined;
  const sentences = index.sentences(entry.id, vector);
  const [best] = sentences;
  if (!best) return undefined;
  const mean = sentences.reduce((sum, { cosine }) => sum + cosine, 0) / sentences.length;
  const least = specific.has(kind) ? VERY_NEAR : NEAR.cosine;
  if (best.cosine < least || best.cosine - mean < NEAR.over) return undefined;
  const { section } = best.passage;
  if (section === undefined) return { text: intro, section };
  const near = sentences.slice(0, 2).filter(({ cosine }) => cosine >= best.cosine - AS_NEAR);
  return { text: near.map(({ passage }) => passage.text).join(' '), section };
}

interface Said {
  text: string;
  section: string | undefined;
}

/** Phone and e-mail of offices, or how to get in, if that is what is asked. */
function contactOrAccess(offices: Entry[], { kind, lang }: Asked, base: KnowledgeBase, t: Translate): string {
  const lines = offices.flatMap((office) => {
    const { phone, email, accessibility = {}, transit = [] } = office.facts;
    const ways =
      kind === 'contact'
        ? [...(phone ? [`${t('card.phone')} ${phone}`] : []), ...(email ? [email] : [])]
        : [];
    const access =
      kind === 'access'
        ? [
            ...Object.entries(accessibility).map(([name, has]) =>
              t(`accessibility.${name}.${has ? 'yes' : 'no'}`),
            ),
            ...transit,
          ]
        : [];
    const said = [...ways, ...access];
    return said.length > 0 ? [`**${base.text(office, lang).title}**: ${said.join(', ')}`] : [];
  });
  return lines.length > 1 ? list(lines) : lines.join('');
}

/** The first facet on which there is something to say, and what. */
function firstSaid(
  facets: Facet[],
  sayOn: (facet: Facet) => string,
): { found: Facet; answer: string } | undefined {
  for (const found of facets) {
    const answer = sayOn(found);
    if (answer) return { found, answer };
  }
  return undefined;
}

/** Where to do it online, as Markdown links. */
export function linksOf(entry: Entry, lang: string, base: KnowledgeBase): string {
  const text = base.text(entry, lang);
  const asked = { age: undefined, stems: () => new Set<string>(), stemsOf: () => new Set<string>() };
  return factsAsMarkdown(entry, text, 'online', asked, text.title, lang, texts(lang));
}

/** A question with a day or a time in it asks an office for its hours; one with a place in it asks who is responsible. */
function facetFor({ kind, facts }: Entry, { facet, when, place }: Asked): Facet | undefined {
  if (kind === 'office' && (facet === undefined || facet === 'duration') && Object.keys(when).length > 0)
    return 'hours';
  const asksPlace =
    facet === undefined && facts.responsibility !== undefined && Object.keys(place).length > 0;
  return asksPlace ? 'place' : facet;
}

/** What an entry says on a facet: its facts, then its words. */
function part(
  entry: Entry,
  text: EntryText,
  facet: Facet,
  asked: Asked,
  base: KnowledgeBase,
  t: Translate,
): string {
  const { lang } = asked;
  const title = base.title(entry, lang);
  const facts = factsAsMarkdown(entry, text, facet, circumstances(text, asked, base), title, lang, t);
  const words = text.sections.filter((section) => section.facet === facet).map((section) => section.text);
  if (facts) return [facts, ...words].join('\n\n');
  const [first, ...others] = words;
  if (first === undefined) return '';
  const name = `**${title} – ${t(`facet.${facet}`)}:**`;
  const begins = /^(?:[-*+>#|]|\d+[.)])/.test(first) ? `${name}\n\n${first}` : `${name} ${first}`;
  return [begins, ...others].join('\n\n');
}

function circumstances(text: EntryText, { words, written, age }: Asked, base: KnowledgeBase): Circumstances {
  return {
    age,
    stems: () => base.stems(words, written),
    stemsOf: (label) => base.ownStems(label, text.lang),
  };
}

function nextChoices(
  entry: Entry,
  text: EntryText,
  asked: Asked,
  base: KnowledgeBase,
  t: Translate,
): Choice[] {
  const { lang, facet } = asked;
  const next = entry.kind === 'topic' ? entry.facts.services : entry.facts.related;
  const related = (next ?? [])
    .flatMap((id) => base.entry(id) ?? [])
    .map((other) => entryChoice(other, lang, base));
  if (entry.kind === 'topic') return related;
  const own = { ...entry, texts: new Map([[text.lang, text]]) };
  const offered = OFFERED.filter((one) => one !== facet && covers(own, one)).map((one) => ({
    label: t(`ask.${one}`),
    message: t(`ask.${one}`),
    entry: entry.id,
  }));
  return [...startChoice(entry, t), ...offered, ...related].slice(0, MOST_CHOICES);
}
