import { JSONParser } from '@streamparser/json';
import { z } from 'zod';
import { addSection, emptyText, ImportError, type Sink } from './catalogue.ts';
import { toMarkdown, toPlainText } from './markdown.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Html = z.string().nullish();
const Named = z.looseObject({ name: z.string(), description: Html, link: z.string().nullish() });
const NamedList = z.array(Named).nullish();
const Keywords = z.union([z.string(), z.array(z.string())]).nullish();

/** A service as the service catalogues of Berlin and Munich have it; what is not named here is passed over. */
const Service = z.looseObject({
  id: Id,
  name: z.string().min(1),
  description: Html,
  leadtext: Html,
  hint: Html,
  process_time: Html,
  fees: Html,
  requirements: NamedList,
  prerequisites: NamedList,
  forms: NamedList,
  legal: NamedList,
  links: NamedList,
  keywords: Keywords,
  appointment: z.looseObject({ link: z.string().nullish() }).nullish(),
  onlineprocessing: z.looseObject({ description: Html, link: z.string().nullish() }).nullish(),
  meta: z
    .looseObject({ url: z.string().nullish(), keywords: Keywords, locale: z.string().nullish() })
    .nullish(),
  locations: z.array(z.union([z.looseObject({ location: Id }), Id])).nullish(),
});

const OpeningTimes = z.record(
  z.string(),
  z.array(z.looseObject({ from: z.string(), to: z.string() })).nullish(),
);
const Location = z.looseObject({
  id: Id,
  name: z.string().min(1),
  note: Html,
  address: z
    .looseObject({
      street: z.string().nullish(),
      house_number: z.union([z.string(), z.number()]).nullish(),
      postal_code: z.union([z.string(), z.number()]).nullish(),
      city: z.string().nullish(),
    })
    .nullish(),
  contact: z
    .looseObject({ phone: z.string().nullish(), email: z.string().nullish(), webinfo: z.string().nullish() })
    .nullish(),
  opening_times: OpeningTimes.nullish(),
  services: z.array(z.union([z.looseObject({ service: Id }), Id])).nullish(),
  meta: z.looseObject({ url: z.string().nullish() }).nullish(),
});

/** Reads the JSON of a service catalogue: `services` and `locations`. Throws `ImportError`. */
export async function readDldb(chunks: AsyncIterable<string>, sink: Sink): Promise<void> {
  const parser = new JSONParser({ paths: ['$.services.*', '$.locations.*', '$.data.*'], keepStack: false });
  let found = false;
  parser.onError = (error) => {
    throw new ImportError('json', { error: error.message });
  };
  parser.onValue = ({ value, stack }) => {
    found = true;
    const isLocation =
      stack[1]?.key === 'locations' ||
      (typeof value === 'object' && value !== null && 'opening_times' in value);
    if (isLocation) toOffice(value, sink);
    else toService(value, sink);
  };
  for await (const chunk of chunks) parser.write(chunk);
  if (!parser.isEnded) throw new ImportError('json', { error: 'the file ends too early' });
  if (!found) throw new ImportError('empty');
}

function toService(value: unknown, sink: Sink): void {
  const parsed = Service.safeParse(value);
  if (!parsed.success) {
    noteProblem('services', value, parsed.error, sink);
    return;
  }
  const { data } = parsed;
  const text = emptyText(toPlainText(data.name));
  text.intro = toMarkdown(data.description || data.leadtext || '') || text.title;
  text.keywords = [data.keywords, data.meta?.keywords].flatMap(toKeywords);
  addSection(text, 'Voraussetzungen', asList(data.prerequisites));
  addSection(text, 'Kosten', toMarkdown(data.fees ?? ''));
  addSection(text, 'Bearbeitungsdauer', toMarkdown(data.process_time ?? ''));
  addSection(text, 'Rechtsgrundlagen', asList(data.legal));
  addSection(text, 'Weiterführende Informationen', asList(data.links));
  addSection(text, 'Hinweise', toMarkdown(data.hint ?? ''));
  const documents = (data.requirements ?? []).map(({ name, description }, index) => {
    const details = toPlainText(description ?? '');
    return { id: `document-${index + 1}`, label: [toPlainText(name), details].filter(Boolean).join(': ') };
  });
  const forms = (data.forms ?? []).flatMap(({ name, link }, index) =>
    isWeb(link) ? [{ id: `form-${index + 1}`, label: toPlainText(name), url: link }] : [],
  );
  sink.take({
    kind: 'service',
    key: data.id,
    texts: { [(data.meta?.locale ?? 'de').toLowerCase()]: text },
    facts: {
      ...(documents.length > 0 && { documents }),
      ...(forms.length > 0 && { forms }),
      ...(isWeb(data.onlineprocessing?.link) && { online: data.onlineprocessing?.link }),
      ...(isWeb(data.appointment?.link) && { appointment: data.appointment?.link }),
      ...(isWeb(data.meta?.url) && { url: data.meta?.url }),
      places: (data.locations ?? []).map((one) => (typeof one === 'string' ? one : one.location)),
    },
  });
}

