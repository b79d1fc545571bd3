import type { Card, CardItem } from '@stadtlotse/sdk';
import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { City } from '../knowledge/schema.ts';
import type { Emergency } from '../meaning/examples.ts';
import type { Translate } from '../texts/texts.ts';
import { describeHours, openState } from './hours.ts';
import { scheduleOf } from './offices.ts';
import { describeState } from './open-now.ts';
import { addressLine, deadlineText, feeText, spanText, wordsOf } from './words.ts';

/** A service at a glance: what it costs, how long it takes, by when, and where to do it. */
export function serviceCard({ id, facts }: Entry, text: EntryText, lang: string, t: Translate): Card {
  const { fees = [], duration, deadline, online, appointment, forms = [], url } = facts;
  return {
    type: 'service',
    id,
    title: text.title,
    items: [
      ...fees.map((fee) => ({ label: t('facet.cost'), value: feeText(fee, text, lang, t) })),
      ...(duration ? [{ label: t('facet.duration'), value: spanText(duration, lang, t) }] : []),
      ...(deadline
        ? [{ label: t('facet.deadline'), value: deadlineText(deadline, text.labels.deadline, lang, t) }]
        : []),
      ...forms.map((form) => ({ label: t('card.form'), value: wordsOf(form, text), href: form.url })),
      ...(online ? [{ label: t('card.online'), value: t('facts.online'), href: online }] : []),
      ...(appointment
        ? [{ label: t('card.appointment'), value: t('facts.appointment'), href: appointment }]
        : []),
      ...(url ? [webItem(url, t)] : []),
    ],
  };
}

/** What to bring for a service, to tick off. */
export function documentsCard(
  { id, facts: { documents = [] } }: Entry,
  text: EntryText,
  t: Translate,
  holds: (document: NonNullable<Entry['facts']['documents']>[number]) => boolean = () => true,
): Card[] {
  const items = documents.filter(holds).map((document) => {
    const when = text.labels[`${document.id}.when`] ?? document.when;
    return { label: when ?? t('card.needed'), value: text.labels[document.id] ?? document.label };
  });
  return items.length === 0
    ? []
    : [{ type: 'checklist', id, title: t('card.checklist', { title: text.title }), items }];
}

/** The services of a life situation in their order, with deadlines from the day of the event on. */
export function topicCard(
  topic: Entry,
  text: EntryText,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): Card[] {
  const { services = [], deadlines = {}, event } = topic.facts;
  const items = services.flatMap((id): CardItem[] => {
    const service = base.entry(id);
    if (!service) return [];
    const own = base.text(service, lang);
    const deadline = deadlines[id] ?? service.facts.deadline;
    const label = deadlines[id] ? text.labels[id] : own.labels.deadline;
    return [
      {
        label: deadline ? deadlineText(deadline, label, lang, t) : t('card.noDeadline'),
        value: base.title(service, lang),
        entry: id,
        ...(deadline && {
          due: { within: deadline.within, unit: deadline.unit, ...(deadline.before && { before: true }) },
        }),
      },
    ];
  });
  if (items.length === 0) return [];
  const title = t('card.checklist', { title: text.title });
  const day = text.labels.event ?? event;
  return [{ type: 'checklist', id: topic.id, title, items, ...(day && { event: day }) }];
}

/** An office: where, when, how to get in and how to reach it, as it is at an instant. */
export function officeCard(
  office: Entry,
  text: EntryText,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
  now: Date,
): Card {
  const { address, room, accessibility = {}, transit = [], appointmentOnly, appointment } = office.facts;
  const schedule = scheduleOf(office, base);
  const access = Object.entries(accessibility).filter(([, has]) => has !== undefined);
  const item = (label: string, value: string): CardItem => ({ label: t(label), value });
  return {
    type: 'office',
    id: office.id,
    title: text.title,
    items: [
      ...(address ? [item('card.address', addressLine(address))] : []),
      ...(room ? [item('card.room', text.labels.room ?? room)] : []),
      ...(schedule ? [item('card.now', describeState(openState(schedule, now), now, lang, t))] : []),
      ...contactItems(office.facts, lang, t),
      ...(appointmentOnly ? [item('card.visit', t('card.appointmentOnly'))] : []),
      ...(appointment
        ? [{ label: t('card.appointment'), value: t('facts.appointment'), href: appointment }]
        : []),
      ...(access.length > 0
        ? [
            item(
              'card.accessibility',
              access.map(([name, has]) => t(`accessibility.${name}.${has ? 'yes' : 'no'}`)).join(', '),
            ),
          ]
        : []),
      ...(transit.length > 0 ? [item('card.transit', transit.join('; '))] : []),
    ],
  };
}

/** When the public service number 115 answers (STD-115): on working days from 8 to 18 o'clock. */
const HOURS_115 = 'Mo-Fr 08:00-18:00; PH off';

/** How to reach the city itself, with the public service number 115 (STD-115); `now`: and whether somebody is there. */
export function contactCard({ name, contact, holidays }: City, lang: string, t: Translate, now?: Date): Card {
  const stateOf = (hours: string) =>
    now ? describeState(openState({ hours, state: holidays }, now), now, lang, t) : '';
  return {
    type: 'contact',
    title: t('card.contactTitle', { name: contact.name ?? name }),
    items: [
      ...(now && contact.hours ? [{ label: t('card.now'), value: stateOf(contact.hours) }] : []),
      ...contactItems(contact, lang, t),
      {
        label: t('card.115'),
        value: ['115', now && `(${stateOf(HOURS_115)})`].filter(Boolean).join(' '),
        href: 'tel:115',
      },
    ],
  };
}

const lines = ['fire', 'police', 'poison', 'crisis', 'violence', 'children'] as const;

/** Who is called first, by the kind of emergency. */
const firstLines: Record<Emergency, (typeof lines)[number]> = {
  medical: 'fire',
  poison: 'poison',
  fire: 'fire',
  crime: 'police',
  crisis: 'crisis',
  missing: 'police',
};

/** Help in an emergency: the number that fits its kind, then the others in the order in which they are needed. */
export function emergencyCard(kind: Emergency, t: Translate): Card {
  const first = firstLines[kind];
  return {
    type: 'contact',
    title: t('emergency.title'),
    items: [first, ...lines.filter((line) => line !== first)].map((line) => {
      const value = t(`emergency.${line}.number`);
      return { label: t(`emergency.${line}.label`), value, href: telephone(value) };
    }),
  };
}

interface Reachable {
  phone?: string | undefined;
  email?: string | undefined;
  url?: string | undefined;
  hours?: string | undefined;
}

function contactItems({ phone, email, hours, url }: Reachable, lang: string, t: Translate): CardItem[] {
  return [
    ...(hours ? [{ label: t('card.hours'), value: describeHours(hours, lang) }] : []),
    ...(phone ? [{ label: t('card.phone'), value: phone, href: telephone(phone) }] : []),
    ...(email ? [{ label: t('card.email'), value: email, href: `mailto:${email}` }] : []),
    ...(url ? [webItem(url, t)] : []),
  ];
}

function webItem(url: string, t: Translate): CardItem {
  return { label: t('card.web'), value: url.replace(/^https?:\/\/(www\.)?/, ''), href: url };
}

/** A number as in RFC 3966: `069 90009-115` becomes `tel:+496990009115`; short numbers stay as they are. */
export function telephone(number: string): string {
  const digits = number.replace(/[^\d+]/g, '');
  return `tel:${digits.startsWith('0') && digits.length > 6 ? `+49${digits.slice(1)}` : digits}`;
}
