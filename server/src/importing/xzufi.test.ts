import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity } from '../../../test/support/city.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { texts } from '../texts/texts.ts';
import { importFrom } from './import.ts';
import { readPaths } from './read-paths.ts';

let city: City;
beforeEach(() => {
  city = makeCity({ 'city.yaml': 'name: Teststadt\nlanguages: [de, en]\nags: "06413001"\n' });
});
afterEach(() => city.remove());

const id = (key: string, agency = 'A1') => `<x:id schemeAgencyID="${agency}">${key}</x:id>`;
const module = (code: string, text: string) =>
  `<x:modulText><x:leikaTextmodul><code>${code}</code></x:leikaTextmodul><x:inhalt languageCode="de">${text}</x:inhalt></x:modulText>`;
const service = (key: string, title: string, more = '', agency = 'A1') =>
  `<x:schreibe><x:leistung>${id(key, agency)}${module('03', title)}${module('05', `${title}: worum es geht.`)}${more}</x:leistung></x:schreibe>`;
const office = (key: string, name: string, more = '') =>
  `<x:schreibe><x:organisationseinheit>${id(key)}<x:name><x:name languageCode="de">${name}</x:name></x:name>${more}</x:organisationseinheit></x:schreibe>`;
const responsible = (key: string, of: string, leistung: string, gebiete: string[] = []) =>
  `<x:schreibe><x:zustaendigkeitTransferObjekt><x:uebergeordnetesObjektID schemeAgencyID="A1">${of}</x:uebergeordnetesObjektID><x:zustaendigkeit>${id(key)}<x:leistungID schemeAgencyID="A1">${leistung}</x:leistungID>${gebiete.map((gebiet) => `<x:gebietID>${gebiet}</x:gebietID>`).join('')}</x:zustaendigkeit></x:zustaendigkeitTransferObjekt></x:schreibe>`;

async function importMessage(content: string, version = '2_3_1') {
  const path = join(city.dir, 'in.xml');
  writeFileSync(
    path,
    `<?xml version="1.0"?><x:transfer.daten xmlns:x="http://xoev.de/schemata/xzufi/${version}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</x:transfer.daten>`,
  );
  const report = await importFrom(
    path,
    (sink, dir) => readPaths([path], { sink, dir, progress: () => {} }),
    city.dir,
  );
  const { entries, problems } = await loadKnowledge(city.dir);
  return { entries, problems, page: report.page(texts('de')), isOpen: report.isOpen };
}
const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');

