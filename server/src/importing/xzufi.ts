import { addSection, emptyText, type ForeignText, type Sink } from './catalogue.ts';
import { linkTo, toMarkdown, toPlainText } from './markdown.ts';
import { childOf, childrenOf, descendants, type Element, readXml, textOf } from './xml.ts';
import {
  readCosts,
  readDeadlines,
  readDocuments,
  readDuration,
  readReviewed,
  readValidity,
} from './xzufi-facts.ts';
import { readOffice, readResponsibility } from './xzufi-office.ts';
import { described, inLang, keyOf, langsOf, linksIn } from './xzufi-values.ts';

/** STD-XZUFI, 2.2 and 2.3. */
const NAMESPACE = /^https?:\/\/xoev\.de\/schemata\/xzufi\/2_[23]_\d$/;
/** What a message holds, wherever it stands. */
const OBJECTS = new Set([
  'schreibe',
  'loesche',
  'leistung',
  'organisationseinheit',
  'onlinedienst',
  'formular',
  'spezialisierung',
  'leistungSpezialisierung',
  'zustaendigkeitTransferObjekt',
]);

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

/** Parts of a service that are read elsewhere, or hold nothing an entry says. */
const known = new Set([
  'id', 'idSekundaer', 'leistungID', 'struktur', 'referenzLeiKa', 'modulText', 'modulBegriffImKontext', 'modulFrist', 'modulKosten', 'modulBearbeitungsdauer',
  'modulDokument', 'typisierung', 'kategorie', 'gueltigkeit', 'gueltigkeitGebietID', 'versionsinformation', 'sprachversion',
  'modulFachlicheFreigabe', 'modulUrsprungsportal', 'kennzeichenSchriftformerfordernis', 'informationsbereichSDG',
  'vertrauensniveau', 'leistungsadressat', 'relevantFuerWirtschaftszweig', 'kennzeichenEA', 'klassifizierung', 'herausgeber', 'zustaendigkeit',
]); // biome-ignore format: a list of names

/** What deletions call the kinds of objects, in lower case. */
const classes: Record<string, 'service' | 'office' | 'online' | 'responsibility'> = {
  leistung: 'service',
  organisationseinheit: 'office',
  onlinedienst: 'online',
  zustaendigkeit: 'responsibility',
};

/** Reads an XZuFi message of version 2.2 or 2.3. Throws `ImportError`. */
export async function readXzufi(chunks: AsyncIterable<string>, sink: Sink): Promise<void> {
  await readXml(chunks, NAMESPACE, OBJECTS, (object) => readObject(object, sink));
}

function readObject(object: Element, sink: Sink): void {
  switch (object.name) {
    case 'schreibe':
      for (const one of object.children) readObject(one, sink);
      break;
    case 'loesche': {
      const name = object.attributes.klasse ?? '';
      const of = classes[name.toLowerCase()];
      if (of) sink.take({ kind: 'deletion', of, key: keyOf(childOf(object, 'id')) });
      else sink.note('element', { element: `loesche ${name}` });
      break;
    }
    case 'leistung':
      readService(object, sink);
      break;
    case 'spezialisierung':
    case 'leistungSpezialisierung':
      readSpecialisation(object, sink);
      break;
    case 'organisationseinheit':
      readOffice(object, sink);
      break;
    case 'zustaendigkeitTransferObjekt':
      for (const one of childrenOf(object, 'zustaendigkeit'))
        readResponsibility(
          one,
          keyOf(childOf(object, 'uebergeordnetesObjektID')),
          keyOf(childOf(object, 'id')),
          sink,
        );
      break;
    case 'onlinedienst':
      readOnlineService(object, sink);
      break;
    case 'formular':
      readForm(object, sink);
      break;
    default:
      sink.note('element', { element: object.name });
  }
}

function readService(service: Element, sink: Sink): void {
  const key = keyOf(childOf(service, 'id'));
  const parts = partsOf(service);
  const record = `service:${key}`;
  const texts: Record<string, ForeignText> = {};
  for (const lang of langsOf(parts.flatMap(({ part }) => childrenOf(part, 'inhalt')))) {
    const title = toPlainText(wordsOf(parts, PLAIN_NAME, lang) || wordsOf(parts, NAME, lang));
    if (title) texts[lang] = emptyText(title);
  }
  const main = texts.de ?? Object.values(texts)[0];
  if (key === '' || !main) {
    sink.note('noName', { element: 'leistung', key: key || '–' });
    return;
  }
  for (const [lang, text] of Object.entries(texts)) {
    const formal = toPlainText(wordsOf(parts, NAME, lang));
    if (formal && formal !== text.title) text.keywords.push(formal);
    text.keywords.push(...contextTerms(service, lang));
    text.intro = toMarkdown(wordsOf(parts, SHORT_TEXT, lang) || wordsOf(parts, TEASER, lang));
    addModules(text, service, lang, record, sink);
    if (text.intro === '') text.intro = takeSection(text, 'Volltext');
  }
  for (const { name } of service.children)
    if (!known.has(name)) sink.note('element', { record, element: name });
  const leikas = childrenOf(service, 'referenzLeiKa').flatMap(
    (one) => textOf(childOf(one, 'code')) || textOf(one) || [],
  );
  for (const value of leikas) if (!/^\d{14}$/.test(value)) sink.note('leika', { record, value });
  const leika = leikas.find((one) => /^\d{14}$/.test(one));
  const lang = texts.de ? 'de' : (Object.keys(texts)[0] ?? 'de');
  const { fees } = readCosts(service, lang);
  const { span } = readDuration(service, lang, () => {}, record);
  const documents = readDocuments(service, lang);
  sink.take({
    kind: 'service',
    key,
    texts,
    facts: {
      ...(leika && { leika }),
      ...(fees.length > 0 && { fees }),
      ...(documents.length > 0 && { documents }),
      ...(span && { duration: span }),
      ...readReviewed(service),
      ...readValidity(service),
    },
  });
  for (const [index, one] of childrenOf(service, 'zustaendigkeit').entries())
    for (const office of childrenOf(one, 'organisationseinheitID'))
      sink.take({
        kind: 'responsibility',
        key: `${key}#${index}`,
        of: keyOf(office),
        service: key,
        areas: childrenOf(one, 'gebietID').map(textOf),
      });
}

