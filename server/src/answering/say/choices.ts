import type { Choice } from '@stadtlotse/sdk';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { MOST_CHOICES } from '../decide/decide.ts';

/** A choice that asks for an entry by its title. */
export function entryChoice(entry: Entry, lang: string, base: KnowledgeBase): Choice {
  return { label: base.title(entry, lang), message: base.text(entry, lang).title, entry: entry.id };
}

/** The city's own questions to begin with. */
export function suggestions(base: KnowledgeBase, lang: string): Choice[] {
  return (base.city.suggestions[lang] ?? [])
    .slice(0, MOST_CHOICES)
    .map((question) => ({ label: question, message: question }));
}
