import { JSONParser } from '@streamparser/json';
import { addSection, emptyText, type ForeignText, ImportError, type Sink } from './catalogue.ts';
import {
  alternatives,
  asItems,
  common,
  flagless,
  keywords,
  link,
  list,
  locale,
  unique,
} from './dldb-fields.ts';
import { readAuthority, readLocation } from './dldb-location.ts';
import { Fields } from './fields.ts';
import { nameOf } from './found.ts';
import { linkTo, toMarkdown, toPlainText } from './markdown.ts';
import { plainFees, plainSpan } from './plain-facts.ts';

/** Reads the JSON of a service catalogue as Berlin, Munich and others publish it. Throws `ImportError`. */
export async function readDldb(chunks: AsyncIterable<string>, sink: Sink): Promise<void> {
  const paths = ['$.services.*', '$.locations.*', '$.topics.*', '$.authorities.*', '$.data.*', '$.*'];
  const parser = new JSONParser({ paths, keepStack: false });
  let found = 0;
  parser.onError = (error) => {
    throw new ImportError('json', { error: error.message });
  };
  parser.onValue = ({ value, stack, key }) => {
    // What stands around the records: `meta`, or a list whose records were handed over already.
    if (stack.length === 1 && typeof key === 'string' && !/^\d+$/.test(key)) return;
    found++;
    readRecord(value, String(stack[1]?.key ?? ''), sink);
  };
  for await (const chunk of chunks) parser.write(chunk);
  if (!parser.isEnded) throw new ImportError('json', { error: 'the file ends too early' });
  if (found === 0) throw new ImportError('empty');
}

function readRecord(value: unknown, part: string, sink: Sink): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    sink.note('record');
    return;
  }
  const kind = shapeOf(value, part);
  const id = 'id' in value ? String(value.id) : '–';
  const fields = new Fields(value, nameOf({ kind: kinds[kind], key: id }), sink.note);
  const key = fields.text('id') || fields.group('meta').text('id');
  const title = toPlainText(fields.text('displayName') || fields.text('name'));
  if (key === '' || title === '') {
    sink.note('noName', { element: kind, key: key || '–' });
    return;
  }
  readers[kind](fields, key, title, sink);
  fields.finish();
}

type Shape = 'service' | 'location' | 'topic' | 'authority';

/** What a record is, by the list it stands in, else by what it has. */
function shapeOf(record: object, part: string): Shape {
  const named: Record<string, Shape> = {
    services: 'service',
    locations: 'location',
    topics: 'topic',
    authorities: 'authority',
  };
  const has = (...names: string[]) => names.some((name) => name in record);
  if (named[part]) return named[part];
  if (has('address', 'opening_times', 'geo', 'transit', 'accessibility')) return 'location';
  const relation = 'relation' in record && typeof record.relation === 'object' ? record.relation : undefined;
  if (has('path', 'virtual', 'navi') || (relation && 'childs' in relation)) return 'topic';
  const isService = has(
    'description',
    'fees',
    'requirements',
    'prerequisites',
    'leika',
    'authorities',
    'forms',
    'process_time',
    'appointment',
  );
  return isService || !has('webinfo', 'contact', 'locations') ? 'service' : 'authority';
}

/** What a shape becomes. */
const kinds: Record<Shape, string> = {
  service: 'service',
  location: 'office',
  topic: 'topic',
  authority: 'office',
};

const readers: Record<Shape, (fields: Fields, key: string, title: string, sink: Sink) => void> = {
  service: readService,
  location: readLocation,
  topic: readTopic,
  authority: readAuthority,
};

