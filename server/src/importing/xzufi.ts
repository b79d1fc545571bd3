import { addSection, emptyText, type ForeignEntry, type ForeignText, type Sink } from './catalogue.ts';
import { toMarkdown, toPlainText } from './markdown.ts';
import { childOf, childrenOf, descendants, type Element, readXml, textOf } from './xml.ts';

/** STD-XZUFI. */
const NAMESPACE = 'http://xoev.de/schemata/xzufi/2_2_0';
const OBJECTS = new Set(['leistung', 'organisationseinheit', 'onlinedienst']);

/** Text modules (urn:de:xzufi:codeliste:leistungstextmodulleika) as headings of ours; `undefined` is left out. */
const modules: Record<string, string | undefined> = {
  '06': 'Volltext',
  '07': 'Rechtsgrundlagen',
  '08': 'Erforderliche Unterlagen',
  '09': 'Voraussetzungen',
  '10': 'Kosten',
  '11': 'Verfahrensablauf',
  '12': 'Frist',
  '13': 'Bearbeitungsdauer',
  '14': 'Formulare',
  '15': 'Weiterführende Informationen',
  '16': 'Hinweise',
  '18': undefined,
  '22': 'Zuständige Stelle',
  '23': 'Ansprechpunkt',
  '25': 'Rechtsbehelf',
};
const NAME = '02';
const PLAIN_NAME = '03';
const SHORT_TEXT = '05';
const TEASER = '24';

/** Modules that are elements of their own. */
const ownModules: Record<string, string> = {
  modulFrist: 'Frist',
  modulKosten: 'Kosten',
  modulBearbeitungsdauer: 'Bearbeitungsdauer',
};

/** Elements of a service that hold nothing an entry says. */
const passedOver = new Set([
  'id', 'idSekundaer', 'struktur', 'referenzLeiKa', 'modulText', 'modulBegriffImKontext', 'typisierung', 'kategorie',
  'gueltigkeit', 'gueltigkeitGebietID', 'versionsinformation', 'sprachversion', 'modulFachlicheFreigabe',
  'modulUrsprungsportal', 'kennzeichenSchriftformerfordernis', 'informationsbereichSDG', 'vertrauensniveau',
  'leistungsadressat', 'relevantFuerWirtschaftszweig', 'kennzeichenEA', 'klassifizierung', 'herausgeber',
]); // biome-ignore format: a list of names

/** Reads an XZuFi 2.2 message. Throws `ImportError`. */
export async function readXzufi(chunks: AsyncIterable<string>, sink: Sink): Promise<void> {
  await readXml(chunks, NAMESPACE, OBJECTS, (object) => {
    if (object.name === 'leistung') toService(object, sink);
    else if (object.name === 'organisationseinheit') toOffice(object, sink);
    else toLink(object, sink);
  });
}

function toService(leistung: Element, sink: Sink): void {
  const key = textOf(childOf(leistung, 'id'));
  const texts: Record<string, ForeignText> = {};
  const parts = childrenOf(leistung, 'modulText').map((part) => ({
    code: textOf(childOf(part, 'leikaTextmodul', 'code')).padStart(2, '0'),
    part,
  }));
  const wordsOf = (code: string, lang: string) =>
    parts
      .filter((one) => one.code === code)
      .map(({ part }) => inLang(part, 'inhalt', lang))
      .find(Boolean) ?? '';
  const langs = new Set(
    parts.flatMap(({ part }) =>
      childrenOf(part, 'inhalt').map(({ attributes }) => attributes.languageCode ?? 'de'),
    ),
  );
  for (const lang of langs) {
    const title = toPlainText(wordsOf(PLAIN_NAME, lang) || wordsOf(NAME, lang));
    if (title) texts[lang.toLowerCase()] = emptyText(title);
  }
  if (key === '' || Object.keys(texts).length === 0) {
    sink.note('noName', { element: 'leistung', key: key || '–' });
    return;
  }
  const name = Object.values(texts)[0]?.title;
  for (const [lang, text] of Object.entries(texts)) {
    const formal = toPlainText(wordsOf(NAME, lang));
    if (formal && formal !== text.title) text.keywords.push(formal);
    text.keywords.push(...contextTerms(leistung, lang));
    text.intro = toMarkdown(wordsOf(SHORT_TEXT, lang) || wordsOf(TEASER, lang));
    for (const { code, part } of parts) {
      if ([NAME, PLAIN_NAME, SHORT_TEXT, TEASER].includes(code)) continue;
      if (!(code in modules)) sink.note('module', { code, title: name });
      const heading = code in modules ? modules[code] : 'Weitere Informationen';
      if (heading)
        addSection(
          text,
          heading,
          [toMarkdown(inLang(part, 'inhalt', lang)), ...links(part)].filter(Boolean).join('\n\n'),
        );
    }
    for (const [element, heading] of Object.entries(ownModules))
      for (const part of childrenOf(leistung, element)) addSection(text, heading, described(part, lang));
    if (text.intro === '') text.intro = takeSection(text, 'Volltext') || text.title;
  }
  for (const { name: element } of leistung.children)
    if (!passedOver.has(element) && !(element in ownModules)) sink.note('element', { element, title: name });
  const leika =
    textOf(childOf(leistung, 'referenzLeiKa', 'code')) || textOf(childOf(leistung, 'referenzLeiKa'));
  if (leika && !/^\d{14}$/.test(leika)) sink.note('leika', { leika, title: name });
  const service: ForeignEntry = {
    kind: 'service',
    key,
    texts,
    facts: { ...(/^\d{14}$/.test(leika) && { leika }), ...facts(leistung, name ?? '', sink) },
  };
  sink.take(service);
}

