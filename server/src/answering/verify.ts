import { randomUUID } from 'node:crypto';
import type { Answer } from '@stadtlotse/sdk';
import { contactCard } from '../finder/cards.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { Draft } from './compose/compose.ts';

/**
 * Grounded or silent: an answer must name its entries. What the city's editors wrote passes by construction; an answer
 * without an entry becomes an abstention with the city's contact.
 */
export function verify({ cited, ...draft }: Draft, base: KnowledgeBase): Answer {
  const id = randomUUID();
  if (draft.kind !== 'answer' || cited.length > 0) return { id, ...draft };
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
