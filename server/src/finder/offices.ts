import type { Card, CardItem, Office } from '@stadtlotse/sdk';
import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { City } from '../knowledge/schema.ts';
import type { Translate } from '../texts/texts.ts';
import { describeHours } from './hours.ts';

/** The offices that do a service (all offices without one), those at a postcode or district first. */
export function findOffices(
  base: KnowledgeBase,
  { service, place }: { service?: Entry | undefined; place?: string | undefined },
): Entry[] {
  const offices = service
    ? (service.facts.offices ?? []).flatMap((id) => base.entry(id) ?? [])
    : base.entries().filter(({ kind }) => kind === 'office');
  const wanted = place?.trim().toLowerCase();
  const isThere = ({ facts: { address } }: Entry) =>
    wanted !== undefined && [address?.postcode, address?.district?.toLowerCase()].includes(wanted);
  return [...offices].sort((a, b) => Number(isThere(b)) - Number(isThere(a)));
}

/** An office as data, in a language. */
export function toOffice({ id, facts }: Entry, text: EntryText, lang: string): Office {
  const { address, phone, email, hours, url } = facts;
  return {
    id,
    lang: text.lang,
    title: text.title,
    ...(address && { address }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(hours && { hours, hoursText: describeHours(hours, lang) }),
    ...(url && { url }),
  };
}

export function officeCard({ id, facts }: Entry, text: EntryText, lang: string, t: Translate): Card {
  const { address } = facts;
  return {
    type: 'office',
    id,
    title: text.title,
    items: [
      ...(address
        ? [{ label: t('card.address'), value: `${address.street}, ${address.postcode} ${address.city}` }]
        : []),
      ...contactItems(facts, lang, t),
    ],
  };
}

/** How to reach the city itself, with the public service number 115 (STD-115). */
export function contactCard({ name, contact }: City, lang: string, t: Translate): Card {
  return {
    type: 'contact',
    title: t('card.contactTitle', { name: contact.name ?? name }),
    items: [...contactItems(contact, lang, t), { label: t('card.115'), value: '115', href: 'tel:115' }],
  };
}

/** Help in an emergency, in the order in which it is needed. */
export function emergencyCard(t: Translate): Card {
  const lines = ['fire', 'police', 'poison', 'crisis', 'violence', 'children'];
  return {
    type: 'contact',
    title: t('emergency.title'),
    items: lines.map((line) => {
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
    ...(url ? [{ label: t('card.web'), value: url.replace(/^https?:\/\/(www\.)?/, ''), href: url }] : []),
  ];
}

/** A number as in RFC 3966: `069 90009-115` becomes `tel:+496990009115`; short numbers stay as they are. */
function telephone(number: string): string {
  const digits = number.replace(/[^\d+]/g, '');
  return `tel:${digits.startsWith('0') && digits.length > 6 ? `+49${digits.slice(1)}` : digits}`;
}
