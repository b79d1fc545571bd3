import { describeHours } from '../../finder/hours.ts';
import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Translate } from '../../texts/texts.ts';
import type { Facet } from '../facets.ts';

/** An entry's structured facts for one facet, as Markdown in a language; empty if it has none. */
export function factsAsMarkdown(
  entry: Entry,
  text: EntryText,
  facet: Facet,
  lang: string,
  t: Translate,
): string {
  const { fees = [], documents = [], online, appointment } = entry.facts;
  switch (facet) {
    case 'cost':
      return fees
        .map(({ id, label, amount, to }) => {
          const words = text.labels[id] ?? label;
          return `- ${words ? `${words}: ` : ''}**${money(amount, to, lang, t)}**`;
        })
        .join('\n');
    case 'documents':
      return documents.map(({ id, label }) => `- ${text.labels[id] ?? label}`).join('\n');
    case 'online':
      return [
        ...(online ? [`[${t('facts.online')}](${online})`] : []),
        ...(appointment ? [`[${t('facts.appointment')}](${appointment})`] : []),
      ].join(' · ');
    default:
      return '';
  }
}

/** Where or when offices can be visited, as Markdown; empty for any other facet. */
export function officesAsMarkdown(offices: Entry[], facet: Facet, lang: string, base: KnowledgeBase): string {
  const lines = offices.map((office) => {
    const { address, hours } = office.facts;
    const where = address && `${address.street}, ${address.postcode} ${address.city}`;
    const fact =
      facet === 'place' ? where : facet === 'hours' ? hours && describeHours(hours, lang) : undefined;
    return fact && `- **${base.text(office, lang).title}**: ${fact}`;
  });
  return lines.filter(Boolean).join('\n');
}

/** Formatters by language and number of decimals: making one takes longer than using it a hundred times. */
const euros = new Map<string, Intl.NumberFormat>();

function eurosIn(lang: string, minimumFractionDigits: number): Intl.NumberFormat {
  const key = `${lang} ${minimumFractionDigits}`;
  const format =
    euros.get(key) ??
    new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR', minimumFractionDigits });
  euros.set(key, format);
  return format;
}

/** An amount in euros as the language writes it; whole euros without cents, nothing as "free of charge". */
export function money(amount: number, to: number | undefined, lang: string, t: Translate): string {
  if (amount === 0 && !to) return t('facts.free');
  const format = eurosIn(lang, Number.isInteger(amount) && Number.isInteger(to ?? 0) ? 0 : 2);
  return to
    ? t('facts.range', { from: format.format(amount), to: format.format(to) })
    : format.format(amount);
}
