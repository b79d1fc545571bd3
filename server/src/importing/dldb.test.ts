import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity } from '../../../test/support/city.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { texts } from '../texts/texts.ts';
import { importFrom } from './import.ts';
import { readPaths } from './read-paths.ts';

let city: City;
beforeEach(() => {
  city = makeCity();
});
afterEach(() => city.remove());

const service = (more: object = {}) => ({
  id: '120335',
  name: 'Abmeldung einer Wohnung',
  description: '<p>Sie ziehen weg?</p>',
  meta: {
    locale: 'de',
    lastupdate: '2026-06-08T07:41:01',
    url: 'https://dienst.example/120335',
    keywords: 'Wegzug, Auszug',
  },
  locations: [{ location: '7' }],
  ...more,
});
const location = (more: object = {}) => ({
  id: '7',
  name: 'Bürgeramt Eins (A-7)',
  displayName: 'Bürgeramt Eins',
  address: { street: 'Weg', house_number: 1, postal_code: '10115', city: 'Berlin' },
  opening_times: { monday: [{ from: '08:00:00', to: '15:00:00' }], tuesday: [] },
  ...more,
});

/** Writes each part to a file of its own and imports them in one run, in this order. */
async function importParts(...parts: object[]) {
  const paths = parts.map((part, index) => {
    const path = join(city.dir, `in-${index}.json`);
    writeFileSync(path, JSON.stringify(part));
    return path;
  });
  const report = await importFrom(
    paths.join(' '),
    (sink, dir) => readPaths(paths, { sink, dir, progress: () => {} }),
    city.dir,
  );
  const { entries, problems } = await loadKnowledge(city.dir);
  return { report, entries, problems, page: report.page(texts('de')) };
}
const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');

describe('services and offices', () => {
  it.each([
    ['in one file', [{ services: [service()], locations: [location()] }]],
    ['in two files', [{ data: [service()] }, { data: [location()] }]],
    ['in two files, offices first', [{ data: [location()] }, { data: [service()] }]],
    ['as lists', [[service()], [location()]]],
    [
      'linked by the office alone',
      [[service({ locations: [] })], [location({ services: [{ service: '120335' }] })]],
    ],
  ])('are told apart and linked %s', async (_, parts) => {
    const { entries, problems, report } = await importParts(...parts);
    expect(problems).toEqual([]);
    expect(report.isOpen).toBe(false);
    expect(entries.get('abmeldung-einer-wohnung')).toMatchObject({
      kind: 'service',
      facts: { offices: ['buergeramt-eins'], reviewed: '2026-06-08', url: 'https://dienst.example/120335' },
    });
    expect(entries.get('buergeramt-eins')).toMatchObject({
      kind: 'office',
      facts: {
        address: { street: 'Weg 1', postcode: '10115', city: 'Berlin' },
        hours: 'Mo 08:00-15:00; PH off',
      },
    });
    expect(entries.get('buergeramt-eins')?.texts.get('de')?.keywords).toContain('Bürgeramt Eins (A-7)');
  });

  it('are linked when they come one after the other', async () => {
    await importParts([service({ locations: [] })]);
    const { entries } = await importParts([location({ services: ['120335'] })]);
    expect(entries.get('abmeldung-einer-wohnung')?.facts.offices).toEqual(['buergeramt-eins']);
  });

  it('stand side by side in their languages, whatever comes first', async () => {
    const english = service({
      name: 'Deregistering a residence',
      description: '<p>Moving away?</p>',
      meta: { locale: 'en' },
    });
    const { entries, report } = await importParts({ data: [english] }, { data: [service(), location()] });
    expect(report.counts).toMatchObject({ added: 3, conflicts: 0 });
    const { texts: words, facts } = entries.get('abmeldung-einer-wohnung') ?? {};
    expect([...(words ?? [])].map(([lang, { title, intro }]) => [lang, title, intro])).toEqual([
      ['de', 'Abmeldung einer Wohnung', 'Sie ziehen weg?'],
      ['en', 'Deregistering a residence', 'Moving away?'],
    ]);
    expect(facts?.url).toBe('https://dienst.example/120335');
  });

  it('become topics and authorities, too, however topics go round in circles', async () => {
    const topics = [
      {
        id: 1,
        name: 'Wohnen',
        path: '/wohnen',
        relation: { childs: [{ id: 2, name: 'Umzug' }] },
        services: [{ id: '120335' }],
      },
      { id: 2, name: 'Umzug', path: '/umzug', relation: { childs: [{ id: 1, name: 'Wohnen' }] } },
    ];
    const authorities = [{ id: 12, name: 'Stadtverwaltung', contact: { phone: '030 115' } }];
    const { entries, problems } = await importParts({
      topics,
      authorities,
      services: [service()],
      locations: [location()],
    });
    expect(problems).toEqual([]);
    expect(entries.get('wohnen')).toMatchObject({
      kind: 'topic',
      facts: { services: ['abmeldung-einer-wohnung'] },
    });
    expect(entries.get('umzug')?.texts.get('de')?.sections[0]?.text).toBe('- Wohnen');
    expect(entries.get('stadtverwaltung')).toMatchObject({ kind: 'office', facts: { phone: '030 115' } });
  });
});

