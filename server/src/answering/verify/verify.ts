import { randomUUID } from 'node:crypto';
import type { Answer } from '@stadtlotse/sdk';
import { contactCard } from '../../finder/cards.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { splitSentences } from '../../language/sentences.ts';
import type { Meaning } from '../../meaning/meaning.ts';
import { texts } from '../../texts/texts.ts';
import type { Draft } from '../say/say.ts';
import { problemWith } from './check.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { judgesPeople } from './judging.ts';

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

/** Why a sentence of a model must not be shown, or undefined: what the entries do not say, or what judges people (SEC-7). */
export async function problemOf(
  sentence: string,
  entries: readonly Entry[],
  lang: string,
  base: KnowledgeBase,
  meaning: Meaning,
): Promise<string | undefined> {
  const problem = problemWith(sentence, baseLang(lang), evidenceOf(entries, lang, base), base);
  return problem ?? ((await judgesPeople(sentence, entries, base, meaning)) ? 'judging' : undefined);
}

/** Drops from a text that a model wrote what must not be shown; `text` is empty if no answer is left. */
export async function verifyText(
  text: string,
  entries: readonly Entry[],
  lang: string,
  base: KnowledgeBase,
  meaning: Meaning,
): Promise<{ text: string; dropped: Dropped[] }> {
  const evidence = evidenceOf(entries, lang, base);
  const dropped: Dropped[] = [];
  const kept: string[] = [];
  for (const sentence of splitSentences(text)) {
    const reason = sentence.trim() ? await problemOf(sentence, entries, lang, base, meaning) : undefined;
    if (reason) dropped.push({ sentence: sentence.trim(), reason });
    else kept.push(sentence);
  }
  const remaining = kept.join('').trim();
  return { text: dropped.length === 0 || isAnswer(remaining, evidence) ? remaining : '', dropped };
}

/** Whether a text still says something of the entries, not only that it is glad to help. */
export function isAnswer(text: string, evidence: Evidence): boolean {
  const words = new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  return [...words].filter((word) => evidence.text.includes(word)).length >= LEAST_SHARED;
}
