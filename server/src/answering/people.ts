import { lexicons } from '../language/lexicon.ts';
import { includes, phrases } from '../language/said.ts';

/** The age that stands for each kind of person, in years. */
const ages = { baby: 0, child: 10, teenager: 16, senior: 70 };
const kinds = ['baby', 'teenager', 'senior', 'child'] as const;

/**
 * The age of whom a message speaks of, in years: as it says, else as its word for them tells; `said` is how it says it
 * in figures.
 */
export function findAge(message: string, lang: string): { age?: number; said: string } {
  const said =
    /(?<!\d)(\d{1,3})(?:[ -]?(?:jahre?n?|jährige?[nrs]?|j\.)(?!\p{L})|[ -]years?|[ -]year-olds?)/iu.exec(
      message,
    ) ??
    /\b(?:ich bin|i am|i'm|is|ist|wird|bin) (\d{1,3})(?!\d|[.:,]\d|\s*(?:uhr|€|euro|%))/iu.exec(message) ??
    /\bich (\d{1,3}) (?:bin|werde)\b/iu.exec(message);
  if (said) return { age: Number(said[1]), said: said[0] };
  const words = phrases(message);
  const people = lexicons.get(lang)?.people;
  const kind = kinds.find((one) => people?.[one].some((word) => includes(words, word)));
  return { ...(kind && { age: ages[kind] }), said: '' };
}