describe('what cannot be read', () => {
  it('costs its field, is named with its path, and the record stays', async () => {
    const { entries, page, report } = await importParts(
      [
        service({
          description: 17,
          fees: { odd: true },
          forms: 'keine',
          hint: false,
          locations: [['x'], { location: '7' }],
        }),
      ],
      [location({ contact: [], address: { street: 'Weg 1', city: [1], postal_code: false } })],
    );
    expect(report.isOpen).toBe(true);
    expect(page).toContain('services/abmeldung-einer-wohnung.de.md: Das Feld „fees“');
    expect(page).toContain('„locations[0]“');
    expect(page).toContain('„address.city“');
    expect(page).not.toContain('„contact“');
    expect(entries.get('abmeldung-einer-wohnung')?.facts.offices).toEqual(['buergeramt-eins']);
    expect(entries.get('buergeramt-eins')?.facts.address).toEqual({ street: 'Weg 1' });
  });

  it('is named if nobody has use for it, and so is a record without a name', async () => {
    const { page, report } = await importParts([
      service({ maxQuantity: 3, locations: [] }),
      { id: 2, fees: '3 Euro' },
      'x',
    ]);
    expect(report.isOpen).toBe(true);
    expect(page).toContain('- maxQuantity (1 ×)');
    expect(page).toContain('Ein Datensatz „service“ (2) hat keinen Namen');
    expect(page).toContain('Ein Datensatz ist unlesbar.');
  });

  it('is a placeholder in an address, or no address at all: neither reaches a citizen', async () => {
    const { entries, page } = await importParts([
      service({
        meta: { url: 'https://dienst.example/{serviceId}' },
        appointment: { link: 'bitte anrufen' },
      }),
      location(),
    ]);
    expect(entries.get('abmeldung-einer-wohnung')?.facts).not.toHaveProperty('url');
    expect(read('services/abmeldung-einer-wohnung.de.md')).not.toContain('{');
    expect(page).toMatch(/abmeldung-einer-wohnung.*„meta\.url“ enthält einen Platzhalter/);
    expect(page).toMatch(/„appointment\.link“ ist keine Web-Adresse: bitte anrufen/);
  });

  it('is a span of no length, an office that is not there, and an id that comes twice', async () => {
    const { entries, page } = await importParts([
      service({ locations: ['7', '8'] }),
      service({ description: 'Anders' }),
      location({
        opening_times: { monday: [{ from: '08:00', to: '08:00' }], friday: '8-12 und 13.30 bis 15 Uhr' },
      }),
    ]);
    expect(entries.get('buergeramt-eins')?.facts.hours).toBe('Fr 08:00-12:00,13:30-15:00; PH off');
    expect(page).toContain('„opening_times.monday“ nennt keine Zeitspanne: 08:00–08:00');
    expect(page).toContain('Genannt wird „8“. Das gibt es in der Quelle nicht.');
    expect(page).toContain('steht zweimal in der Quelle');
    expect(entries.get('abmeldung-einer-wohnung')?.texts.get('de')?.intro).toBe('Sie ziehen weg?');
  });

  it('is written in another encoding: it is read all the same, and said', async () => {
    const path = join(city.dir, 'latin.json');
    writeFileSync(path, Buffer.from(JSON.stringify([service({ name: 'Führerschein' })]), 'latin1'));
    const report = await importFrom(
      'x',
      (sink, dir) => readPaths([path], { sink, dir, progress: () => {} }),
      city.dir,
    );
    expect(read('services/fuehrerschein.de.md')).toContain('title: Führerschein');
    expect(report.page(texts('de'))).toContain('nicht in UTF-8');
  });

  it('is what is not public: a draft, which is not served', async () => {
    const { entries, problems, page } = await importParts([service({ public: false, locations: [] })]);
    expect(read('services/abmeldung-einer-wohnung.de.md')).toContain('draft: true');
    expect(entries.size).toBe(0);
    expect(problems.map(({ severity, field }) => [severity, field])).toEqual([['warning', 'draft']]);
    expect(page).toMatch(/nicht öffentlich[^\n]*\n\n- services\/abmeldung-einer-wohnung\.de\.md: „Abmeldung/);
  });
});

