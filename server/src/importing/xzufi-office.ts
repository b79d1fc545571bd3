import { addSection, emptyText, type ForeignText, type Sink } from './catalogue.ts';
import { toMarkdown, toPlainText } from './markdown.ts';
import { childOf, childrenOf, descendants, type Element, textOf } from './xml.ts';
import { readReviewed, readValidity } from './xzufi-facts.ts';
import { keyOf } from './xzufi-values.ts';

/** Parts of an office that are read as text, with the heading they stand under. */
const told: Record<string, string> = {
  beschreibung: '',
  infoAnreise: 'Anfahrt',
  infoBarrierefreiheit: 'Barrierefreiheit',
  infoParkplatz: 'Parken',
  infoOEPNV: 'Anfahrt',
  infoZahlungsmittel: 'Zahlungsarten',
  zusatzinfo: 'Hinweise',
  hinweis: 'Hinweise',
};
/** Parts that hold nothing an entry says, or that are read elsewhere. */
const known = new Set([
  'id', 'idSekundaer', 'name', 'bezeichnung', 'anschrift', 'kommunikation', 'kommunikationssystem', 'internetadresse',
  'zustaendigkeit', 'gueltigkeit', 'versionsinformation', 'sprachversion', 'kategorie', 'herausgeber', 'uebergeordneteOrganisationseinheitID',
]); // biome-ignore format: a list of names
const FAX = '04';

/** An organisational unit as an office. */
export function readOffice(unit: Element, sink: Sink): void {
  const key = keyOf(childOf(unit, 'id'));
  const names = childrenOf(childOf(unit, 'name'), 'name');
  const named = names.length > 0 ? names : [childOf(unit, 'name') ?? childOf(unit, 'bezeichnung')];
  const texts: Record<string, ForeignText> = {};
  for (const name of named) {
    const title = toPlainText(textOf(name));
    if (title) texts[(name?.attributes.languageCode ?? 'de').toLowerCase()] ??= emptyText(title);
  }
  const text = texts.de ?? Object.values(texts)[0];
  if (!key || !text) {
    sink.note('noName', { element: 'organisationseinheit', key: key || '–' });
    return;
  }
  for (const part of unit.children) {
    const heading = told[part.name];
    const content = toMarkdown(textOf(part) || [...descendants(part, 'text')].map(textOf).join('\n\n'));
    if (/^info(?:Oeffnungs|Sprech)zeiten/.test(part.name)) {
      if (weeklyIn(part).length === 0) addSection(text, 'Öffnungszeiten', content);
      for (const remark of descendants(part, 'anmerkung'))
        addSection(text, 'Öffnungszeiten', toMarkdown(remark.text));
    } else if (heading === '') text.intro = [text.intro, content].filter(Boolean).join('\n\n');
    else if (heading) addSection(text, heading, content);
    else if (!known.has(part.name)) sink.note('element', { record: `office:${key}`, element: part.name });
  }
  const address = childrenOf(unit, 'anschrift').find((one) => childOf(one, 'strasse'));
  const [street, number, postcode, city, room] = [
    'strasse',
    'hausnummer',
    'postleitzahl',
    'ort',
    'zusatz',
  ].map((name) => textOf(childOf(address, name)));
  const hours = unit.children
    .filter(({ name }) => /^info(?:Oeffnungs|Sprech)zeiten/.test(name))
    .flatMap(weeklyIn);
  sink.take({
    kind: 'office',
    key,
    texts,
    facts: {
      ...(street && {
        address: {
          street: [street, number].filter(Boolean).join(' '),
          ...(postcode && { postcode }),
          ...(city && { city }),
        },
      }),
      ...(room && { room }),
      ...contacts(unit, text),
      ...(hours.length > 0 && { hours: [...new Set(hours), 'PH off'].join('; ') }),
      ...readReviewed(unit),
      ...readValidity(unit),
    },
  });
  for (const [index, one] of childrenOf(unit, 'zustaendigkeit').entries())
    readResponsibility(one, key, `${key}#${index}`, sink);
}

/** Who is responsible for what, and where. */
export function readResponsibility(one: Element, of: string, fallback: string, sink: Sink): void {
  const areas = childrenOf(one, 'gebietID').map(textOf).filter(Boolean);
  for (const service of childrenOf(one, 'leistungID'))
    sink.take({
      kind: 'responsibility',
      key: keyOf(childOf(one, 'id')) || fallback,
      of,
      service: keyOf(service),
      areas,
    });
}

/** How an office is reached, told apart by the form of the address: the first of each kind, the others in words. */
function contacts(unit: Element, text: ForeignText): Record<string, string> {
  const found: Record<string, string> = {};
  for (const one of [...childrenOf(unit, 'kommunikation'), ...childrenOf(unit, 'kommunikationssystem')]) {
    const channel = textOf(childOf(one, 'kanal', 'code'));
    const value = textOf(childOf(one, 'kennung'));
    const said = [textOf(childOf(one, 'kennungszusatz')), textOf(childOf(one, 'zusatz'))]
      .filter(Boolean)
      .join(' ');
    const kind =
      channel === FAX
        ? 'fax'
        : /^[^\s@]+@[^\s@]+$/.test(value)
          ? 'email'
          : /^https?:\/\//.test(value)
            ? 'url'
            : /^[+(\d][\d\s()/–-]{3,}$/.test(value)
              ? 'phone'
              : undefined;
    if (kind && kind !== 'fax' && found[kind] === undefined) found[kind] = value;
    else if (value)
      addSection(
        text,
        'Kontakt',
        `- ${[kind === 'fax' ? 'Fax:' : '', value, said].filter(Boolean).join(' ')}`,
      );
  }
  for (const page of childrenOf(unit, 'internetadresse')) {
    const url = textOf(childOf(page, 'uri')) || textOf(childOf(page, 'link')) || textOf(page);
    if (/^https?:\/\//.test(url)) found.url ??= url;
  }
  return found;
}

const days: [RegExp, string][] = [
  [/mo/i, 'Mo'], [/di|tu/i, 'Tu'], [/mi|we/i, 'We'], [/do|th/i, 'Th'], [/fr/i, 'Fr'], [/sa/i, 'Sa'], [/so|su/i, 'Su'],
]; // biome-ignore format: a table

/** Structured hours in OpenStreetMap syntax: wherever a day stands beside a beginning and an end. */
function weeklyIn(part: Element): string[] {
  const rules: string[] = [];
  for (const holder of [part, ...part.children, ...part.children.flatMap((one) => one.children)]) {
    const day = holder.children.find(({ name }) => /tag/i.test(name));
    const times = holder.children
      .filter(({ name }) => /beginn|ende|von|bis|start/i.test(name))
      .flatMap((one) => /^\d{2}:\d{2}/.exec(textOf(one))?.[0] ?? []);
    const word = textOf(day) || textOf(childOf(day, 'code')) || textOf(childOf(day, 'name'));
    const name = days.find(([pattern]) => new RegExp(`^(?:${pattern.source})`, 'i').test(word))?.[1];
    const [from, to] = times;
    if (name && from && to && from !== to) rules.push(`${name} ${from}-${to}`);
  }
  return rules;
}
