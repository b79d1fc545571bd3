import { randomUUID } from 'node:crypto';
import type { Answer } from '@stadtlotse/sdk';
import { contactCard } from '../../finder/cards.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { texts } from '../../texts/texts.ts';
import type { Draft } from '../say/say.ts';
import { problemWith } from './check.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { splitSentences } from './sentences.ts';

export interface Dropped {
  sentence: string;
  reason: string;
}

/** How many words of what remains must be the entries' own for it to be an answer. */
const LEAST_SHARED = 2;

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

/** Drops from a text that a model wrote what the entries do not say (SEC-7); `text` is empty if no answer is left. */
export function verifyText(
  text: string,
  entries: readonly Entry[],
  lang: string,
  base: KnowledgeBase,
): { text: string; dropped: Dropped[] } {
  const evidence = evidenceOf(entries, lang, base);
  const dropped: Dropped[] = [];
  const kept = splitSentences(text).filter((sentence) => {
    const reason = sentence.trim() ? problemWith(sentence, baseLang(lang), evidence, base) : undefined;
    if (reason) dropped.push({ sentence: sentence.trim(), reason });
    return !reason;
  });
  const remaining = kept.join('').trim();
  return { text: dropped.length === 0 || isAnswer(remaining, evidence) ? remaining : '', dropped };
}

/** Whether a text still says something of the entries, not only that it is glad to help. */
export function isAnswer(text: string, evidence: Evidence): boolean {
  const words = new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  return [...words].filter((word) => evidence.text.includes(word)).length >= LEAST_SHARED;
}