describe('facts', () => {
  const factsOf = async (more: object) => {
    const { entries } = await importParts([service({ locations: [], ...more })]);
    return entries.get('abmeldung-einer-wohnung');
  };

  it.each([
    ['<p>40 Euro<br><br></p>', [{ id: 'fee-1', amount: 40 }]],
    ['50 bis 60 €', [{ id: 'fee-1', amount: 50, to: 60 }]],
    ['gebührenfrei', [{ id: 'fee-1', amount: 0 }]],
    [
      '<ul><li>Kinder: 1.037,50 Euro</li><li>Erwachsene: 70,- Euro</li></ul>',
      [
        { id: 'fee-1', label: 'Kinder', amount: 1037.5 },
        { id: 'fee-2', label: 'Erwachsene', amount: 70 },
      ],
    ],
  ])('are fees where the text says nothing else: %s', async (fees, expected) => {
    const entry = await factsOf({ fees });
    expect(entry?.facts.fees).toEqual(expected);
    expect(entry?.texts.get('de')?.sections).toEqual([]);
  });

  it.each([
    'ab 40 Euro',
    'etwa 300 Euro pro Person',
    '13 Euro und das Porto',
    'Je nach Aufwand',
    '10 Euro\n\n20 Euro',
  ])('stay a text where it says more: %s', async (fees) => {
    const entry = await factsOf({ fees });
    expect(entry?.facts.fees ?? []).toEqual([]);
    expect(entry?.texts.get('de')?.sections).toEqual([{ heading: 'Kosten', text: fees, facet: 'cost' }]);
  });

  it('are durations, documents, forms, links once each, and what offices have', async () => {
    const link = { name: 'Formular [neu]', link: 'https://formular.example/a.pdf', description: false };
    const { entries } = await importParts([
      service({
        process_time: '2 bis 4 Wochen',
        requirements: [{ name: 'Ausweis', description: '<p>oder Pass</p>' }],
        forms: [link, link],
        links: [link, { name: 'Mehr', link: 'https://mehr.example/' }],
        leika: '99115003012000',
        publications: [{ name: 'Heft', link: 'https://heft.example/' }],
        representation: 'Mit Vollmacht.',
        locations: [
          {
            location: '7',
            hint: 'Nur mit Termin',
            appointment: { link: 'https://termin.example/7', allowed: true },
          },
        ],
      }),
      location({
        accessibility: 'Rampe am Eingang',
        payment: 'Nur Karte',
        transit: { underground: 'U5 Rathaus', bus: [{ name: 'Markt', lines: '100' }] },
        note: 'Eingang im Hof',
      }),
    ]);
    const { facts, texts: words } = entries.get('abmeldung-einer-wohnung') ?? {};
    expect(facts).toMatchObject({
      duration: { from: 2, to: 4, unit: 'weeks' },
      documents: [{ id: 'document-1', label: 'Ausweis: oder Pass' }],
      forms: [{ id: 'form-1', label: 'Formular [neu]', url: 'https://formular.example/a.pdf' }],
      leika: '99115003012000',
      appointment: 'https://termin.example/7',
    });
    const sections = new Map(words?.get('de')?.sections.map(({ heading, text }) => [heading, text]));
    expect(sections.get('Weiterführende Informationen')).toBe(
      '- [Mehr](https://mehr.example/)\n- [Heft](https://heft.example/)',
    );
    expect(sections.get('Vertretung')).toBe('Mit Vollmacht.');
    expect(sections.get('Hinweise')).toBe('Bürgeramt Eins: Nur mit Termin');
    const office = entries.get('buergeramt-eins');
    expect(office?.facts.transit).toEqual(['U-Bahn: U5 Rathaus', 'Bus: Markt 100']);
    const said = new Map(office?.texts.get('de')?.sections.map(({ heading, text }) => [heading, text]));
    expect([...said]).toEqual([
      ['Barrierefreiheit', 'Rampe am Eingang'],
      ['Zahlungsarten', 'Nur Karte'],
    ]);
    expect(office?.texts.get('de')?.intro).toBe('Eingang im Hof');
  });

  it('keep lists within lists, and tables as lists', async () => {
    const entry = await factsOf({
      description:
        '<ul><li>Eins<ul><li>Eins A</li></ul></li></ul><table><tr><th>Art</th><th>Frist</th><th>Preis</th></tr><tr><td>Neu</td><td>2 Tage</td><td>5 Euro</td></tr></table>',
    });
    expect(entry?.texts.get('de')?.intro).toBe('- Eins\n    - Eins A\n\n- Neu: Frist: 2 Tage; Preis: 5 Euro');
  });

  it('are an entry without a text, if there is an office or a page to go to', async () => {
    const { entries, problems, page } = await importParts([service({ description: '' }), location()]);
    expect(problems).toEqual([]);
    expect(entries.has('abmeldung-einer-wohnung')).toBe(true);
    expect(page).toMatch(/Ohne Text \(1\)[\s\S]*services\/abmeldung-einer-wohnung\.de\.md/);
  });
});

