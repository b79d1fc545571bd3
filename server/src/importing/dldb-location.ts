import { addSection, emptyText, type ForeignText, type Sink } from './catalogue.ts';
import { alternatives, common, flagless, keywords, link, listed, locale, messageOf } from './dldb-fields.ts';
import type { Fields } from './fields.ts';
import { toMarkdown, toPlainText } from './markdown.ts';

/** An office of a service catalogue. */
export function readLocation(fields: Fields, key: string, title: string, sink: Sink): void {
  const meta = fields.group('meta');
  const text = emptyText(title);
  text.keywords = [...alternatives(fields, title), ...keywords(fields, meta)];
  text.intro = [fields.text('note'), flagless(fields, 'hint'), flagless(fields, 'description')]
    .map(toMarkdown)
    .filter(Boolean)
    .join('\n\n');
  const address = fields.group('address');
  addSection(text, 'Hinweise', flagless(address, 'hint'));
  const street = [address.text('street'), address.text('house_number')].filter(Boolean).join(' ');
  const postcode = address.text('postal_code');
  const city = address.text('city');
  const contact = fields.group('contact');
  const phone = toPlainText(contact.text('phone'));
  const email = contact.text('email');
  addSection(text, 'Kontakt', toMarkdown(contact.text('competence')));
  const page = link(contact, 'webinfo');
  const signed = link(contact, 'signed_maillink');
  if (signed) addSection(text, 'Kontakt', `[Verschlüsselt schreiben](${signed})`);
  const hours = readHours(fields, text);
  addSection(text, 'Barrierefreiheit', listed(fields, 'accessibility'));
  addSection(
    text,
    'Zahlungsarten',
    [listed(fields, 'payment'), listed(fields, 'paymentinfo')].filter(Boolean).join('\n\n'),
  );
  addSection(text, 'Aktuelles', toMarkdown(messageOf(fields, 'urgent')));
  const transit = readTransit(fields);
  const services = fields.list('services', 'service').map((one) => {
    // The service's page of this office once more.
    one.skip('url');
    const service = one.text('service') || one.text('id');
    addSection(
      text,
      'Hinweise',
      [flagless(one, 'hint'), flagless(one, 'responsibility')]
        .filter(Boolean)
        .map((said) => `{{service:${service}}}: ${said}`)
        .join('\n\n'),
    );
    return service;
  });
  const appointment = link(fields.group('appointment'), 'link');
  const common_ = common(fields, meta, title);
  fields.skip('locale');
  sink.take({
    kind: 'office',
    key,
    texts: { [locale(meta)]: text },
    facts: {
      ...common_,
      ...(page && !('url' in common_) && { url: page }),
      ...(street && { address: { street, ...(postcode && { postcode }), ...(city && { city }) } }),
      ...(phone && { phone }),
      ...(email && { email }),
      ...(hours && { hours }),
      ...(transit.length > 0 && { transit }),
      ...(appointment && { appointment }),
    },
    services,
  });
}

/** An authority is an office if one can turn to it. */
export function readAuthority(fields: Fields, key: string, title: string, sink: Sink): void {
  const contact = fields.group('contact');
  if (!fields.has('address') && !contact.has('phone') && !contact.has('email'))
    sink.note('authority', { title });
  else readLocation(fields, `authority-${key}`, title, sink);
}

const days = {
  monday: 'Mo',
  tuesday: 'Tu',
  wednesday: 'We',
  thursday: 'Th',
  friday: 'Fr',
  saturday: 'Sa',
  sunday: 'Su',
};
const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?`;
const SPAN = new RegExp(`${TIME}(?: ?Uhr)? ?(?:-|–|bis) ?${TIME}(?: ?Uhr)?`, 'g');

/** Opening times day by day in OpenStreetMap syntax, closed on public holidays; what is no time stays a text. */
function readHours(fields: Fields, text: ForeignText): string {
  const isText = fields.isText('opening_times');
  if (isText) addSection(text, 'Öffnungszeiten', toMarkdown(fields.text('opening_times')));
  const times = isText ? undefined : fields.group('opening_times');
  const rules = Object.entries(days).flatMap(([day, name]) => {
    const spans = times ? spansOf(times, day, text) : [];
    return spans.length > 0 ? [`${name} ${spans.join(',')}`] : [];
  });
  if (times) addSection(text, 'Öffnungszeiten', flagless(times, 'special'));
  return rules.length > 0 ? [...rules, 'PH off'].join('; ') : '';
}

function spansOf(times: Fields, day: string, text: ForeignText): string[] {
  if (times.isText(day)) {
    const said = toPlainText(times.text(day));
    const rest = said.replace(SPAN, '').replace(/[\s,;]|und/g, '');
    if (rest === '') return [...said.matchAll(SPAN)].flatMap((span) => spanOf(times, day, span.slice(1)));
    addSection(text, 'Öffnungszeiten', `${germanDays[day]}: ${said}`);
    return [];
  }
  return times.list(day, 'from').flatMap((span) => {
    const [from, to] = [span.text('from'), span.text('to')].map(
      (time) => new RegExp(`^${TIME}`).exec(time)?.slice(1, 3) ?? [],
    );
    const comment = toPlainText(span.text('comment') || span.text('description'));
    if (comment) addSection(text, 'Öffnungszeiten', `${germanDays[day]}: ${comment}`);
    return spanOf(times, day, [...(from ?? []), ...(to ?? [])]);
  });
}

const germanDays: Record<string, string> = {
  monday: 'Montag',
  tuesday: 'Dienstag',
  wednesday: 'Mittwoch',
  thursday: 'Donnerstag',
  friday: 'Freitag',
  saturday: 'Samstag',
  sunday: 'Sonntag',
};

/** `08:00-12:00` from hours and minutes; a span of no length is none. */
function spanOf(
  times: Fields,
  day: string,
  [fromHour, fromMinute, toHour, toMinute]: (string | undefined)[],
): string[] {
  if (fromHour === undefined || toHour === undefined) {
    times.refuse(day, 'time', '');
    return [];
  }
  const clock = (hour: string, minute = '00') => `${hour.padStart(2, '0')}:${minute}`;
  const [from, to] = [clock(fromHour, fromMinute), clock(toHour, toMinute)];
  if (from !== to) return [`${from}-${to}`];
  times.refuse(day, 'time', `${from}–${to}`);
  return [];
}

const carriers = {
  underground: 'U-Bahn',
  suburban: 'S-Bahn',
  tram: 'Tram',
  bus: 'Bus',
  railway: 'Bahn',
  regional: 'Regionalbahn',
  ferry: 'Fähre',
};

function readTransit(fields: Fields): string[] {
  if (fields.isText('transit')) return [toPlainText(fields.text('transit'))];
  const transit = fields.group('transit');
  return Object.entries(carriers).flatMap(([name, label]) => {
    const stops = transit.isText(name)
      ? toPlainText(transit.text(name))
      : transit
          .list(name, 'name')
          .map((stop) => [stop.text('name'), stop.text('lines')].filter(Boolean).join(' '))
          .filter(Boolean)
          .join(', ');
    return stops ? [`${label}: ${stops}`] : [];
  });
}
