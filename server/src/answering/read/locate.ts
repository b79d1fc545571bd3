import type { ChatRequest } from '@stadtlotse/sdk';
import { findPlace, firstLetter, type Place } from '../../finder/place.ts';
import type { Asked } from '../../finder/responsibility.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { allTexts } from '../../texts/texts.ts';

/** An answer to "where do you live?" is not longer than this, in words. */
const LONGEST_ANSWER = 4;

/**
 * Where the citizen lives, as far as they said it in this conversation: districts, postcodes and streets that the city's
 * tables know, house number and first letter of the surname; nothing else is taken from what they wrote. `only`: the
 * message says where, and nothing beside it; `rest` is what it says beside it.
 */
export function locate(
  { message, history = [], context }: ChatRequest,
  base: KnowledgeBase,
): { place: Place; only: boolean; rest: string } {
  const { postcodes } = base.gazetteer;
  let place = context?.place ? findPlace(context.place, base.gazetteer).place : {};
  let asked: Asked | undefined;
  for (const { role, text } of history) {
    if (role === 'assistant') asked = questionIn(text);
    else {
      const { unknown, postcode, ...said } = placeIn(text, asked, place, base).place;
      place = { ...place, ...said, ...(postcode && postcodes.includes(postcode) && { postcode }) };
    }
  }
  const now = placeIn(message, asked, place, base);
  return { ...now, place: { ...place, ...now.place } };
}

/** What was asked for where the citizen lives, as the last answer did. */
function questionIn(answer: string): Asked | undefined {
  const questions: Asked[] = ['district', 'postcode', 'letters', 'street', 'numbers'];
  return questions.find((by) => allTexts(`place.ask.${by}`).some((question) => answer.includes(question)));
}

function placeIn(
  text: string,
  asked: Asked | undefined,
  known: Place,
  base: KnowledgeBase,
): { place: Place; only: boolean; rest: string } {
  const { place, rest } = findPlace(text, base.gazetteer);
  const said = Object.keys(place).length > 0;
  if (asked === 'letters' && place.letter && !text.includes('?')) return { place, only: true, rest };
  if (!asked || text.trim().split(/\s+/).length > LONGEST_ANSWER || text.includes('?'))
    return { place, only: said && !base.hasContent(rest, baseLang(base.mainLang)), rest };
  const number = /(?<!\d)\d{1,4}(?!\d)/.exec(rest)?.[0];
  const isNumber = asked === 'numbers' || /^\D{0,12}\d{1,4} ?[a-z]?$/i.test(text.trim());
  if (isNumber && known.street && place.number === undefined && number)
    return { place: { ...place, number: Number(number) }, only: true, rest: '' };
  if (said) return { place, only: true, rest };
  if (asked === 'letters')
    return { place: { letter: firstLetter(text.trim().split(/\s+/).at(-1) ?? '') }, only: true, rest: '' };
  if (asked === 'numbers' || base.namesEntry(text, base.mainLang)) return { place, only: false, rest };
  return { place: { unknown: { by: asked, said: text.trim() } }, only: true, rest: '' };
}
