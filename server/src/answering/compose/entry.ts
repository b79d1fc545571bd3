import type { Card, Choice } from '@stadtlotse/sdk';
import { findOffices, officeCard } from '../../finder/offices.ts';
import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Translate } from '../../texts/texts.ts';
import type { Facet } from '../facets.ts';
import { entryChoice, MOST_CHOICES } from './choices.ts';
import { factsAsMarkdown, officesAsMarkdown } from './facts.ts';

interface Asked {
  lang: string;
  facet: Facet | undefined;
  place: string | undefined;
}

export interface EntryAnswer {
  text: string;
  cards: Card[];
  choices: Choice[];
  /** The entry and the offices whose facts are shown, best first. */
  cited: Entry[];
  /** The heading of the part that answers, if it is a part. */
  section: string | undefined;
}

/** Facets offered as next questions, if the entry has something on them. */
const OFFERED: Facet[] = ['cost', 'documents', 'requirements', 'procedure', 'duration', 'deadline'];

/** Answers from one entry: the part that was asked for, or the beginning with what else there is to know. */
export function composeEntry(
  entry: Entry,
  { lang, facet, place }: Asked,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer {
  const text = base.text(entry, lang);
  const offices = entry.kind === 'office' ? [entry] : findOffices(base, { service: entry, place });
  const asked = facet && (part(entry, text, facet, lang, t) || officesAsMarkdown(offices, facet, lang, base));
  const next = entry.kind === 'topic' ? entry.facts.services : entry.facts.related;
  const related = (next ?? [])
    .flatMap((id) => base.entry(id) ?? [])
    .map((other) => entryChoice(other, lang, base));
  const choices =
    entry.kind === 'topic'
      ? related
      : [...offered(entry, text, facet, lang, t), ...related].slice(0, MOST_CHOICES);
  if (asked) {
    const section = text.sections.find((one) => one.facet === facet)?.heading ?? t(`facet.${facet}`);
    const visit = facet === 'place' || facet === 'hours' ? offices : [];
    return {
      text: `**${base.title(entry, lang)}: ${t(`facet.${facet}`)}**\n\n${asked}`,
      choices,
      section,
      ...cite(entry, visit, lang, base, t),
    };
  }
  const links = part(entry, text, 'online', lang, t);
  const missing =
    facet && entry.kind === 'service' ? t('say.facetMissing', { facet: t(`facet.${facet}`) }) : '';
  const foreign = text.lang === lang ? '' : `**${base.title(entry, lang)}**`;
  return {
    text: [missing, foreign, text.intro || text.title, links].filter(Boolean).join('\n\n'),
    choices,
    section: undefined,
    ...cite(entry, offices, lang, base, t),
  };
}

/** The offices to visit as cards, and all entries whose facts are shown. */
function cite(
  entry: Entry,
  offices: Entry[],
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): Pick<EntryAnswer, 'cards' | 'cited'> {
  return {
    cards: offices.map((office) => officeCard(office, base.text(office, lang), lang, t)),
    cited: [entry, ...offices.filter((office) => office !== entry)],
  };
}

/** What an entry says on a facet: its facts, then its words. */
function part(entry: Entry, text: EntryText, facet: Facet, lang: string, t: Translate): string {
  const words = text.sections.filter((section) => section.facet === facet).map((section) => section.text);
  return [factsAsMarkdown(entry, text, facet, lang, t), ...words].filter(Boolean).join('\n\n');
}

function offered(
  entry: Entry,
  text: EntryText,
  asked: Facet | undefined,
  lang: string,
  t: Translate,
): Choice[] {
  return OFFERED.filter((facet) => facet !== asked && part(entry, text, facet, lang, t) !== '').map(
    (facet) => ({
      label: t(`ask.${facet}`),
      message: t(`ask.${facet}`),
      entry: entry.id,
    }),
  );
}
