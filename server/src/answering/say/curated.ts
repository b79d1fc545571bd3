import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { texts } from '../../texts/texts.ts';
import { inGeneral } from '../decide/about.ts';
import { composeEntry } from './entry.ts';

/** What the editors say about entries, where a model's text is not shown. */
export function curatedText(entries: readonly Entry[], lang: string, base: KnowledgeBase): string {
  const [entry] = entries;
  if (!entry) return texts(lang)('say.abstain');
  const circumstance = {
    lang,
    place: {},
    when: {},
    age: undefined,
    words: '',
    written: lang,
    now: new Date(),
  };
  return composeEntry(inGeneral(entry), circumstance, base, texts(lang)).text;
}
