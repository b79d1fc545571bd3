import type { Card } from '@stadtlotse/sdk';
import { HandoverError } from '../handover/message.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { AppointmentsConfig } from './config.ts';
import { byZms, type FindSlots } from './zms.ts';

/** How often free appointments are looked up, and after how long what was found is too old to be shown, in milliseconds. */
const AGAIN = 5 * 60_000;
const OLD = 15 * 60_000;
/** So many of an office are shown. */
const SHOWN = 3;

/**
 * The next free appointments of the city's offices. They are looked up all the time and not when somebody asks: no answer
 * waits, and the booking system learns nothing of anybody.
 */
export class Appointments {
  readonly #find: FindSlots;
  readonly #report: (news: string) => void;
  readonly #slots = new Map<string, { slots: Date[]; at: number }>();

  constructor(find: FindSlots, report: (news: string) => void) {
    this.#find = find;
    this.#report = report;
  }

  /** Looks up all offices, one after the other. Never rejects: an office that cannot be looked up keeps what is known of it. */
  async refresh(base: KnowledgeBase, now = new Date()): Promise<void> {
    for (const { id, facts } of base.entries()) {
      if (!facts.booking) continue;
      try {
        const slots = await this.#find(facts.booking, SHOWN, now);
        this.#slots.set(id, { slots, at: now.getTime() });
      } catch (error) {
        const reason = error instanceof HandoverError ? error.reason : String(error);
        this.#report(`Free appointments of ${id} cannot be looked up: ${reason}.`);
      }
    }
  }

  /** Adds to the cards of offices when their next appointments are free, with the link to book one there. */
  onCards(cards: readonly Card[], lang: string, base: KnowledgeBase, now = new Date()): Card[] {
    return cards.map((card) => {
      const office = card.type === 'office' && card.id ? base.entry(card.id) : undefined;
      const { slots, at } = this.#slots.get(office?.id ?? '') ?? { slots: [], at: 0 };
      const next = slots.filter((slot) => slot > now);
      if (!office || next.length === 0 || now.getTime() - at > OLD) return card;
      const format = new Intl.DateTimeFormat(lang === 'de-simple' ? 'de' : lang, {
        weekday: 'short',
        day: 'numeric',
        month: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      });
      const { appointment } = office.facts;
      const item = {
        label: texts(lang)('card.slots'),
        value: next.map((slot) => format.format(slot)).join('; '),
        ...(appointment && { href: appointment }),
      };
      return { ...card, items: [...card.items, item] };
    });
  }
}

/** The configured way to free appointments, looked up now and again; undefined with none. `report` gets failures. */
export function openAppointments(
  config: AppointmentsConfig | undefined,
  current: () => KnowledgeBase,
  report: (news: string) => void,
): Appointments | undefined {
  if (!config) return undefined;
  const appointments = new Appointments(byZms(config), report);
  void appointments.refresh(current());
  setInterval(() => void appointments.refresh(current()), AGAIN).unref();
  return appointments;
}
