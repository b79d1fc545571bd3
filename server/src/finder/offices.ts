import type { Office } from '@stadtlotse/sdk';
import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import { describeHours, openState, type Schedule } from './hours.ts';
import { describeState } from './open-now.ts';
import { findPlace, type Place } from './place.ts';
import { officesOf, type Responsible, responsibleFor } from './responsibility.ts';

/** The offices of an entry: those it names, those its responsibility table leads to, or itself; each that differs once. */
export function officesFor(entry: Entry, base: KnowledgeBase): Entry[] {
  const { offices = [], responsibility } = entry.facts;
  const table = officesOf(base.tables.get(responsibility ?? '') ?? []);
  const named = [...new Set([...offices, ...table])].flatMap((id) => base.entry(id) ?? []);
  const alike = new Map<string, Entry>();
  for (const office of [...base.namesakes(entry), ...named]) {
    const { address, phone, email, hours } = office.facts;
    const shown = JSON.stringify([base.text(office, base.mainLang).title, address, phone, email, hours]);
    if (!alike.has(shown)) alike.set(shown, office);
  }
  return [...alike.values()];
}

/** Who is responsible at a place for what an entry is about; undefined if it has no table. */
export function responsibleOffice(entry: Entry, place: Place, base: KnowledgeBase): Responsible | undefined {
  const rules = base.tables.get(entry.facts.responsibility ?? '');
  return rules && responsibleFor(rules, place);
}

/** The offices that do a service (all offices without one); the one responsible for a place first, then those there. */
export function findOffices(
  base: KnowledgeBase,
  { service, place }: { service?: Entry | undefined; place?: string | undefined },
): Entry[] {
  const offices = service
    ? officesFor(service, base)
    : base.entries().filter(({ kind }) => kind === 'office');
  const said = findPlace(place ?? '', base.gazetteer).place;
  const responsible = service && responsibleOffice(service, said, base);
  const rank = ({ id, facts: { address } }: Entry) => {
    if (responsible?.kind === 'office' && responsible.office === id) return 2;
    const isThere =
      (said.postcode !== undefined && address?.postcode === said.postcode) ||
      (said.district !== undefined && address?.district === said.district);
    return isThere ? 1 : 0;
  };
  return [...offices].sort((a, b) => rank(b) - rank(a));
}

/** When an office is open, with the holidays of the city's Bundesland; undefined if it does not say. */
export function scheduleOf({ facts }: Entry, base: KnowledgeBase): Schedule | undefined {
  return facts.hours === undefined
    ? undefined
    : { hours: facts.hours, state: base.city.holidays, closed: facts.closed };
}

/** An office as data, in a language, as it is at an instant. */
export function toOffice(
  office: Entry,
  text: EntryText,
  lang: string,
  base: KnowledgeBase,
  now: Date,
): Office {
  const { address, phone, email, hours, url, room, accessibility, transit, closed, ...facts } = office.facts;
  const schedule = scheduleOf(office, base);
  const state = schedule && openState(schedule, now);
  return {
    id: office.id,
    lang: text.lang,
    title: text.title,
    ...(address && { address }),
    ...(room && { room: text.labels.room ?? room }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(hours && { hours, hoursText: describeHours(hours, lang) }),
    ...(state && {
      open: state.open,
      openText: describeState(state, now, lang, texts(lang)),
      ...(state.changes && { changesAt: state.changes.toISOString() }),
    }),
    ...(closed?.length && { closed }),
    ...(facts.appointmentOnly && { appointmentOnly: true }),
    ...(facts.appointment && { appointment: facts.appointment }),
    ...(accessibility && { accessibility }),
    ...(transit?.length && { transit }),
    ...(url && { url }),
  };
}
