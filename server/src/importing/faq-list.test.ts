import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
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

async function importFile(name: string, content: string | Uint8Array) {
  const path = join(city.dir, name);
  writeFileSync(path, content);
  const report = await importFrom(
    path,
    (sink, dir) => readPaths([path], { sink, dir, progress: () => {} }),
    city.dir,
  );
  const { entries, problems } = await loadKnowledge(city.dir);
  return { page: report.page(texts('de')), entries, problems };
}

const question = 'Wo gebe ich Sperrmüll ab?';
const expected = { facts: { url: 'https://stadt.example/muell', reviewed: '2026-11-02' } };

describe('a list of questions and answers', () => {
  it('is read from CSV with German names, whatever separates, with line breaks and languages', async () => {
    const { entries, problems, page } = await importFile(
      'fragen.csv',
      `\ufeffNr;Frage;Antwort;Sprache;Schlagwörter;Link;Stand;Intern\n1;${question};"Am Wertstoffhof.\n\nMit Ausweis.";de;Möbel, Sofa;https://stadt.example/muell;2.11.2026;x\n1;Where do I take bulky waste?;At the depot.;en;;;;\n2;;Ohne Frage;de;;;;\n3;Wann?;Um acht.;de;;muell;gestern;\n`,
    );
    expect(problems).toEqual([]);
    expect(entries.get('wo-gebe-ich-sperrmuell-ab')).toMatchObject({ kind: 'faq', ...expected });
    expect(entries.get('wo-gebe-ich-sperrmuell-ab')?.texts.get('de')).toMatchObject({
      title: question,
      intro: 'Am Wertstoffhof.\n\nMit Ausweis.',
      keywords: ['Möbel', 'Sofa'],
    });
    expect(entries.get('wo-gebe-ich-sperrmuell-ab')?.texts.get('en')?.intro).toBe('At the depot.');
    expect(page).toContain('Zeile 4: Es fehlt die Frage oder die Antwort.');
    expect(page).toContain('„gestern“ ist kein Datum');
    expect(page).toContain('„url“ ist keine Web-Adresse: muell');
    expect(page).toContain('Intern (1 ×)');
  });

  it('is read from XLSX with English names', async () => {
    const rows = [
      ['question', 'answer', 'url', 'reviewed'].map((value) => ({ value })),
      [
        { value: question },
        { value: 'Am Wertstoffhof.' },
        { value: 'https://stadt.example/muell' },
        { type: Date, value: new Date('2026-11-02T00:00:00Z'), format: 'yyyy-mm-dd' },
      ],
    ];
    const bytes = await (await writeExcelFile(rows as never)).toBuffer();
    const { entries } = await importFile('fragen.xlsx', bytes);
    expect(entries.get('wo-gebe-ich-sperrmuell-ab')).toMatchObject(expected);
  });

  const faqPage = {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: [
      {
        '@type': 'Question',
        name: question,
        acceptedAnswer: { '@type': 'Answer', text: '<p>Am <b>Wertstoffhof</b>.</p>' },
      },
    ],
  };

  it.each([
    ['JSON-LD', 'faq.json', JSON.stringify(faqPage)],
    [
      'JSON-LD in a graph',
      'faq.json',
      JSON.stringify({ '@context': 'https://schema.org', '@graph': [faqPage] }),
    ],
    [
      'a web page',
      'faq.html',
      `<!doctype html><script type="application/ld+json">{kaputt</script><script type="application/ld+json">${JSON.stringify(faqPage)}</script><p>Sonst nichts.`,
    ],
  ])('is read from %s', async (_, name, content) => {
    const { entries } = await importFile(name, content);
    expect(entries.get('wo-gebe-ich-sperrmuell-ab')?.texts.get('de')?.intro).toBe('Am **Wertstoffhof**.');
  });

  it.each([
    ['no names of columns', 'a.csv', 'Wo?;Da.\n', 'columns'],
    ['a broken table', 'a.csv', 'Frage;Antwort\n"offen;x\n', 'csv'],
    ['a broken workbook', 'a.xlsx', 'PK\u0003\u0004', 'brokenFile'],
  ])('with %s is refused', async (_, name, content, reason) => {
    await expect(importFile(name, content)).rejects.toMatchObject({ reason });
    expect(() => readFileSync(join(city.dir, '.import/index.json'))).toThrow();
  });
});
