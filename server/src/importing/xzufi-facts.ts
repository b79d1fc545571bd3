import type { Sink } from './catalogue.ts';
import { toMarkdown, toPlainText } from './markdown.ts';
import { childOf, childrenOf, descendants, type Element, textOf } from './xml.ts';
import { type Amount, amountOf, dayOf, described, inLang } from './xzufi-values.ts';

interface Fee {
  id: string;
  label?: string;
  amount: number;
  to?: number;
}

/** Fees that are one amount or a range in euros; everything else that is said of costs, as a text. */
export function readCosts(service: Element, lang: string): { fees: Fee[]; text: string } {
  const fees: Fee[] = [];
  const texts: string[] = [];
  for (const part of childrenOf(service, 'modulKosten')) {
    const costs = childrenOf(part, 'kosten');
    const own = toMarkdown(inLang(part, 'beschreibung', lang));
    if (own) texts.push(own);
    for (const cost of costs) {
      const number = (name: string) => Number(textOf(childOf(cost, name)).replace(',', '.') || Number.NaN);
      const [amount = Number.NaN, from = Number.NaN, to = Number.NaN] = [
        'betrag',
        'betragUntergrenze',
        'betragObergrenze',
      ].map(number);
      const label = toPlainText(inLang(cost, 'bezeichnung', lang) || textOf(childOf(cost, 'bezeichnung')));
      const said = toPlainText(inLang(cost, 'beschreibung', lang));
      const name = [label, said].filter(Boolean).join(': ');
      const currency =
        textOf(childOf(cost, 'waehrung', 'code')) || textOf(childOf(cost, 'waehrung')) || 'EUR';
      const isFree = /frei/i.test(cost.attributes.type ?? '') || childOf(cost, 'kostenfrei') !== undefined;
      const least = Number.isFinite(amount) ? amount : from;
      const isRange = Number.isFinite(to) && to !== least;
      if (isFree || (currency === 'EUR' && Number.isFinite(least) && (Number.isFinite(amount) || isRange)))
        fees.push({
          id: `fee-${fees.length + 1}`,
          ...(name && { label: name }),
          amount: isFree ? 0 : least,
          ...(isRange && !isFree && { to }),
        });
      else {
        const money = (value: number) => `${value.toFixed(2).replace('.', ',')} ${currency}`;
        const span = [
          Number.isFinite(least) ? `${isRange || Number.isFinite(amount) ? '' : 'ab '}${money(least)}` : '',
          Number.isFinite(to) ? `bis ${money(to)}` : '',
        ].filter(Boolean);
        const line = [name, span.join(' ')].filter(Boolean).join(': ');
        if (line) texts.push(`- ${line}`);
      }
    }
  }
  return { fees, text: texts.join('\n\n') };
}

/** How long it takes: a fact where both ends have one unit, else a text. */
export function readDuration(service: Element, lang: string, note: Sink['note'], record: string) {
  let span: { from: number; to?: number; unit: string } | undefined;
  const texts: string[] = [];
  for (const part of childrenOf(service, 'modulBearbeitungsdauer')) {
    const said = described(part, lang);
    if (said) texts.push(said);
    for (const holder of [part, ...descendants(part, 'bearbeitungsdauer')]) {
      const least =
        amountOf(childOf(holder, 'minimaleDauer') ?? childOf(holder, 'dauer'), holder) ??
        amountOf(holder, holder);
      const most = amountOf(childOf(holder, 'maximaleDauer'), holder);
      const found = [least, most].flatMap((one) => one ?? []);
      const [first] = found;
      if (!first) continue;
      for (const { unit, said: code } of found) if (!unit) note('unit', { record, code });
      const isOne = first.unit !== undefined && found.every(({ unit }) => unit === first.unit);
      if (isOne && !span)
        span = {
          from: first.value,
          unit: first.unit!,
          ...(most && least && most.value !== least.value && { to: most.value }),
        };
      else texts.push(spanText(least, most));
    }
  }
  return { span, text: [...new Set(texts)].join('\n\n') };
}

function spanText(least: Amount | undefined, most: Amount | undefined): string {
  return [least?.said, most?.said].filter(Boolean).join(' bis ');
}

/** Deadlines in words: their kind, their length or day, and what is said of them. */
export function readDeadlines(service: Element, lang: string): string {
  return childrenOf(service, 'modulFrist')
    .flatMap((part) => {
      const own = toMarkdown(inLang(part, 'beschreibung', lang));
      const structured = childrenOf(part, 'frist').map((one) => {
        const holder = childOf(one, 'fristDauer') ?? one;
        const length =
          amountOf(childOf(holder, 'dauer'), holder)?.said ??
          spanText(
            amountOf(childOf(holder, 'minimaleDauer'), holder),
            amountOf(childOf(holder, 'maximaleDauer'), holder),
          );
        const day =
          dayOf(childOf(one, 'fristStichtag')) ??
          dayOf(childOf(one, 'fristStichtag', 'datum')) ??
          textOf(childOf(one, 'fristStichtag'));
        const name = toPlainText(
          textOf(childOf(one, 'fristTyp', 'name')) || inLang(one, 'bezeichnung', lang),
        );
        const said = toMarkdown(inLang(one, 'beschreibung', lang));
        return [[name, length || day].filter(Boolean).join(': '), said].filter(Boolean).join('\n\n');
      });
      return [own, ...structured];
    })
    .filter(Boolean)
    .join('\n\n');
}

/** The documents of the module of their own, by their names. */
export function readDocuments(service: Element, lang: string): { id: string; label: string }[] {
  return childrenOf(service, 'modulDokument')
    .flatMap((part) => (childrenOf(part, 'dokument').length > 0 ? childrenOf(part, 'dokument') : [part]))
    .flatMap((one) => {
      const name = toPlainText(
        inLang(one, 'bezeichnung', lang) || inLang(one, 'name', lang) || textOf(childOf(one, 'typ', 'name')),
      );
      const said = toPlainText(inLang(one, 'beschreibung', lang));
      return [name, said].filter(Boolean).join(': ') || [];
    })
    .map((label, index) => ({ id: `document-${index + 1}`, label }));
}

/** From when to when something holds. */
export function readValidity(object: Element): Record<string, string> {
  const validity = childOf(object, 'gueltigkeit');
  const from = dayOf(childOf(validity, 'beginn')) ?? dayOf(childOf(validity, 'von'));
  const until = dayOf(childOf(validity, 'ende')) ?? dayOf(childOf(validity, 'bis'));
  return { ...(from && { validFrom: from }), ...(until && { validUntil: until }) };
}

/** When an object was changed last. */
export function readReviewed(object: Element): Record<string, string> {
  const version = childOf(object, 'versionsinformation');
  const day = dayOf(childOf(version, 'geaendertDatumZeit')) ?? dayOf(childOf(version, 'erstelltDatumZeit'));
  return day ? { reviewed: day } : {};
}
