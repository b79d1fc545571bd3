import { normalized } from '../../finder/place.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { type Claim, claimsIn } from './claims.ts';
import type { Evidence } from './evidence.ts';
import { officeProblem } from './offices.ts';
import { hoursProblem } from './open-hours.ts';
import { refusalOf } from './refusals.ts';
import { isTurned } from './turned.ts';
import { isUniversal } from './universal.ts';

const LIST_MARKER = /^\s*(?:\d{1,2}[.)]|[-*•])\s+/;
const FREE =
  /kostenlos|kostenfrei|gebührenfrei|unentgeltlich|umsonst|gratis|kostet nichts|free of charge|for free|no fee|costs nothing|ücretsiz|безкоштовн|бесплатн|مجان|رایگان|gratuit|bezpłatn/i;
const NEGATION =
  /(?<!\p{L})(?:nicht|keine?[mnrs]?|nie|niemals|not|no|never|cannot|don['’]t|doesn['’]t|isn['’]t|değil|не|нет|немає|ليس|لا|نیست|pas|jamais|nessun\p{L}*|non|ningún|nie(?!\p{L}))(?!\p{L})/iu;
/** Not a negation but a bound. */
const BOUNDED =
  /(?:nicht|not|no)\s+(?:mehr|älter|jünger|länger|später|früher|weniger|more|older|younger|longer|later|earlier|less)\s+(?:als|than)/gi;
const ABOUT_HOURS =
  /öffn|offen|sprechzeit|erreich|für sie da|geschlossen|schließ|open|clos|hours|açık|kapalı|відчин|зачин|откр|закр|مفتوح|مغلق|ouvert|apert|abiert|otwart|deschis/i;
const WEEKDAYS =
  /(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mon|tues|wednes|thurs|fri|satur|sun)day/iu;
const CLAUSE = /[,;:–(]|\s(?:und|oder|and|or|aber|but)\s/i;
/** From this likeness on, 0…1, a sentence repeats another. */
const ALIKE = 0.7;
/** 115 and the emergency numbers are everybody's. */
const EVERYBODYS = new Set(['115', '112', '110']);
const STREET =
  /(?<!\p{L})(\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|platz|weg|gasse|allee|ring|ufer|damm|markt)|(?:Am|An der|Im|Zum|Zur|Auf dem) \p{Lu}[\p{L}-]+)\s+(\d+\s?[a-z]?)(?!\p{L}|\d)/gu;

/**
 * Why a sentence must not be shown, or undefined: something in it stands in none of the entries, or in another
 * connection than there (SEC-7).
 */
export function problemWith(
  sentence: string,
  lang: string,
  evidence: Evidence,
  base: KnowledgeBase,
): string | undefined {
  const text = sentence.replace(LIST_MARKER, '');
  if (/!\[|<\/?[a-z][^>]*>|<!--|javascript:|data:/i.test(text)) return 'markup';
  const refusal = refusalOf(text, evidence.text);
  if (refusal) return refusal;
  if (isUniversal(text, lang, evidence.text)) return 'universal';
  if (isTurned(text, lang, evidence)) return 'turned';
  const claims = claimsIn(text, lang);
  const unknown = claims.find((claim) => !isKnown(claim, text, evidence));
  if (unknown) return unknown.kind;
  if (FREE.test(text) && !FREE.test(evidence.text)) return 'measure';
  if (hasUnknownLaw(text, claims, evidence)) return 'law';
  for (const [said] of text.matchAll(STREET))
    if (!normalized(evidence.text).includes(normalized(said))) return 'address';
  return (
    officeProblem(text, lang, evidence, base) ??
    hoursProblem(text, claims, evidence) ??
    connectionProblem(text, claims, evidence)
  );
}

function isKnown(claim: Claim, text: string, { units, hours }: Evidence): boolean {
  const known = (test: (one: Claim) => boolean) => units.some(({ claims }) => claims.some(test));
  switch (claim.kind) {
    case 'law':
      return claim.values.every((value) => known((one) => one.kind === 'law' && one.values.includes(value)));
    case 'date':
      return known(
        (one) => one.kind === 'date' && one.values.some((value) => sameDay(value, claim.values[0] ?? '')),
      );
    case 'code':
      return units.some(({ text: own }) => own.includes(claim.values[0] ?? ''));
    case 'month':
      return known(
        (one) =>
          (one.kind === 'month' || one.kind === 'date') &&
          one.values.some((value) => sameMonth(value, one.kind, claim.values[0] ?? '')),
      );
    case 'time':
      if (!ABOUT_HOURS.test(text) && !WEEKDAYS.test(text))
        return units.some(
          (unit) => !unit.isHours && unit.claims.some((one) => one.kind === 'time' && shares(one, claim)),
        );
      return (
        hours.some((week) => week.some((day) => claim.values.some((value) => day.has(value)))) ||
        known((one) => one.kind === 'time' && shares(one, claim))
      );
    case 'url':
      return known(
        (one) =>
          one.kind === 'url' &&
          one.values.some((value) => value === claim.values[0] || value.split('/')[0] === claim.values[0]),
      );
    case 'weekday':
      return (
        hours.some(
          (week) =>
            (week[Number(claim.values[0])]?.size ?? 0) > 0 ||
            /geschlossen|zu\b|closed|kapalı|зачинен|закрыт|مغلق|fermé|chiuso|cerrado/i.test(text),
        ) || known((one) => one.kind === 'weekday' && shares(one, claim))
      );
    case 'number':
      if (EVERYBODYS.has(claim.said) && /tel|ruf|wähl|call|dial|numm|number|ara|phone/i.test(text))
        return true;
      return known(
        (one) =>
          (one.raw ?? []).some((value) => claim.raw?.includes(value)) ||
          (one.kind !== 'phone' && shares(one, claim)),
      );
    default:
      return known((one) => one.kind === claim.kind && shares(one, claim));
  }
}

function shares(a: Claim, b: Claim): boolean {
  return a.values.some((value) => b.values.includes(value));
}

/** The same month, as far as both tell their year. */
function sameMonth(known: string, kind: Claim['kind'], said: string): boolean {
  const parts = known.split('-');
  const own = kind === 'date' ? parts.slice(0, -1) : parts;
  const [month, year] = own.reverse();
  const [saidMonth, saidYear] = said.split('-').reverse();
  return month === saidMonth && (!year || !saidYear || year === saidYear);
}

/** The same day, as far as both tell: a year that only one names does not matter. */
function sameDay(a: string, b: string): boolean {
  const [x, y] = [a.split('-').reverse(), b.split('-').reverse()];
  return x[0] === y[0] && x[1] === y[1] && (!x[2] || !y[2] || x[2] === y[2]);
}

/** A law is named that the entries do not name; looked for only where a paragraph is, else abbreviations are too many. */
function hasUnknownLaw(text: string, claims: Claim[], { text: known }: Evidence): boolean {
  const names = [
    ...text.matchAll(
      /(?<!\p{L})\p{Lu}[\p{L}-]*(?:[Gg]esetz|[Vv]erordnung|[Oo]rdnung|[Ss]atzung|[Gg]esetzbuch)(?=e?s?(?!\p{L}))/gu,
    ),
  ];
  const short = claims.some(({ kind }) => kind === 'law')
    ? [...text.matchAll(/(?<!\p{L})(?:\p{Lu}\p{L}*(?:G|V|O)|\p{Lu}{3,})(?!\p{L})/gu)]
    : [];
  return [...names, ...short].some(([name]) => !known.includes(name.toLowerCase()));
}

/** The numbers are right, what is said of them is not: a bound turned round, a condition with another amount, a negation. */
function connectionProblem(text: string, claims: Claim[], { units }: Evidence): string | undefined {
  const numbers = claims.filter(({ kind }) => kind === 'measure' || kind === 'number');
  const about = (claim: Claim) =>
    units.flatMap((unit) => {
      const same = unit.claims.filter(
        (one) =>
          one.raw &&
          (shares(one, claim) ||
            (claim.kind === 'number' && one.raw.some((value) => claim.raw?.includes(value)))),
      );
      return same.map((one) => ({ unit, one }));
    });
  for (const claim of numbers) {
    const found = about(claim);
    const bounds = new Set(found.map(({ one }) => one.bound));
    if (claim.bound && !bounds.has(claim.bound) && bounds.has(claim.bound === 'from' ? 'to' : 'from'))
      return 'bound';
  }
  const amounts = numbers.filter((one) => one.values.some((value) => value.startsWith('euro:')));
  const bounded = numbers.filter((one) => one.bound && !amounts.includes(one));
  if (amounts.length === 1 && bounded.length > 0) {
    const [amount] = amounts as [Claim];
    for (const condition of bounded) {
      const paired = about(condition).filter(
        ({ unit, one }) =>
          one.bound === condition.bound &&
          unit.claims.some(({ values }) => values.some((value) => value.startsWith('euro:'))),
      );
      if (paired.length > 0 && !paired.some(({ unit }) => unit.claims.some((one) => shares(one, amount))))
        return 'connection';
    }
  }
  for (const claim of numbers) {
    const found = about(claim);
    if (found.length === 0) continue;
    const negated = isNegated(text, claim);
    const same = found.filter(({ unit, one }) => isNegated(unit.text, one) === negated);
    // What is left unsaid counts only where the sentence is nearly the entries' own.
    if (negated && same.length === 0) return 'negation';
    const alike = found.filter(({ unit }) => likeness(text, unit.text) > ALIKE);
    if (!negated && alike.length > 0 && alike.every(({ unit, one }) => isNegated(unit.text, one)))
      return 'negation';
  }
  return undefined;
}

/** Whether the clause around a number denies it. */
function isNegated(text: string, { at, said }: Claim): boolean {
  const before = text.slice(0, at).split(CLAUSE).at(-1) ?? '';
  const after = text.slice(at + said.length).split(CLAUSE)[0] ?? '';
  return NEGATION.test(`${before}${said}${after}`.replace(BOUNDED, ' '));
}

/** How many of the words of one text the other has, 0…1. */
function likeness(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const [own, other] = [words(a), words(b)];
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared / Math.max(1, Math.max(own.size, other.size));
}
