import { randomUUID } from 'node:crypto';
import type { Answer } from '@stadtlotse/sdk';
import { contactCard } from '../finder/offices.ts';
import type { Entry } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { Draft } from './compose/compose.ts';
import { factsAsMarkdown, officesAsMarkdown } from './compose/facts.ts';
import { facets } from './facets.ts';

/**
 * Grounded or silent: an answer must name its entries, and every figure and link in it must stand in them.
 * What fails becomes an abstention with the city's contact.
 */
export function verify({ cited, ...draft }: Draft, base: KnowledgeBase): Answer {
  const id = randomUUID();
  if (draft.kind !== 'answer') return { id, ...draft };
  const evidence = figuresAndLinks(cited.map((entry) => everythingAbout(entry, draft.lang, base)).join('\n'));
  const grounded =
    cited.length > 0 && [...figuresAndLinks(draft.text)].every((figure) => evidence.has(figure));
  if (grounded) return { id, ...draft };
  const t = texts(draft.lang);
  return {
    id,
    kind: 'abstain',
    provenance: 'curated',
    lang: draft.lang,
    text: t('say.abstain'),
    sources: [],
    cards: [contactCard(base.city, draft.lang, t)],
    confidence: 0,
    notices: draft.notices,
  };
}

/** All that a citizen may be told about an entry: its words in every language and its facts as they are shown. */
function everythingAbout(entry: Entry, lang: string, base: KnowledgeBase): string {
  const t = texts(lang);
  const shown = base.text(entry, lang);
  const words = [...entry.texts.values()].flatMap(({ title, intro, sections }) => [
    title,
    intro,
    ...sections.map(({ text }) => text),
  ]);
  const facts = facets.flatMap((facet) => [
    factsAsMarkdown(entry, shown, facet, lang, t),
    officesAsMarkdown([entry], facet, lang, base),
  ]);
  return [...words, ...facts].join('\n');
}

/** Numbers, dates, times and amounts as written, and link targets. */
function figuresAndLinks(text: string): Set<string> {
  return new Set(text.match(/(?:https?:\/\/|mailto:|tel:)[^\s)>\]]+|\p{Nd}+(?:[.,:/]\p{Nd}+)*/gu) ?? []);
}