describe('XZuFi', () => {
  it.each(['2_2_0', '2_3_0', '2_3_1'])('%s is read', async (version) => {
    const { entries, problems, isOpen } = await importMessage(service('L1', 'Angelschein'), version);
    expect({ problems, isOpen }).toEqual({ problems: [], isOpen: false });
    expect(entries.get('angelschein')?.kind).toBe('service');
  });

  it('keeps two records apart that have one id of two agencies', async () => {
    const { entries } = await importMessage(
      service('L1', 'Angelschein') + service('L1', 'Jagdschein', '', 'A2'),
    );
    expect([...entries.keys()].sort()).toEqual(['angelschein', 'jagdschein']);
  });

  it('links by transfer objects of responsibility, of offices and of online services, whatever comes first', async () => {
    const { entries } = await importMessage(
      responsible('Z1', 'O1', 'L1') +
        responsible('Z2', 'D1', 'L1') +
        office('O1', 'Fischereiamt') +
        `<x:schreibe><x:onlinedienst>${id('D1')}<x:link><x:link>https://online.example/angeln</x:link></x:link></x:onlinedienst></x:schreibe>` +
        service('L1', 'Angelschein'),
    );
    expect(entries.get('angelschein')?.facts).toMatchObject({
      offices: ['fischereiamt'],
      online: 'https://online.example/angeln',
    });
  });

  it('a partial file updates what it has and removes nothing that it does not mention', async () => {
    await importMessage(
      service('L1', 'Angelschein') + office('O1', 'Fischereiamt') + responsible('Z1', 'O1', 'L1'),
    );
    const { entries } = await importMessage(service('L1', 'Angelschein', module('16', 'Nur mit Termin.')));
    expect(entries.get('angelschein')?.facts.offices).toEqual(['fischereiamt']);
    expect(read('services/angelschein.de.md')).toContain('Nur mit Termin.');
    expect(existsSync(join(city.dir, 'offices/fischereiamt.de.md'))).toBe(true);
  });

  it('takes responsibilities of the city and around it, and makes a table of postcodes', async () => {
    const { entries, problems } = await importMessage(
      service('L1', 'Angelschein') +
        service('L2', 'Jagdschein') +
        ['O1', 'O2', 'O3'].map((key) => office(key, `Amt ${key}`)).join('') +
        responsible('Z1', 'O1', 'L1', ['064130001001']) +
        responsible('Z2', 'O2', 'L1', ['06413000']) +
        responsible('Z3', 'O3', 'L1', ['09162000']) +
        responsible('Z4', 'O1', 'L2', ['63065', '63067']) +
        responsible('Z5', 'O2', 'L2', ['63069']),
    );
    expect(problems).toEqual([]);
    expect(entries.get('angelschein')?.facts.offices).toEqual(['amt-o1', 'amt-o2']);
    expect(entries.get('jagdschein')?.facts).toMatchObject({
      offices: ['amt-o1', 'amt-o2'],
      responsibility: 'jagdschein',
    });
    expect(read('responsibility/jagdschein.csv')).toBe(
      'postcode;office\n63065;amt-o1\n63067;amt-o1\n63069;amt-o2\n',
    );
  });

  it('deletes what the catalogue deletes, unless editors made it their own', async () => {
    await importMessage(service('L1', 'Angelschein') + service('L2', 'Jagdschein'));
    city.write('services/jagdschein.de.md', read('services/jagdschein.de.md').replace('worum', 'um was'));
    const gone = (key: string) => `<x:loesche klasse="Leistung">${id(key)}</x:loesche>`;
    const { entries, page } = await importMessage(gone('L1') + gone('L2') + gone('L9'));
    expect([...entries.keys()]).toEqual(['jagdschein']);
    expect(page).toContain(
      'services/jagdschein.de.md wurde in der Quelle gelöscht. Sie haben die Datei bearbeitet',
    );
  });

  it('loses nothing to a deletion that stands between two services of one message', async () => {
    const { entries } = await importMessage(
      service('L1', 'Angelschein') +
        service('L2', 'Jagdschein') +
        `<x:loesche klasse="Leistung">${id('L1')}</x:loesche>` +
        service('L3', 'Waffenschein'),
    );
    expect([...entries.keys()].sort()).toEqual(['jagdschein', 'waffenschein']);
  });

  it('adds specialisations and forms to their service', async () => {
    const { entries } = await importMessage(
      `<x:schreibe><x:spezialisierung>${id('S1')}<x:leistungID schemeAgencyID="A1">L1</x:leistungID>${module('16', 'Hier nur dienstags.')}</x:spezialisierung></x:schreibe>` +
        service('L1', 'Angelschein', module('16', 'Überall mit Ausweis.')) +
        `<x:schreibe><x:formular>${id('F1')}<x:bezeichnung languageCode="de">Antrag</x:bezeichnung><x:leistungID schemeAgencyID="A1">L1</x:leistungID><x:link><x:uri>https://form.example/a.pdf</x:uri></x:link></x:formular></x:schreibe>`,
    );
    const sections = new Map(
      entries
        .get('angelschein')
        ?.texts.get('de')
        ?.sections.map(({ heading, text }) => [heading, text]),
    );
    expect(sections.get('Hinweise')).toBe('Überall mit Ausweis.\n\nHier nur dienstags.');
    expect(sections.get('Formulare')).toBe('- [Antrag](https://form.example/a.pdf)');
  });

  it('keeps every fee: fixed, ranges, free with a condition, open ends and other money in words', async () => {
    const cost = (type: string, inner: string, said = '') =>
      `<x:kosten xsi:type="x:${type}">${inner}${said && `<x:beschreibung languageCode="de">${said}</x:beschreibung>`}</x:kosten>`;
    const { entries } = await importMessage(
      service(
        'L1',
        'Angelschein',
        `<x:modulKosten>${cost('KostenFix', '<x:betrag>12.50</x:betrag>', 'ein Jahr')}${cost('KostenVariabel', '<x:betragUntergrenze>10</x:betragUntergrenze><x:betragObergrenze>20</x:betragObergrenze>', 'je Aufwand')}${cost('KostenFrei', '', 'unter 14 Jahren')}${cost('KostenVariabel', '<x:betragUntergrenze>30</x:betragUntergrenze>')}${cost('KostenFix', '<x:betrag>9</x:betrag><x:waehrung><code>CHF</code></x:waehrung>', 'Ausland')}</x:modulKosten>`,
      ),
    );
    const entry = entries.get('angelschein');
    expect(entry?.facts.fees).toEqual([
      { id: 'fee-1', label: 'ein Jahr', amount: 12.5 },
      { id: 'fee-2', label: 'je Aufwand', amount: 10, to: 20 },
      { id: 'fee-3', label: 'unter 14 Jahren', amount: 0 },
    ]);
    expect(entry?.texts.get('de')?.sections).toEqual([
      { heading: 'Kosten', text: '- ab 30,00 EUR\n\n- Ausland: 9,00 CHF', facet: 'cost' },
    ]);
  });

  it('keeps durations with two units, structured deadlines, documents, validity and when it was changed', async () => {
    const length = (name: string, value: number, unit: string) =>
      `<x:${name}><x:dauer>${value}</x:dauer><x:einheit><code>${unit}</code></x:einheit></x:${name}>`;
    const { entries } = await importMessage(
      service(
        'L1',
        'Angelschein',
        `<x:modulBearbeitungsdauer><x:bearbeitungsdauer>${length('minimaleDauer', 3, 'Tag')}${length('maximaleDauer', 2, 'Woche')}</x:bearbeitungsdauer></x:modulBearbeitungsdauer>
         <x:modulFrist><x:frist><x:fristTyp><name>Antragsfrist</name></x:fristTyp><x:fristDauer>${length('dauer', 4, 'Woche')}</x:fristDauer><x:beschreibung languageCode="de">vor dem Angeln</x:beschreibung></x:frist></x:modulFrist>
         <x:modulDokument><x:dokument><x:bezeichnung languageCode="de">Passfoto</x:bezeichnung></x:dokument></x:modulDokument>
         <x:gueltigkeit><x:beginn>2026-01-01</x:beginn><x:ende>2099-12-31</x:ende></x:gueltigkeit>
         <x:versionsinformation><x:geaendertDatumZeit>2026-05-04T10:00:00</x:geaendertDatumZeit></x:versionsinformation>`,
      ),
    );
    const { facts, texts: words } = entries.get('angelschein') ?? {};
    expect(facts).toMatchObject({
      documents: [{ label: 'Passfoto' }],
      validFrom: '2026-01-01',
      validUntil: '2099-12-31',
      reviewed: '2026-05-04',
    });
    expect(facts?.duration).toBeUndefined();
    expect(words?.get('de')?.sections.map(({ heading, text }) => [heading, text])).toEqual([
      ['Bearbeitungsdauer', '3 Tage bis 2 Wochen'],
      ['Frist', 'Antragsfrist: 4 Wochen\n\nvor dem Angeln'],
    ]);
  });

  it('reads phones in brackets, every further contact, and hours as structure or text', async () => {
    const channel = (code: string, value: string) =>
      `<x:kommunikation><x:kanal><code>${code}</code></x:kanal><x:kennung>${value}</x:kennung></x:kommunikation>`;
    const hours = (day: string) =>
      `<x:intervall><x:tagesTyp>${day}</x:tagesTyp><x:beginn>08:00:00</x:beginn><x:ende>12:00:00</x:ende></x:intervall>`;
    const { entries, page } = await importMessage(
      office(
        'O1',
        'Fischereiamt',
        `${channel('02', '(069) 1234')}${channel('02', '069 5678')}${channel('04', '069 99')}<x:infoOeffnungszeitenStrukturiert>${hours('Montag')}${hours('Dienstag')}</x:infoOeffnungszeitenStrukturiert>`,
      ) +
        office(
          'O2',
          'Jagdamt',
          '<x:infoOeffnungszeitenText><x:text languageCode="de">Nach Vereinbarung</x:text></x:infoOeffnungszeitenText><x:infoNeu><x:y>1</x:y></x:infoNeu>',
        ),
    );
    const text = (key: string) =>
      new Map(
        entries
          .get(key)
          ?.texts.get('de')
          ?.sections.map(({ heading, text }) => [heading, text]),
      );
    expect(entries.get('fischereiamt')?.facts).toMatchObject({
      phone: '(069) 1234',
      hours: 'Mo 08:00-12:00; Tu 08:00-12:00; PH off',
    });
    expect(text('fischereiamt').get('Kontakt')).toBe('- 069 5678\n\n- Fax: 069 99');
    expect(text('jagdamt').get('Öffnungszeiten')).toBe('Nach Vereinbarung');
    expect(page).toContain('offices/jagdamt.de.md: Der Teil „infoNeu“ wurde nicht verstanden.');
  });
});