/** What holds of a service only here: its modules stand after the service's own. */
function readSpecialisation(special: Element, sink: Sink): void {
  const of = keyOf(childOf(special, 'leistungID'));
  const key = keyOf(childOf(special, 'id')) || of;
  const record = `service:${of}`;
  const texts: Record<string, ForeignText> = {};
  const contents = partsOf(special).flatMap(({ part }) => childrenOf(part, 'inhalt'));
  for (const lang of langsOf(contents.length > 0 ? contents : [...descendants(special, 'beschreibung')])) {
    const text = emptyText('');
    text.intro = toMarkdown(wordsOf(partsOf(special), SHORT_TEXT, lang));
    addModules(text, special, lang, record, sink);
    texts[lang] = text;
  }
  if (of === '' || Object.keys(texts).length === 0)
    sink.note('noName', { element: special.name, key: key || '–' });
  else sink.take({ kind: 'supplement', key, of, texts });
}

/** Adds the text modules of an object and those that are elements of their own. */
function addModules(text: ForeignText, object: Element, lang: string, record: string, sink: Sink): void {
  for (const { code, part } of partsOf(object)) {
    if ([NAME, PLAIN_NAME, SHORT_TEXT, TEASER].includes(code)) continue;
    if (!(code in modules)) sink.note('module', { record, code });
    const heading = code in modules ? modules[code] : 'Weitere Informationen';
    if (!heading) continue;
    addSection(
      text,
      heading,
      [toMarkdown(inLang(part, 'inhalt', lang)), linksIn(part, 'weiterfuehrenderLink')]
        .filter(Boolean)
        .join('\n\n'),
    );
  }
  addSection(text, 'Kosten', readCosts(object, lang).text);
  addSection(text, 'Bearbeitungsdauer', readDuration(object, lang, sink.note, record).text);
  addSection(text, 'Frist', readDeadlines(object, lang));
}

function readOnlineService(service: Element, sink: Sink): void {
  const key = keyOf(childOf(service, 'id'));
  const url = addressIn(service);
  if (!url || !key) {
    sink.note('online', { key: key || '–' });
    return;
  }
  sink.take({ kind: 'online', key, url, services: [...descendants(service, 'leistungID')].map(keyOf) });
  for (const [index, one] of childrenOf(service, 'zustaendigkeit').entries())
    readResponsibility(one, key, `${key}#${index}`, sink);
}

/** A form of its own, for the services that it names. */
function readForm(form: Element, sink: Sink): void {
  const key = keyOf(childOf(form, 'id'));
  const url = addressIn(form);
  const label =
    toPlainText(
      inLang(form, 'bezeichnung', 'de') || textOf(childOf(form, 'bezeichnung')) || described(form, 'de'),
    ) || url;
  const services = [...descendants(form, 'leistungID')].map(keyOf);
  if (!url || services.length === 0) {
    sink.note('form', { key: key || '–' });
    return;
  }
  for (const of of services) {
    const text = emptyText('');
    addSection(text, 'Formulare', `- ${linkTo(label, url)}`);
    sink.take({ kind: 'supplement', key: `${key}|${of}`, of, texts: { de: text } });
  }
}

function addressIn(object: Element): string {
  const all = [...descendants(object, 'link'), ...descendants(object, 'uri'), ...descendants(object, 'url')];
  return all.map(textOf).find((one) => /^https?:\/\/\S+$/.test(one)) ?? '';
}

interface Part {
  code: string;
  part: Element;
}

function partsOf(object: Element): Part[] {
  return childrenOf(object, 'modulText').map((part) => ({
    code: textOf(childOf(part, 'leikaTextmodul', 'code')).padStart(2, '0'),
    part,
  }));
}

function wordsOf(parts: Part[], code: string, lang: string): string {
  return (
    parts
      .filter((one) => one.code === code)
      .map(({ part }) => inLang(part, 'inhalt', lang))
      .find(Boolean) ?? ''
  );
}

function contextTerms(service: Element, lang: string): string[] {
  return childrenOf(service, 'modulBegriffImKontext').flatMap((part) =>
    [...descendants(part, 'begriff')]
      .filter(({ attributes }) => (attributes.languageCode ?? 'de').toLowerCase() === lang)
      .flatMap(({ text }) => toPlainText(text) || []),
  );
}

function takeSection(text: ForeignText, heading: string): string {
  const at = text.sections.findIndex((section) => section.heading === heading);
  return at === -1 ? '' : (text.sections.splice(at, 1)[0]?.text ?? '');
}
