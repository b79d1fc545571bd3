import type { Answer, Card, Notice, Source } from '@stadtlotse/sdk';
import { contactCard, emergencyCard } from '../../finder/offices.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { type Translate, texts } from '../../texts/texts.ts';
import type { Candidate, Retrieved } from '../retrieve.ts';
import { entryChoice, MOST_CHOICES, suggestions } from './choices.ts';
import { composeEntry } from './entry.ts';

/** An answer before it is verified, with the entries it draws on. */
export interface Draft extends Omit<Answer, 'id'> {
  cited: Entry[];
}

/** From this confidence on an entry is given as the answer; below, the bot says that it does not know. */
export const ANSWER_THRESHOLD = 0.5;
/** An entry that ranks this close to the best one, as a share of its score, is a rival. */
const RIVAL = 0.92;

/** Decides what to say: an answer, a question back, an abstention or a contact. */
export function compose(retrieved: Retrieved, base: KnowledgeBase): Draft {
  const t = texts(retrieved.lang);
  const draft = composeKind(retrieved, base, t);
  if (retrieved.redacted) draft.notices.push(notice('personal-data-removed', t));
  return draft;
}

function composeKind(retrieved: Retrieved, base: KnowledgeBase, t: Translate): Draft {
  const { intent, lang } = retrieved;
  const { city } = base;
  const contact = contactCard(city, lang, t);
  switch (intent) {
    case 'emergency':
      return simple('emergency', lang, t('say.emergency'), [emergencyCard(t)]);
    case 'person':
      return simple('contact', lang, t('say.person'), [contact]);
    case 'empty':
      return { ...simple('clarify', lang, t('say.empty'), []), choices: suggestions(base, lang) };
    case 'question':
      return composeQuestion(retrieved, base, t, contact);
    default:
      return {
        ...simple('smalltalk', lang, t(`say.${intent}`, { name: city.name }), []),
        choices: suggestions(base, lang),
      };
  }
}

function composeQuestion(
  { candidates, lang, facet, place, followUp }: Retrieved,
  base: KnowledgeBase,
  t: Translate,
  contact: Card,
): Draft {
  const [best] = candidates;
  if (!best || best.confidence < ANSWER_THRESHOLD) {
    return {
      ...simple('abstain', lang, t('say.abstain'), [contact]),
      choices: suggestions(base, lang),
      confidence: best?.confidence ?? 0,
    };
  }
  const rivals = followUp.length > 0 ? [best] : closeRivals(candidates);
  if (rivals.length > 1) return clarify(rivals, lang, base, t);
  const { text, cards, choices, cited, section } = composeEntry(best.entry, { lang, facet, place }, base, t);
  const own = base.text(best.entry, lang);
  return {
    kind: 'answer',
    provenance: 'curated',
    lang,
    text,
    cards,
    choices,
    cited,
    sources: cited.map((entry) => source(entry, lang, base, entry === best.entry ? section : undefined)),
    confidence: best.confidence,
    notices: own.lang === lang ? [] : [notice('other-language', t)],
  };
}

function clarify(rivals: Candidate[], lang: string, base: KnowledgeBase, t: Translate): Draft {
  const cited = rivals.map(({ entry }) => entry);
  return {
    ...simple('clarify', lang, t('say.clarify'), []),
    cited,
    sources: cited.map((entry) => source(entry, lang, base, undefined)),
    choices: cited.map((entry) => entryChoice(entry, lang, base)),
    confidence: rivals[0]?.confidence ?? 0,
  };
}

/** The best entry and those that fit about as well, at most `MOST_CHOICES`. */
function closeRivals(candidates: Candidate[]): Candidate[] {
  const [best] = candidates;
  return candidates
    .filter(({ score, confidence }) => score >= RIVAL * (best?.score ?? 0) && confidence >= ANSWER_THRESHOLD)
    .slice(0, MOST_CHOICES);
}

function simple(kind: Answer['kind'], lang: string, text: string, cards: Card[]): Draft {
  return {
    kind,
    provenance: 'curated',
    lang,
    text,
    cards,
    sources: [],
    cited: [],
    confidence: 1,
    notices: [],
  };
}

function source(entry: Entry, lang: string, base: KnowledgeBase, section: string | undefined): Source {
  const { url, reviewed } = entry.facts;
  return {
    id: entry.id,
    title: base.text(entry, lang).title,
    ...(url && { url }),
    ...(section && { section }),
    ...(reviewed && { reviewed }),
  };
}

function notice(code: 'personal-data-removed' | 'other-language', t: Translate): Notice {
  return { code, text: t(`notice.${code}`) };
}
