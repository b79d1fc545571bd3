import type { ChatRequest } from '@stadtlotse/sdk';
import type { KnowledgeBase, Query } from '../knowledge/knowledge-base.ts';
import { baseLang } from '../language/analyze.ts';
import { type Facet, facets } from './facets.ts';
import { lexicons, type SocialIntent } from './lexicon.ts';
import { type Redacted, withoutPlaceholders } from './redact.ts';

/** What a message wants. */
export interface Understood {
  /** The language to answer in. */
  lang: string;
  intent: 'question' | 'empty' | SocialIntent;
  /** What about the thing is asked, if it is said. */
  facet: Facet | undefined;
  query: Query;
  /** The entries the conversation is about, best first, if this message carries on from them. */
  followUp: string[];
  /** Whether personal data was taken out. */
  redacted: boolean;
  place: string | undefined;
}

/** Finds out language, intent, facet and whether the message carries on from the last answer. */
export function understand(
  request: ChatRequest,
  { text, redactions }: Redacted,
  base: KnowledgeBase,
): Understood {
  const message = withoutPlaceholders(text).trim();
  const { written, lang } = languages(message, request.lang, base);
  const words = phrases(message);
  const entries = request.context?.entries?.filter((id) => base.entry(id)) ?? [];
  const about = { lang, redacted: redactions.length > 0, place: request.context?.place };

  const whole = { topic: message, whole: message, lang: written };

  const social = socialIntent(words, written, base);
  if (social) return { ...about, intent: social, facet: undefined, query: whole, followUp: [] };
  if (!/[\p{L}\p{N}]/u.test(message))
    return { ...about, intent: 'empty', facet: undefined, query: whole, followUp: [] };

  const { facet, rest } = facetOf(words, written);
  const topic = remove(rest, lexicons[written]?.followUp ?? []);
  const carriesOn = entries.length > 0 && !base.hasContent(topic, written);
  const query = { ...whole, topic: base.hasContent(rest, written) ? rest : message };
  return { ...about, intent: 'question', facet, query, followUp: carriesOn ? entries : [] };
}

function socialIntent(words: string, lang: string, base: KnowledgeBase): SocialIntent | undefined {
  const everyLexicon = Object.values(lexicons);
  if (everyLexicon.some(({ emergency }) => emergency.some((phrase) => includes(words, phrase))))
    return 'emergency';
  const social = lexicons[lang]?.social;
  if (!social) return undefined;
  const intents = ['identity', 'person', 'thanks', 'greeting'] as const;
  return intents.find((intent) => {
    const said = social[intent].filter((phrase) => includes(words, phrase));
    return said.length > 0 && !base.hasContent(remove(words, said), lang);
  });
}

/** The facet whose longest phrase is said, and the message without it. */
function facetOf(words: string, lang: string): { facet: Facet | undefined; rest: string } {
  const known = lexicons[lang]?.facets ?? {};
  const said = facets
    .flatMap((facet) => (known[facet] ?? []).map((phrase) => ({ facet, phrase })))
    .filter(({ phrase }) => includes(words, phrase))
    .sort((a, b) => b.phrase.length - a.phrase.length);
  const facet = said[0]?.facet;
  const own = said.filter((one) => one.facet === facet).map(({ phrase }) => phrase);
  return { facet, rest: remove(words, own) };
}

/** Lower case, one space before, between and after the words, so that phrases can be looked up whole. */
function phrases(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).join(' ').replaceAll('’', "'")} `;
}

function includes(words: string, phrase: string): boolean {
  return words.includes(` ${phrase} `);
}

function remove(words: string, list: string[]): string {
  return list.reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, ' '), words);
}

/**
 * The language a message is written in, and the one to answer in. A word or two in the city's main language do not
 * change the language of somebody whose interface is another: whoever reads English still asks for the "Reisepass".
 */
export function languages(
  message: string,
  wanted: string | undefined,
  base: KnowledgeBase,
): { written: string; lang: string } {
  const expected = base.answerLang(wanted);
  const written = base.detectLang(message, wanted ?? expected);
  const few = message.split(/\s+/).length <= 2;
  const isTerm = few && written === baseLang(base.mainLang);
  const stays = written === baseLang(expected) || isTerm;
  return { written, lang: stays ? expected : base.answerLang(written) };
}