/** Fees and spans of time that stand in elements of their own, not in words. */
function facts(leistung: Element, title: string, sink: Sink): Record<string, unknown> {
  const fees = childrenOf(leistung, 'modulKosten').flatMap((part) =>
    childrenOf(part, 'kosten').flatMap((cost, index) => {
      const number = (name: string) => Number(textOf(childOf(cost, name)).replace(',', '.') || Number.NaN);
      const [amount, from, to] = ['betrag', 'betragUntergrenze', 'betragObergrenze'].map(number);
      const label = toPlainText(inLang(cost, 'beschreibung', 'de') || textOf(childOf(cost, 'bezeichnung')));
      const currency = textOf(childOf(cost, 'waehrung', 'code')) || 'EUR';
      const found = Number.isFinite(amount) ? amount : from;
      const isFree = /frei/i.test(cost.attributes.type ?? '');
      if (currency !== 'EUR' || (!Number.isFinite(found) && !isFree)) {
        sink.note('cost', { title });
        return [];
      }
      return [
        {
          id: `fee-${index + 1}`,
          ...(label && { label }),
          amount: isFree ? 0 : found,
          ...(to !== undefined && Number.isFinite(to) && { to }),
        },
      ];
    }),
  );
  const span = childrenOf(leistung, 'modulBearbeitungsdauer').flatMap((part) => [
    ...spans(part, title, sink),
  ])[0];
  return { ...(fees.length > 0 && { fees }), ...(span && { duration: span }) };
}

const units: [RegExp, string][] = [
  [/^(?:min|minute)/i, 'minutes'],
  [/^(?:h|stunde)/i, 'hours'],
  [/^(?:at|wt|werktag|arbeitstag)/i, 'working-days'],
  [/^(?:d|t|tag)/i, 'days'],
  [/^(?:w|woche)/i, 'weeks'],
  [/^(?:mo|m$|monat)/i, 'months'],
  [/^(?:y|j|jahr)/i, 'years'],
];

function* spans(
  part: Element,
  title: string,
  sink: Sink,
): Iterable<{ from: number; unit: string; to?: number }> {
  for (const holder of [part, ...descendants(part, 'bearbeitungsdauer'), ...descendants(part, 'dauer')]) {
    const value = childOf(holder, 'dauer');
    const from = Number(textOf(value) || textOf(childOf(holder, 'minimaleDauer')) || Number.NaN);
    if (!Number.isInteger(from)) continue;
    const code =
      textOf(childOf(holder, 'einheit', 'code')) ||
      textOf(childOf(holder, 'einheit', 'name')) ||
      textOf(childOf(holder, 'einheit'));
    const unit = units.find(([pattern]) => pattern.test(code))?.[1];
    if (!unit) {
      sink.note('unit', { code, title });
      continue;
    }
    const to = Number(textOf(childOf(holder, 'maximaleDauer')) || Number.NaN);
    yield { from, unit, ...(Number.isInteger(to) && { to }) };
  }
}

