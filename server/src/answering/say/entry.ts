import type { Card, Choice } from '@stadtlotse/sdk';
import { documentsCard, officeCard, serviceCard, topicCard } from '../../finder/cards.ts';
import type { Place } from '../../finder/place.ts';
import { covers, type Entry, type EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Passage } from '../../meaning/passages.ts';
import { type Translate, texts } from '../../texts/texts.ts';
import type { About } from '../decide/about.ts';
import { MOST_CHOICES, ownPlaces, SAYS } from '../decide/decide.ts';
import { type Facet, facetOfKind } from '../facets.ts';
import type { When } from '../read/when.ts';
import { entryChoice } from './choices.ts';
import { type Circumstances, factsAsMarkdown, list } from './facts.ts';
import { type Quoted, quote } from './quote.ts';
import { choicesCard, startChoice } from './steps.ts';
import { officesToVisit, visitAsMarkdown } from './visit.ts';

/** By whom, where, when and in which words an entry is asked. */
export interface Circumstance {
  lang: string;
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

/** The same with what is asked. */
export type Asked = Circumstance & Omit<About, 'entry'>;

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
  { entry, ...about }: About,
  circumstance: Circumstance,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer {
  const asked = { ...circumstance, ...about };
  const { lang } = asked;
  // A life situation is answered by its list.
  const facet = entry.kind === 'topic' ? undefined : facetFor(entry, asked);
  const text = base.text(entry, lang);
  const { offices, question, responsible } = officesToVisit(entry, asked, base, t);
  const [likeliest] = asked.said ?? [];
  const isVisit =
    facet === 'place' ||
    facet === 'hours' ||
    ((likeliest?.probability ?? 0) >= SAYS && likeliest?.passage.answers === 'place');
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
  const cited = [entry, ...offices.filter((office) => office !== entry)];
  const told = entry.kind === 'topic' ? undefined : tell(entry, offices, asked, sayOn, base, t);
  const isDated = facet === 'hours' && Object.keys(asked.when).length > 0;
  const inPlace = asked.isClear && facet !== undefined && ownPlaces.has(facet) && sayOn(facet) !== '';
  if (told && !isDated && !inPlace) {
    const more = asked.also && asked.also !== told.facet ? sayOn(asked.also) : '';
    return {
      kind: 'answer',
      text: [told.text, more].filter(Boolean).join('\n\n'),
      choices,
      section: told.section,
      cards: told.isVisit ? [...officeCards(), ...cards] : cards,
      cited: told.isVisit ? cited : [entry],
    };
  }
  const said = facet && firstSaid([facet, ...(related[facet] ?? [])], sayOn);
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
  const access = contactOrAccess(offices, asked, base, t);
  if (access)
    return {
      kind: 'answer',
      text: access,
      choices,
      section: undefined,
      cards: [...officeCards(), ...cards],
      cited,
    };
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

/** A statement that is this likely, as a share of the likeliest, is said with it. */
const AS_LIKELY = 0.3;
/** More statements than this are no answer. */
const MOST_SAID = 2;

/** A hint of the guided way, with the choice that it is for. */
function hint(
  entry: Entry,
  { section, text }: Passage,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): Quoted {
  const { labels } = base.text(entry, lang);
  for (const { id, choices } of entry.facts.steps ?? [])
    for (const choice of choices) {
      if (choice.hint !== text || choice.label !== section) continue;
      const label = labels[`${id}.${choice.id}`] ?? choice.label;
      return {
        text: `${label}: ${labels[`${id}.${choice.id}.hint`] ?? choice.hint}`,
        section: t('ask.steps'),
      };
    }
  return { text, section };
}

interface Told extends Quoted {
  /** Whether it says where or when to go, or how to get in or through. */
  isVisit: boolean;
  facet: Facet | undefined;
}

/** The statements that answer, in words, likeliest first: a fact as a sentence, sentences as they stand. */
function tell(
  entry: Entry,
  offices: Entry[],
  asked: Asked,
  sayOn: (facet: Facet) => string,
  base: KnowledgeBase,
  t: Translate,
): Told | undefined {
  const { said = [], lang } = asked;
  const [best] = said;
  if (!best || best.probability < SAYS) return undefined;
  const all = said
    .slice(0, MOST_SAID)
    .filter(({ probability }) => probability >= AS_LIKELY * best.probability);
  const passages = all.map(({ passage }) => passage);
  const told = [
    ...Map.groupBy(passages, ({ kind, section, answers }) => `${kind}|${answers ?? section}`).values(),
  ]
    .map((alike): Told => {
      const [first] = alike;
      if (first?.kind === 'fact') return tellFact(first, offices, asked, sayOn, base, t);
      const quoted =
        first?.kind === 'hint' ? hint(entry, first, lang, base, t) : quote(entry, alike, lang, base, t);
      return { ...quoted, isVisit: false, facet: undefined };
    })
    .filter(({ text }) => text);
  const [first] = told;
  return first && { ...first, text: told.map(({ text }) => text).join('\n\n') };
}

function tellFact(
  { answers }: Passage,
  offices: Entry[],
  asked: Asked,
  sayOn: (facet: Facet) => string,
  base: KnowledgeBase,
  t: Translate,
): Told {
  // An appointment stands beside what is done online.
  const facet = answers === 'procedure' ? 'online' : facetOfKind[answers ?? ''];
  const text = facet ? sayOn(facet) : contactOrAccess(offices, { ...asked, kind: answers }, base, t);
  const isVisit = facet === undefined || facet === 'place' || facet === 'hours';
  return { text, section: facet && t(`facet.${facet}`), isVisit, facet };
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

function circumstances(
  text: EntryText,
  { words, written, age, said }: Asked,
  base: KnowledgeBase,
): Circumstances {
  return {
    age,
    fees: said?.find(({ passage }) => passage.answers === 'price')?.alike,
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
