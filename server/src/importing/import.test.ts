import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity } from '../../../test/support/city.ts';
import { run } from '../../../test/support/run.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { importFrom } from './import.ts';
import { readPaths } from './read-paths.ts';

let city: City;
beforeEach(() => {
  city = makeCity();
});
afterEach(() => city.remove());

const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');
const put = (name: string, content: string) => {
  const path = join(city.dir, name);
  writeFileSync(path, content);
  return path;
};

/** A script that imports a file into a folder and says what came of it, and its peak of memory in bytes. */
const importAlone = `
  const [{ importFrom }, { readPaths }] = await Promise.all(
    ['import', 'read-paths'].map((name) => import('${new URL('../../dist/importing/', import.meta.url)}' + name + '.js')));
  const [path, dir] = process.argv.slice(1);
  const { counts } = await importFrom(path, (sink) => readPaths([path], { sink, dir, progress() {} }), dir);
  console.log(JSON.stringify({ added: counts.added, peak: process.resourceUsage().maxRSS * 1024 }));
`;

/** Imports files as the command line does; `lines` are the report, whole. */
async function importCatalogue(...paths: string[]) {
  const report = await importFrom(
    paths.join(' '),
    (sink, dir) => readPaths(paths, { sink, dir, progress: () => {} }),
    city.dir,
  );
  return { ...report.counts, notes: report.notes, isOpen: report.isOpen };
}