describe('the report', () => {
  it('says what came in and what an entry lacks, each with its file', async () => {
    const { page } = await importParts([
      service({ locations: [] }),
      location({ opening_times: undefined }),
      location({ id: '9', address: false }),
    ]);
    expect(page).toContain('Gefunden: 1 Leistungen, 2 Dienststellen.');
    expect(page).toMatch(/Ohne Dienststelle \(1\)\n\n- services\/abmeldung-einer-wohnung\.de\.md/);
    expect(page).toMatch(/Dienststellen ohne Öffnungszeiten \(1\)\n\n- offices\/buergeramt-eins\.de\.md/);
    expect(page).toMatch(/Dienststellen ohne Adresse \(1\)\n\n- offices\/buergeramt-eins-2\.de\.md/);
    expect(page).toMatch(
      /Gleicher Titel \(1\)[^\n]*\n\n- „Bürgeramt Eins“: offices\/buergeramt-eins\.de\.md, offices\/buergeramt-eins-2\.de\.md/,
    );
  });

  it('names what the source had the last time', async () => {
    await importParts([service(), location()]);
    const { page, report } = await importParts([location()]);
    expect(page).toMatch(
      /Nicht mehr in der Quelle \(1\)[^\n]*\n\n- services\/abmeldung-einer-wohnung\.de\.md/,
    );
    expect(report.isOpen).toBe(true);
  });
});

it('takes time in proportion to the size', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      service({ id: String(index), name: `Leistung ${index}`, description: '<p>Text</p>'.repeat(50) }),
    );
  const timed = async (count: number) => {
    const start = performance.now();
    await importParts([...many(count), location()]);
    city.remove();
    city = makeCity();
    return performance.now() - start;
  };
  await timed(200);
  expect(await timed(1000)).toBeLessThan(15 * (await timed(200)));
});
