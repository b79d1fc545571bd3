import { linkTo, toMarkdown, toPlainText } from './markdown.ts';
import { childOf, childrenOf, descendants, type Element, textOf } from './xml.ts';

/** An id is one of its agency alone: `L100001|4711`. */
export function keyOf(element: Element | undefined): string {
  const [agency, id] = [element?.attributes.schemeAgencyID?.trim(), textOf(element)];
  return agency && id ? `${agency}|${id}` : id;
}

/** The languages that a text is given in. */
export function langsOf(elements: Element[]): Set<string> {
  return new Set(elements.map(langOf));
}

function langOf({ attributes }: Element): string {
  return (attributes.languageCode ?? 'de').toLowerCase();
}

/** The text of a child in a language, as HTML. */
export function inLang(part: Element | undefined, name: string, lang: string): string {
  return (childrenOf(part, name).find((one) => langOf(one) === lang)?.text ?? '').trim();
}

/** All that is described within a part, in a language. */
export function described(part: Element, lang: string): string {
  return [...descendants(part, 'beschreibung')]
    .filter((one) => langOf(one) === lang)
    .map(({ text }) => toMarkdown(text))
    .filter(Boolean)
    .join('\n\n');
}

/** Links as a list. */
export function linksIn(part: Element, name: string): string {
  return childrenOf(part, name)
    .flatMap((link) => {
      const uri = textOf(childOf(link, 'uri')) || textOf(childOf(link, 'link'));
      const title = toPlainText(textOf(childOf(link, 'titel'))) || uri;
      return /^https?:\/\/\S+$/.test(uri) ? [`- ${linkTo(title, uri)}`] : [];
    })
    .join('\n');
}

const units: [RegExp, string, string][] = [
  [/^(?:min|minute)/i, 'minutes', 'Minuten'],
  [/^(?:h|stunde)/i, 'hours', 'Stunden'],
  [/^(?:at|wt|werktag|arbeitstag)/i, 'working-days', 'Werktage'],
  [/^(?:d|t|tag)/i, 'days', 'Tage'],
  [/^(?:w|woche)/i, 'weeks', 'Wochen'],
  [/^(?:mo|m$|monat)/i, 'months', 'Monate'],
  [/^(?:y|j|jahr)/i, 'years', 'Jahre'],
];

/** A number with its unit of time; `unit` is undefined if we do not know it, `said` is what stands there. */
export interface Amount {
  value: number;
  unit: string | undefined;
  said: string;
}

/** Reads a number with a unit beside it or within it. */
export function amountOf(value: Element | undefined, holder: Element | undefined): Amount | undefined {
  const number = Number(
    textOf(value) || textOf(childOf(value, 'wert')) || textOf(childOf(value, 'dauer')) || Number.NaN,
  );
  if (!Number.isInteger(number)) return undefined;
  const unit = childOf(value, 'einheit') ?? childOf(holder, 'einheit');
  const code = textOf(childOf(unit, 'code')) || textOf(childOf(unit, 'name')) || textOf(unit);
  const found = units.find(([pattern]) => pattern.test(code));
  return { value: number, unit: found?.[1], said: `${number} ${found?.[2] ?? code}`.trim() };
}

/** The day of a date with or without its time (ISO 8601). */
export function dayOf(element: Element | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(element))?.[0];
}