/** A message with a service, an office that is responsible for it, and an online service. */
function xzufi({
  frist = 'Innerhalb von zwei Wochen.',
  betrag = '12.50',
  modul = '08',
  extra = '',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<xzufi:transfer xmlns:xzufi="http://xoev.de/schemata/xzufi/2_2_0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xzufiVersion="2.2.0">
  <xzufi:schreibe><xzufi:leistung>
    <xzufi:id schemeAgencyID="T">L1</xzufi:id>
    <xzufi:referenzLeiKa listURI="x"><code>99008002016000</code></xzufi:referenzLeiKa>
    <xzufi:modulText><xzufi:leikaTextmodul><code>02</code></xzufi:leikaTextmodul><xzufi:inhalt languageCode="de">Fischereischein Erteilung</xzufi:inhalt></xzufi:modulText>
    <xzufi:modulText><xzufi:leikaTextmodul><code>03</code></xzufi:leikaTextmodul><xzufi:inhalt languageCode="de">Angelschein bekommen</xzufi:inhalt><xzufi:inhalt languageCode="en">Get a fishing licence</xzufi:inhalt></xzufi:modulText>
    <xzufi:modulText><xzufi:leikaTextmodul><code>05</code></xzufi:leikaTextmodul><xzufi:inhalt languageCode="de">&lt;p&gt;Zum Angeln brauchen Sie einen &lt;b&gt;Schein&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</xzufi:inhalt><xzufi:inhalt languageCode="en">You need a licence.</xzufi:inhalt></xzufi:modulText>
    <xzufi:modulText><xzufi:leikaTextmodul><code>${modul}</code></xzufi:leikaTextmodul><xzufi:inhalt languageCode="de"><![CDATA[<ul><li>Passfoto</li><li>Zeugnis &amp; Ausweis</li></ul>]]></xzufi:inhalt></xzufi:modulText>
    <xzufi:modulFrist><xzufi:beschreibung languageCode="de">${frist}</xzufi:beschreibung></xzufi:modulFrist>
    <xzufi:modulKosten><xzufi:kosten><xzufi:betrag>${betrag}</xzufi:betrag><xzufi:beschreibung languageCode="de">ein Jahr</xzufi:beschreibung></xzufi:kosten></xzufi:modulKosten>
    <xzufi:modulBearbeitungsdauer><xzufi:bearbeitungsdauer><xzufi:dauer>2</xzufi:dauer><xzufi:einheit><code>Woche</code></xzufi:einheit></xzufi:bearbeitungsdauer></xzufi:modulBearbeitungsdauer>
    ${extra}
  </xzufi:leistung></xzufi:schreibe>
  <xzufi:schreibe><xzufi:organisationseinheit>
    <xzufi:id>O1</xzufi:id><xzufi:name><xzufi:name languageCode="de">Fischereiamt</xzufi:name></xzufi:name>
    <xzufi:anschrift><xzufi:strasse>Seeweg</xzufi:strasse><xzufi:hausnummer>3</xzufi:hausnummer><xzufi:postleitzahl>63099</xzufi:postleitzahl><xzufi:ort>Teststadt</xzufi:ort></xzufi:anschrift>
    <xzufi:kommunikation><xzufi:kanal><code>02</code></xzufi:kanal><xzufi:kennung>069 1234</xzufi:kennung></xzufi:kommunikation>
    <xzufi:zustaendigkeit><xzufi:leistungID>L1</xzufi:leistungID><xzufi:gebietID>06413000</xzufi:gebietID></xzufi:zustaendigkeit>
  </xzufi:organisationseinheit></xzufi:schreibe>
  <xzufi:schreibe><xzufi:onlinedienst><xzufi:id>D1</xzufi:id><xzufi:leistungID>L1</xzufi:leistungID><xzufi:link><xzufi:link>https://online.example/angeln</xzufi:link></xzufi:link></xzufi:onlinedienst></xzufi:schreibe>
</xzufi:transfer>`;
}

describe('XZuFi 2.2 (STD-XZUFI)', () => {
  it('becomes entries that an editor can read and the server serves', async () => {
    const { added, notes } = await importCatalogue(put('in.xml', xzufi()));
    expect(added).toBe(3);
    const file = read('services/angelschein-bekommen.de.md');
    expect(file).toContain('title: Angelschein bekommen');
    expect(file).toContain('Zum Angeln brauchen Sie einen **Schein**.');
    expect(file).toMatch(/## Erforderliche Unterlagen\n\n-\s+Passfoto\n-\s+Zeugnis & Ausweis/);
    expect(file).not.toContain('x()');
    const { entries, problems } = await loadKnowledge(city.dir);
    expect(problems).toEqual([]);
    expect(entries.get('angelschein-bekommen')?.facts).toMatchObject({
      leika: '99008002016000',
      fees: [{ amount: 12.5, label: 'ein Jahr' }],
      duration: { from: 2, unit: 'weeks' },
      offices: ['fischereiamt'],
      online: 'https://online.example/angeln',
    });
    expect(entries.get('fischereiamt')?.facts).toMatchObject({
      address: { street: 'Seeweg 3', postcode: '63099' },
      phone: '069 1234',
    });
    expect(read('services/angelschein-bekommen.en.md')).toContain('title: Get a fishing licence');
    expect(notes).toEqual([]);
  });

  it('reports codes and parts that it does not know, and loses no text', async () => {
    const { notes } = await importCatalogue(
      put('in.xml', xzufi({ modul: '77', extra: '<xzufi:modulNeu><xzufi:x>1</xzufi:x></xzufi:modulNeu>' })),
    );
    expect(notes.map(({ key, values }) => [key, values.code ?? values.element])).toEqual(
      expect.arrayContaining([
        ['module', '77'],
        ['element', 'modulNeu'],
      ]),
    );
    expect(read('services/angelschein-bekommen.de.md')).toMatch(/## Weitere Informationen\n\n-\s+Passfoto/);
  });

  it.each([
    ['broken XML', '<xzufi:transfer xmlns:xzufi="http://xoev.de/schemata/xzufi/2_2_0"><a></b>', 'xml'],
    ['a file that ends too early', xzufi().slice(0, 1500), 'xml'],
    ['another namespace', '<a xmlns="http://xoev.de/schemata/xzufi/9_9_0"/>', 'namespace'],
    [
      'an entity bomb',
      '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a xmlns="http://xoev.de/schemata/xzufi/2_2_0">&b;</a>',
      'doctype',
    ],
    ['deep nesting', `<a xmlns="http://xoev.de/schemata/xzufi/2_2_0">${'<b>'.repeat(500)}`, 'depth'],
    [
      'an entry without end',
      `<a xmlns="http://xoev.de/schemata/xzufi/2_2_0"><leistung>${'x'.repeat(6_000_000)}`,
      'size',
    ],
    ['nothing', '', 'format'],
    ['text', 'Guten Tag', 'format'],
    ['broken JSON', '{"services": [{"id": 1, "name": "A"}, ', 'json'],
  ])('refuses %s and takes nothing over', async (_, content, reason) => {
    const before = await readdir(city.dir);
    await expect(importCatalogue(put('in.xml', content))).rejects.toMatchObject({ reason });
    expect((await readdir(city.dir)).filter((name) => name !== 'in.xml')).toEqual(before);
  });

  it('reads 200 MB in bounded memory', { timeout: 120_000 }, async () => {
    const path = join(city.dir, 'large.xml');
    const [head = '', tail = ''] = xzufi().split('<xzufi:schreibe><xzufi:organisationseinheit>');
    const filler = `<xzufi:unbekannt>${'<xzufi:x>Text und mehr Text</xzufi:x>'.repeat(2000)}</xzufi:unbekannt>`;
    const out = createWriteStream(path);
    out.write(head);
    for (let written = 0; written < 200_000_000; written += filler.length)
      if (!out.write(filler)) await once(out, 'drain');
    await new Promise<void>((resolve) =>
      out.end(`<xzufi:schreibe><xzufi:organisationseinheit>${tail}`, () => resolve()),
    );
    // A process of its own: here the memory of other tests would count.
    // Nor how long its garbage may wait: with little room for it, only what is needed is kept.
    const { out: said } = await run(process.execPath, [
      '--max-old-space-size=100',
      '--input-type=module',
      '-e',
      importAlone,
      path,
      city.dir,
    ]);
    const { added, peak } = JSON.parse(said);
    expect(added).toBe(3);
    expect(peak, 'bytes').toBeLessThan(300_000_000);
  });
});

describe('importing again', () => {
  const service = 'services/angelschein-bekommen.de.md';

  it('changes nothing where nothing changed', async () => {
    const path = put('in.xml', xzufi());
    await importCatalogue(path);
    expect(await importCatalogue(path)).toMatchObject({ added: 0, updated: 0, conflicts: 0 });
  });

  it('updates facts and keeps the words and comments of editors', async () => {
    await importCatalogue(put('in.xml', xzufi()));
    const edited = read(service)
      .replace('title: Angelschein bekommen', 'title: Angelschein # so nennen ihn alle')
      .replace('Zum Angeln brauchen Sie einen **Schein**.', 'Wer angelt, braucht einen Schein.');
    city.write(service, edited);
    const report = await importCatalogue(put('in.xml', xzufi({ betrag: '15' })));
    expect(report).toMatchObject({ updated: 1, conflicts: 0 });
    const after = read(service);
    expect(after).toContain('title: Angelschein # so nennen ihn alle');
    expect(after).toContain('Wer angelt, braucht einen Schein.');
    expect(after).toContain('amount: 15');
  });

  it('shows a conflict, keeps the editor’s words, and keeps the new ones beside them', async () => {
    await importCatalogue(put('in.xml', xzufi()));
    city.write(service, read(service).replace('Innerhalb von zwei Wochen.', 'Bis Monatsende.'));
    const report = await importCatalogue(put('in.xml', xzufi({ frist: 'Innerhalb von vier Wochen.' })));
    expect(report.conflicts).toBe(1);
    expect(report.notes).toContainEqual(
      expect.objectContaining({ key: 'conflict', values: { path: service, part: 'Frist' } }),
    );
    expect(read(service)).toContain('Bis Monatsende.');
    expect(read(`.import/conflicts/${service}`)).toContain('Innerhalb von vier Wochen.');
  });

  it('does not bring back what editors deleted, nor touch what they wrote themselves', async () => {
    city.write('offices/fischereiamt.de.md', '---\ntitle: Unser Amt\n---\n');
    await importCatalogue(put('in.xml', xzufi()));
    expect(read('offices/fischereiamt.de.md')).toContain('Unser Amt');
    expect(read('offices/fischereiamt-2.de.md')).toContain('Fischereiamt');
    const { rmSync } = await import('node:fs');
    rmSync(join(city.dir, service));
    const { notes } = await importCatalogue(put('in.xml', xzufi({ betrag: '99' })));
    expect(existsSync(join(city.dir, service))).toBe(false);
    expect(notes).toContainEqual(expect.objectContaining({ key: 'deleted', values: { path: service } }));
  });
});
