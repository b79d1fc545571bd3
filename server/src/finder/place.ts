import { escaped } from '../language/said.ts';
import { perKey } from '../per-key.ts';

/** Where somebody lives, as far as they said it and the city's tables know it. Never kept. */
export interface Place {
  district?: string;
  postcode?: string;
  street?: string;
  number?: number;
  /** The first letter of the surname, A…Z. */
  letter?: string;
  /** What was said and is in no table. */
  unknown?: { by: 'district' | 'street' | 'postcode'; said: string };
}

/** The names that places are recognised by. */
export interface Gazetteer {
  districts: readonly string[];
  postcodes: readonly string[];
  streets: readonly string[];
}

/** A name this long may have one letter wrong. */
const FORGIVING = 6;

/**
 * Finds a place in what a citizen wrote, and what they wrote beside it. Streets and districts are those of the city;
 * `11 a` after a street is its house number.
 */
export function findPlace(text: string, { districts, streets }: Gazetteer): { place: Place; rest: string } {
  const place: Place = {};
  let rest = text;
  const take = (found: string) => {
    rest = rest.replace(found, ' ');
  };
  const postcode = /(?<!\d)\d{5}(?!\d)/.exec(rest)?.[0];
  if (postcode) {
    place.postcode = postcode;
    take(postcode);
  }
  const letter = LETTER.exec(rest);
  const initial = letter?.[1] ?? letter?.[2] ?? letter?.[3];
  if (letter && initial) {
    place.letter = firstLetter(initial);
    take(letter[0]);
  }
  const spans = new Spans(rest);
  const street = findName(spans, streets);
  if (street) {
    place.street = street.name;
    const number = new RegExp(`${escaped(street.said)}[\\s,.]*(\\d{1,4})\\s?[a-zA-Z]?\\b`).exec(rest);
    if (number) place.number = Number(number[1]);
    take(number?.[0] ?? street.said);
  } else {
    const unknown = STREET_LIKE.exec(rest);
    const alone = unknown && rest.replace(unknown[0], '').trim() === '';
    if (unknown?.[1] && (alone || /stra(?:ß|ss)e|str\.|\d/i.test(unknown[0]))) {
      place.unknown = { by: 'street', said: unknown[1].trim() };
      take(unknown[0]);
    }
  }
  const district = findName(rest === spans.text ? spans : new Spans(rest), districts);
  if (district) {
    place.district = district.name;
    take(district.said);
  }
  return { place, rest };
}

/** "Nachname mit M", "Buchstabe M", a range as in a table ("A–K"), or nothing but a letter. */
const LETTER =
  /(?:[Nn]achnamen?|[Ff]amiliennamen?|[Bb]uchstaben?|[Ss]urname|[Ll]ast name|[Ll]etter|(?:[Mm]ein|[Mm]y) [Nn]ame) (?:\p{Ll}+ ){0,4}?[„"“]?(\p{Lu})(?!\p{L})|(?<!\p{L})(\p{Lu})\s*[-–]\s*\p{Lu}(?!\p{L})|^\s*(\p{L})\s*$/u;
const STREET_LIKE =
  /(?<!\p{L})((?:\p{L}[\p{L}-]{1,40} )?[\p{L}-]{0,40}(?:stra(?:ß|ss)e|str\.|weg|allee|gasse|platz|ring|ufer|damm))(?:[\s,]{0,3}\d{1,4}\s?[a-z]?\b)?/iu;

/** As names are compared: lower case, `str.` as `strasse`, umlauts and ß written out, nothing but letters and digits. */
export function normalized(name: string): string {
  return name
    .toLowerCase()
    .replace(/str(?:\.|\b)/g, 'strasse')
    .replace(/[äöüß]|[^\p{L}\p{N}]/gu, (letter) => WRITTEN_OUT[letter] ?? '');
}
const WRITTEN_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** The first letter of a name as tables have it: A…Z, `Ö` as `O`. */
export function firstLetter(name: string): string {
  return name.trim().normalize('NFD').charAt(0).toUpperCase();
}

/** The city's names as they are compared. */
const wantedName = perKey((name: string) => ({
  form: normalized(name),
  words: name.split(/\s+/).length,
}));

/** What stands in a text, as it was said and as it is compared, by how many words it has. */
class Spans {
  readonly text: string;
  readonly #words: { start: number; end: number; form: string }[];
  readonly #near: { said: string; form: string }[][] = [];

  constructor(text: string) {
    this.text = text;
    this.#words = [...text.matchAll(/[\p{L}\p{N}.'’-]+/gu)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      form: normalized(word),
    }));
  }

  /** The spans of as many words as a name has; it may also be written apart or as one word. */
  near(count: number): readonly { said: string; form: string }[] {
    this.#near[count] ??= [...this.#of(count), ...this.#of(count === 1 ? 2 : 1)];
    return this.#near[count];
  }

  #of(count: number): { said: string; form: string }[] {
    return this.#words.slice(0, Math.max(0, this.#words.length - count + 1)).map(({ start }, first) => {
      const words = this.#words.slice(first, first + count);
      const said = this.text.slice(start, words.at(-1)?.end).replace(/[.,]$/, '');
      return { said, form: words.map(({ form }) => form).join('') };
    });
  }
}

/** The longest name that is said, as the city writes it and as it was said. */
function findName(spans: Spans, names: readonly string[]): { name: string; said: string } | undefined {
  let best: { name: string; said: string; miss: number } | undefined;
  for (const name of names) {
    const wanted = wantedName(name);
    for (const { said, form } of spans.near(wanted.words)) {
      const miss = distance(form, wanted.form);
      if (miss > (wanted.form.length >= FORGIVING ? 1 : 0)) continue;
      if (!best || miss < best.miss || (miss === best.miss && name.length > best.name.length))
        best = { name, said, miss };
    }
  }
  return best;
}

/** 0 if two names are the same, 1 if one letter is wrong, missing, too many or swapped with its neighbour, else 2. */
function distance(a: string, b: string): number {
  if (a === b) return 0;
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  if (longest - shortest > 1) return 2;
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const differs = longest - start - end;
  const swapped =
    differs === 2 && a.length === b.length && a[start] === b[start + 1] && a[start + 1] === b[start];
  return differs === 1 || swapped ? 1 : 2;
}
