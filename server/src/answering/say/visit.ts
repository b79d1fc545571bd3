import type { Choice } from '@stadtlotse/sdk';
import { dayOf, describeHours, openState } from '../../finder/hours.ts';
import { officesFor, responsibleOffice, scheduleOf } from '../../finder/offices.ts';
import { describeDay, describeState } from '../../finder/open-now.ts';
import type { Responsible } from '../../finder/responsibility.ts';
import { addressLine } from '../../finder/words.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Translate } from '../../texts/texts.ts';
import type { Facet } from '../facets.ts';
import type { Asked } from './entry.ts';
import { list } from './facts.ts';

/** Where or when to go, in a sentence an office; empty if nothing is known of it. */
export function visitAsMarkdown(
  offices: Entry[],
  facet: Facet,
  { lang, when, now }: Asked,
  base: KnowledgeBase,
  t: Translate,
): string {
  const lines = offices.flatMap((office) => {
    const name = base.text(office, lang).title;
    const schedule = scheduleOf(office, base);
    const { address, room } = office.facts;
    if (facet === 'place') {
      const where = address && addressLine(address);
      const inside = room && (base.text(office, lang).labels.room ?? room);
      const { transit = [] } = office.facts;
      const stops = transit.length > 0 ? ` (${transit.join('; ')})` : '';
      return where ? [`**${name}**: ${[where, inside].filter(Boolean).join(', ')}${stops}`] : [];
    }
    if (facet !== 'hours' || !schedule) return [];
    if (when.day !== undefined || when.minute !== undefined)
      return [describeDay(schedule, { day: when.day ?? dayOf(now), minute: when.minute }, name, lang, t)];
    const state = describeState(openState(schedule, now), now, lang, t);
    return [
      `**${name}**: ${when.now ? '' : `${describeHours(schedule.hours, lang)}. `}${t('card.now')}: ${state}.`,
    ];
  });
  return lines.length > 1 ? list(lines) : lines.join('');
}

/** A question back about where somebody lives, with the answers that the city's table knows. */
export interface PlaceQuestion {
  text: string;
  choices: Choice[];
}

/** The offices to go to for an entry from a place: the responsible one, or what must be asked to find it. */
export function officesToVisit(
  entry: Entry,
  { lang, place }: Asked,
  base: KnowledgeBase,
  t: Translate,
): { offices: Entry[]; question?: PlaceQuestion; responsible: boolean } {
  const offices = officesFor(entry, base);
  const result = responsibleOffice(entry, place, base);
  if (result?.kind === 'office') {
    const office = base.entry(result.office);
    return { offices: office ? [office] : offices, responsible: Object.keys(place).length > 0 };
  }
  if (!result || offices.length < 2) return { offices, responsible: false };
  return { offices, question: placeQuestion(entry, result, base, lang, t), responsible: false };
}

function placeQuestion(
  entry: Entry,
  result: Exclude<Responsible, { kind: 'office' }>,
  base: KnowledgeBase,
  lang: string,
  t: Translate,
): PlaceQuestion {
  const by = result.kind === 'ask' ? result.by : result.askNext;
  const said =
    result.kind === 'unknown'
      ? [t(`place.unknown.${result.by}`, { said: result.said, city: base.city.name })]
      : [];
  const spoken = (option: string) =>
    by === 'letters' || by === 'numbers' ? t(`place.say.${by}`, { option }) : option;
  return {
    text: [...said, t(`place.ask.${by}`), t('place.why', { title: base.title(entry, lang) })].join(' '),
    // A street is typed: a list of all of them would help nobody.
    choices:
      by === 'street'
        ? []
        : result.options.map((option) => ({
            label: spoken(option),
            message: spoken(option),
            entry: entry.id,
          })),
  };
}