function toOffice(unit: Element, sink: Sink): void {
  const key = textOf(childOf(unit, 'id'));
  const names = childrenOf(childOf(unit, 'name'), 'name');
  const title = textOf(names[0]) || textOf(childOf(unit, 'name')) || textOf(childOf(unit, 'bezeichnung'));
  if (!key || !title) {
    sink.note('noName', { element: 'organisationseinheit', key: key || '–' });
    return;
  }
  const texts: Record<string, ForeignText> = {};
  for (const name of names.length > 0 ? names : [{ text: title, attributes: {} as Record<string, string> }])
    texts[(name.attributes.languageCode ?? 'de').toLowerCase()] ??= emptyText(name.text.trim());
  const text = texts.de ?? Object.values(texts)[0];
  for (const element of [
    'beschreibung',
    'infoOeffnungszeiten',
    'infoAnreise',
    'infoBarrierefreiheit',
    'zusatzinfo',
  ])
    for (const part of childrenOf(unit, element))
      if (text) text.intro = [text.intro, toMarkdown(part.text)].filter(Boolean).join('\n\n');
  const address = childrenOf(unit, 'anschrift').find((one) => childOf(one, 'strasse'));
  const postcode = textOf(childOf(address, 'postleitzahl'));
  const office: ForeignEntry = {
    kind: 'office',
    key,
    texts,
    facts: {
      ...(address &&
        /^\d{5}$/.test(postcode) && {
          address: {
            street: [textOf(childOf(address, 'strasse')), textOf(childOf(address, 'hausnummer'))]
              .filter(Boolean)
              .join(' '),
            postcode,
            city: textOf(childOf(address, 'ort')),
          },
        }),
      ...contacts(unit),
    },
    services: childrenOf(unit, 'zustaendigkeit').flatMap((one) => childrenOf(one, 'leistungID').map(textOf)),
  };
  const areas = childrenOf(unit, 'zustaendigkeit').flatMap((one) => childrenOf(one, 'gebietID')).length;
  if (areas > 0) sink.note('areas', { title, count: areas });
  sink.take(office);
}

/** How an office is reached, told apart by the form of the address; a fax number is left out. */
function contacts(unit: Element): Record<string, string> {
  const FAX = '04';
  const found: Record<string, string> = {};
  for (const one of childrenOf(unit, 'kommunikation')) {
    if (textOf(childOf(one, 'kanal', 'code')) === FAX) continue;
    const value = textOf(childOf(one, 'kennung'));
    if (/^[^\s@]+@[^\s@]+$/.test(value)) found.email ??= value;
    else if (/^https?:\/\//.test(value)) found.url ??= value;
    else if (/^[+\d][\d\s()/-]{3,}$/.test(value)) found.phone ??= value;
  }
  const [page] = childrenOf(unit, 'internetadresse');
  const url = textOf(childOf(page, 'uri')) || textOf(page);
  if (/^https?:\/\//.test(url)) found.url ??= url;
  return found;
}

function toLink(service: Element, sink: Sink): void {
  const url = [...descendants(service, 'link'), ...descendants(service, 'uri')]
    .map(textOf)
    .find((one) => /^https:\/\//.test(one));
  const services = [...descendants(service, 'leistungID')].map(textOf);
  if (url && services.length > 0)
    sink.take({ kind: 'online', key: textOf(childOf(service, 'id')), url, services });
  else sink.note('online', { key: textOf(childOf(service, 'id')) || '–' });
}

function inLang(part: Element, name: string, lang: string): string {
  const all = childrenOf(part, name);
  return (
    all.find(({ attributes }) => (attributes.languageCode ?? 'de').toLowerCase() === lang.toLowerCase())
      ?.text ?? ''
  ).trim();
}

function described(part: Element, lang: string): string {
  return [...descendants(part, 'beschreibung')]
    .filter(({ attributes }) => (attributes.languageCode ?? 'de').toLowerCase() === lang)
    .map(({ text }) => toMarkdown(text))
    .filter(Boolean)
    .join('\n\n');
}

function links(part: Element): string[] {
  return childrenOf(part, 'weiterfuehrenderLink').flatMap((link) => {
    const uri = textOf(childOf(link, 'uri'));
    const title = textOf(childOf(link, 'titel')) || uri;
    return /^https:\/\/\S+$/.test(uri) ? [`- [${title.replace(/[[\]]/g, '')}](${uri})`] : [];
  });
}

function contextTerms(leistung: Element, lang: string): string[] {
  return childrenOf(leistung, 'modulBegriffImKontext').flatMap((part) =>
    [...descendants(part, 'begriff')]
      .filter(({ attributes }) => (attributes.languageCode ?? 'de').toLowerCase() === lang)
      .map(({ text }) => toPlainText(text))
      .filter(Boolean),
  );
}

function takeSection(text: ForeignText, heading: string): string {
  const index = text.sections.findIndex((section) => section.heading === heading);
  return index < 0 ? '' : (text.sections.splice(index, 1)[0]?.text ?? '');
}
