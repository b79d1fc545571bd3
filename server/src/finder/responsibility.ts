import { EntryId } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { normalized, type Place } from './place.ts';

const Text = z.string().trim().min(1);

/** House numbers: `1-49`, `50+`, `2-48 even` (`gerade`), `odd` (`ungerade`). */
const Numbers = z
  .string()
  .regex(/^(?:\d+(?:-\d+|\+)?)?\s*(?:even|odd|gerade|ungerade)?$/)
  .transform((text) => {
    const [from = 1, to = /\+|^\D*$/.test(text) ? Number.POSITIVE_INFINITY : from] =
      text.match(/\d+/g)?.map(Number) ?? [];
    const side = /even|(?<!un)gerade/.test(text) ? 0 : /odd|ungerade/.test(text) ? 1 : undefined;
    return { text, from, to, side };
  });
/** First letters of surnames: `A-K`. */
const Letters = z
  .string()
  .regex(/^[A-Z](?:\s*[-–]\s*[A-Z])?$/)
  .transform((text) => ({ text, from: text.charAt(0), to: text.charAt(text.length - 1) }));

/** A line of a responsibility table: what it says decides; what it leaves out is the same for all. */
export const Rule = z.strictObject({
  district: Text.optional(),
  postcode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  street: Text.optional(),
  numbers: Numbers.optional(),
  letters: Letters.optional(),
  office: EntryId,
});
export type Rule = z.infer<typeof Rule>;

/** What may be asked, the least telling first: a district says less of a citizen than a street. */
const asked = ['district', 'postcode', 'letters', 'street', 'numbers'] as const;
export type Asked = (typeof asked)[number];

/** Which office serves somebody; or what must be asked for that; or what was said that no line knows. */
export type Responsible =
  | { kind: 'office'; office: string }
  | { kind: 'ask'; by: Asked; options: string[] }
  | { kind: 'unknown'; by: Asked; said: string; askNext: Asked; options: string[] };

/** Decides by a table who is responsible for a place. */
export function responsibleFor(rules: readonly Rule[], place: Place): Responsible {
  let possible = rules;
  for (const by of asked) {
    const said = saidOf(place, by);
    if (said === undefined || !possible.some((rule) => rule[by])) continue;
    const fitting = fittingRules(possible, by, place);
    if (fitting.length === 0) return unknown(by, said, by === 'numbers' ? possible : rules, place);
    possible = fitting;
  }
  const lost = place.unknown;
  if (lost && !place[lost.by] && rules.some((rule) => rule[lost.by]) && officesOf(possible).length > 1)
    return unknown(lost.by, lost.said, possible, place);
  const [office, ...others] = officesOf(possible);
  if (office !== undefined && others.length === 0) return { kind: 'office', office };
  const by = nextToAsk(possible, place);
  return { kind: 'ask', by, options: optionsOf(possible, by) };
}

/** The lines that hold for what was said; a line for the street itself counts before those for all streets. */
function fittingRules(rules: readonly Rule[], by: Asked, place: Place): readonly Rule[] {
  const fitting = rules.filter((rule) => matches(rule, by, place));
  const own = by === 'street' ? fitting.filter(({ street }) => street !== undefined) : [];
  return own.length > 0 ? own : fitting;
}

/** The offices that a table leads to, in its order. */
export function officesOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.map(({ office }) => office))];
}

function unknown(by: Asked, said: string, rules: readonly Rule[], place: Place): Responsible {
  const askNext = by === 'numbers' ? by : nextToAsk(rules, {});
  const options = optionsOf(
    by === 'numbers' ? rules.filter((rule) => matches(rule, 'street', place)) : rules,
    askNext,
  );
  return { kind: 'unknown', by, said, askNext, options };
}

/** The first question that decides by itself, else the first that tells offices apart at all. */
function nextToAsk(rules: readonly Rule[], place: Place): Asked {
  const open = asked.filter((by) => saidOf(place, by) === undefined && rules.some((rule) => rule[by]));
  const decides = (by: Asked) =>
    optionsOf(rules, by).every(
      (option) => officesOf(rules.filter((rule) => !rule[by] || textOf(rule, by) === option)).length === 1,
    );
  const separates = (by: Asked) => optionsOf(rules, by).length > 1;
  return open.find((by) => separates(by) && decides(by)) ?? open.find(separates) ?? open[0] ?? 'district';
}

function optionsOf(rules: readonly Rule[], by: Asked): string[] {
  return [...new Set(rules.flatMap((rule) => textOf(rule, by) ?? []))];
}

function textOf(rule: Rule, by: Asked): string | undefined {
  const value = rule[by];
  return typeof value === 'object' ? value.text : value;
}

function saidOf(place: Place, by: Asked): string | undefined {
  if (by === 'letters') return place.letter;
  if (by === 'numbers') return place.number === undefined ? undefined : String(place.number);
  return place[by];
}

/** Whether a line holds for a place, as far as one thing goes. */
function matches(rule: Rule, by: Asked, place: Place): boolean {
  switch (by) {
    case 'numbers': {
      const { numbers } = rule;
      if (!numbers || place.number === undefined) return true;
      const { from, to, side } = numbers;
      return from <= place.number && place.number <= to && (side === undefined || place.number % 2 === side);
    }
    case 'letters':
      return (
        !rule.letters ||
        !place.letter ||
        (rule.letters.from <= place.letter && place.letter <= rule.letters.to)
      );
    default: {
      const [said, own] = [place[by], rule[by]];
      return !own || !said || normalized(own) === normalized(said);
    }
  }
}