function toOffice(value: unknown, sink: Sink): void {
  const parsed = Location.safeParse(value);
  if (!parsed.success) {
    noteProblem('locations', value, parsed.error, sink);
    return;
  }
  const { data } = parsed;
  const { address, contact } = data;
  const text = emptyText(toPlainText(data.name));
  text.intro = toMarkdown(data.note ?? '');
  const postcode = String(address?.postal_code ?? '');
  const hours = toHours(data.opening_times ?? {});
  sink.take({
    kind: 'office',
    key: data.id,
    texts: { de: text },
    facts: {
      ...(address?.street &&
        /^\d{5}$/.test(postcode) && {
          address: {
            street: [address.street, address.house_number].filter(Boolean).join(' '),
            postcode,
            city: address.city || 'Berlin',
          },
        }),
      ...(contact?.phone && { phone: toPlainText(contact.phone) }),
      ...(contact?.email && { email: contact.email.trim() }),
      ...(isWeb(data.meta?.url)
        ? { url: data.meta?.url }
        : isWeb(contact?.webinfo)
          ? { url: contact?.webinfo }
          : {}),
      ...(hours && { hours }),
    },
    services: (data.services ?? []).map((one) => (typeof one === 'string' ? one : one.service)),
  });
}

const days: Record<string, string> = {
  monday: 'Mo',
  tuesday: 'Tu',
  wednesday: 'We',
  thursday: 'Th',
  friday: 'Fr',
  saturday: 'Sa',
  sunday: 'Su',
};

/** Opening times day by day in OpenStreetMap syntax, closed on public holidays. */
function toHours(times: z.infer<typeof OpeningTimes>): string {
  const short = (time: string) =>
    /^(\d{1,2}):(\d{2})/
      .exec(time)
      ?.slice(1, 3)
      .map((part) => part.padStart(2, '0'))
      .join(':');
  const rules = Object.entries(days).flatMap(([day, name]) => {
    const spans = (times[day] ?? []).flatMap(({ from, to }) => {
      const [start, end] = [short(from), short(to)];
      return start && end ? [`${start}-${end}`] : [];
    });
    return spans.length > 0 ? [`${name} ${spans.join(',')}`] : [];
  });
  return rules.length > 0 ? [...rules, 'PH off'].join('; ') : '';
}

function noteProblem(part: string, value: unknown, { issues }: z.ZodError, sink: Sink): void {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '–';
  sink.note('record', { part, id, field: issues[0]?.path.join('.') || '–' });
}

function toKeywords(keywords: z.infer<typeof Keywords>): string[] {
  const list = typeof keywords === 'string' ? keywords.split(/[,;]/) : (keywords ?? []);
  return list.map((word) => toPlainText(word)).filter(Boolean);
}

function asList(items: z.infer<typeof NamedList>): string {
  return (items ?? [])
    .map(({ name, description, link }) => {
      const title = toPlainText(name);
      const linked = isWeb(link) ? `[${title.replace(/[[\]]/g, '')}](${link})` : title;
      return `- ${[linked, toPlainText(description ?? '')].filter(Boolean).join(': ')}`;
    })
    .join('\n');
}

function isWeb(link: string | null | undefined): link is string {
  return /^https:\/\/[^\s()<>]+$/.test(link ?? '');
}
