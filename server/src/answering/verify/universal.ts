import { lexicons } from '../../language/lexicon.ts';
import { phrases, saysAny } from '../../language/said.ts';

const kinds = ['always', 'never'] as const;

type Says = (words: string) => boolean;
const byLang = new Map<string, [always: Says, never: Says]>(
  [...lexicons].map(([lang, { universal }]) => [lang, [saysAny(universal.always), saysAny(universal.never)]]),
);
/** The texts of a city may be in any language. */
const inAny = kinds.map((kind) =>
  saysAny([...lexicons.values()].flatMap(({ universal }) => universal[kind])),
);

/** Whether a sentence allows no exception ("always", "in no case") where nothing in the entries says so. */
export function isUniversal(sentence: string, lang: string, evidence: string): boolean {
  const own = phrases(sentence);
  return (byLang.get(lang) ?? []).some((says, place) => says(own) && !inAny[place]?.(phrases(evidence)));
}
