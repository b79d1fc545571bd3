import type { EntryText } from '../knowledge/entry.ts';
import type { Ages, Deadline, Facts, FeeFact, Span } from '../knowledge/schema.ts';
import { baseLang } from '../language/base-lang.ts';
import { perKey } from '../per-key.ts';
import type { Translate } from '../texts/texts.ts';

/** A fact's own words in a text's language, with its condition: `Zustimmung der Eltern (bei Kindern unter 16 Jahren)`. */
export function wordsOf(
  fact: { id: string; label?: string | undefined; when?: string | undefined },
  text: EntryText,
): string {
  const label = text.labels[fact.id] ?? fact.label;
  const when = text.labels[`${fact.id}.when`] ?? fact.when;
  if (label === undefined) return when ?? '';
  return when === undefined ? label : `${label} (${when})`;
}

/**
 * What a fee is for, in the citizen's language: where the city says it in another one, the ages that the fee holds for
 * say it too.
 */
export function feeWords(fee: FeeFact, text: EntryText, lang: string, t: Translate): string {
  const isForeign = baseLang(text.lang) !== baseLang(lang);
  return isForeign && fee.ages && !text.labels[fee.id] ? agesText(fee.ages, t) : wordsOf(fee, text);
}

/** Ages in words: `unter 24 Jahren`, `ab 24 Jahren`, `von 16 bis 23 Jahren`. */
export function agesText({ from, to }: Ages, t: Translate): string {
  if (to === Number.POSITIVE_INFINITY) return t('facts.fromAge', { age: from });
  return from === 0 ? t('facts.underAge', { age: to + 1 }) : t('facts.betweenAges', { from, to });
}

/** A fee with what it is for: `unter 24 Jahren: 27,60 €`. */
export function feeText(fee: FeeFact, text: EntryText, lang: string, t: Translate): string {
  const words = feeWords(fee, text, lang, t);
  const amount = money(fee.amount, fee.to, lang, t);
  return words ? `${words}: ${amount}` : amount;
}

/** How long something takes: `2–3 Wochen`; nothing is "at once". */
export function spanText({ from, to, unit }: Span, lang: string, t: Translate): string {
  if ((to ?? from) === 0) return t('facts.atOnce');
  if (unit === 'working-days') {
    const count = to ?? from;
    return t('facts.workingDays', { count, range: to === undefined ? from : `${from}–${to}` });
  }
  return spanIn(`${lang}|${unit.slice(0, -1)}|${from}|${to ?? from}`);
}

/** By when something is due: `2 Wochen nach dem Einzug`. */
export function deadlineText(
  { within, unit, label: own }: Deadline,
  translated: string | undefined,
  lang: string,
  t: Translate,
): string {
  return [spanText({ from: within, unit }, lang, t), translated ?? own].filter(Boolean).join(' ');
}

const spanIn = perKey((key: string) => {
  const [lang, unit = 'day', from, to] = key.split('|');
  const format = new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' });
  return from === to ? format.format(Number(from)) : format.formatRange(Number(from), Number(to));
});

const eurosIn = perKey((key: string) => {
  const [lang, minimumFractionDigits, amount] = key.split('|');
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: Number(minimumFractionDigits),
  }).format(Number(amount));
});

/** An amount in euros as the language writes it; whole euros without cents, nothing as "free of charge". */
export function money(amount: number, to: number | undefined, lang: string, t: Translate): string {
  if (amount === 0 && !to) return t('facts.free');
  const style = `${lang}|${Number.isInteger(amount) && Number.isInteger(to ?? 0) ? 0 : 2}`;
  const from = eurosIn(`${style}|${amount}`);
  return to ? t('facts.range', { from, to: eurosIn(`${style}|${to}`) }) : from;
}

/** An address in one line, as far as it is known. */
export function addressLine({ street, postcode, city }: NonNullable<Facts['address']>): string {
  return [street, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