function readService(fields: Fields, key: string, title: string, sink: Sink): void {
  const meta = fields.group('meta');
  const text = emptyText(title);
  text.keywords = [...alternatives(fields, title), ...keywords(fields, meta)];
  text.intro = [fields.text('leadtext'), fields.text('description')]
    .map(toMarkdown)
    .filter(Boolean)
    .join('\n\n');
  const documents = list(fields, 'requirements').map(({ name, details, link }, index) => {
    if (link) addSection(text, 'Weiterführende Informationen', `- ${linkTo(name, link)}`);
    return { id: `document-${index + 1}`, label: [name, details].filter(Boolean).join(': ') };
  });
  const forms = unique(list(fields, 'forms').filter(({ link }) => link !== ''));
  const own = new Set(forms.map(({ link }) => link));
  addSection(text, 'Voraussetzungen', asItems(list(fields, 'prerequisites')));
  const fees = readFees(fields, text);
  const duration = readDuration(fields, text);
  addSection(text, 'Rechtsgrundlagen', asItems(list(fields, 'legal')));
  for (const name of ['responsibility', 'responsibility_all'])
    addSection(text, 'Zuständige Stelle', flagless(fields, name));
  addSection(text, 'Vertretung', flagless(fields, 'representation'));
  addSection(text, 'Hinweise', flagless(fields, 'hint'));
  const online = readOnline(fields.group('onlineprocessing'), text);
  const links = [...list(fields, 'links'), ...list(fields, 'publications')];
  addSection(
    text,
    'Weiterführende Informationen',
    asItems(unique(links.filter(({ link }) => !own.has(link)))),
  );

  const places = fields.list('locations', 'location').map((place) => readPlace(place, text));
  // Where there are offices, they are whom to turn to.
  if (places.length === 0) addSection(text, 'Zuständige Stelle', readAuthorities(fields));
  const appointments = new Set(places.flatMap(({ appointment }) => appointment || []));
  const appointment =
    link(fields.group('appointment'), 'link') || (appointments.size === 1 ? [...appointments][0] : '');
  if (appointments.size > 1)
    addSection(
      text,
      'Termin vereinbaren',
      places
        .flatMap(({ key, appointment }) => (appointment ? `- [{{office:${key}}}](${appointment})` : []))
        .join('\n'),
    );
  fields.skip('locale');
  sink.take({
    kind: 'service',
    key,
    texts: { [locale(meta)]: text },
    facts: {
      ...common(fields, meta, title),
      ...(fees.length > 0 && { fees }),
      ...(documents.length > 0 && { documents }),
      ...(forms.length > 0 && {
        forms: forms.map(({ name, link }, index) => ({
          id: `form-${index + 1}`,
          label: name || link,
          url: link,
        })),
      }),
      ...(duration && { duration }),
      ...(online && { online }),
      ...(appointment && { appointment }),
      ...leika(fields),
    },
    offices: places.map(({ key }) => key),
  });
}

function readAuthorities(fields: Fields): string {
  const names = fields.list('authorities', 'id').map((one) => {
    one.skip('id');
    return toPlainText(one.text('name'));
  });
  return names.filter(Boolean).join(', ');
}

/** An office of a service, with what holds only there. */
function readPlace(place: Fields, text: ForeignText): { key: string; appointment: string } {
  const key = place.text('location') || place.text('id');
  const said = [
    flagless(place, 'hint'),
    flagless(place, 'responsibility'),
    flagless(place, 'responsibility_hint'),
  ];
  addSection(
    text,
    'Hinweise',
    said
      .filter(Boolean)
      .map((one) => `{{office:${key}}}: ${one}`)
      .join('\n\n'),
  );
  const booking = place.group('appointment');
  const appointment = link(booking, 'link');
  // The address of the appointment once more.
  place.skip('url');
  return { key, appointment: booking.flag('allowed') === false ? '' : appointment };
}

function readTopic(fields: Fields, key: string, title: string, sink: Sink): void {
  const meta = fields.group('meta');
  const text = emptyText(title);
  text.keywords = keywords(fields, meta);
  text.intro = toMarkdown(fields.text('description'));
  const relation = fields.group('relation');
  const services = [...fields.list('services', 'id'), ...relation.list('services', 'id')].map((one) => {
    one.skip('name', 'link', 'url');
    return one.text('id') || one.text('service');
  });
  const children = [
    ...fields.list('childs', 'name'),
    ...fields.list('children', 'name'),
    ...relation.list('childs', 'name'),
  ];
  addSection(
    text,
    'Unterthemen',
    children
      .flatMap((child) => {
        child.skip('id', 'path');
        return toPlainText(child.text('name')) || [];
      })
      .map((name) => `- ${name}`)
      .join('\n'),
  );
  addSection(text, 'Weiterführende Informationen', asItems(list(fields, 'links')));
  sink.take({
    kind: 'topic',
    key,
    texts: { [locale(meta)]: text },
    facts: common(fields, meta, title),
    services,
  });
}

function readFees(fields: Fields, text: ForeignText) {
  const said = toMarkdown(fields.text('fees'));
  const fees = plainFees(said);
  if (fees.length === 0) addSection(text, 'Kosten', said);
  return fees.map((fee, index) => ({ id: `fee-${index + 1}`, ...fee }));
}

function readDuration(fields: Fields, text: ForeignText) {
  const said = toMarkdown(fields.text('process_time'));
  const span = plainSpan(said);
  if (!span) addSection(text, 'Bearbeitungsdauer', said);
  return span;
}

function readOnline(online: Fields, text: ForeignText): string {
  addSection(text, 'Online erledigen', toMarkdown(online.text('description')));
  return link(online, 'link');
}

function leika(fields: Fields): Record<string, string> {
  const key = fields.text('leika');
  if (/^\d{14}$/.test(key)) return { leika: key };
  if (key) fields.refuse('leika', 'leika', key);
  return {};
}
