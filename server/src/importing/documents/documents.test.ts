import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import { zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type City, makeCity, sampleCity } from '../../../../test/support/city.ts';
import { meantBy } from '../../../../test/support/meaning.ts';
import { answer } from '../../answering/pipeline.ts';
import { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { texts } from '../../texts/texts.ts';
import { importFrom } from '../import.ts';
import { readPaths } from '../read-paths.ts';

let city: City;
beforeEach(() => {
  city = makeCity();
});
afterEach(() => city.remove());

interface Page {
  large?: string[];
  lines: string[];
}

/** A PDF as a word processor makes it: a header and a page number on each page. */
function pdf(pages: Page[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const doc = new PDFDocument({ autoFirstPage: false, margin: 50, ...options });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [index, { large = [], lines }] of pages.entries()) {
    doc.addPage();
    doc.fontSize(9).text('Stadt Probe – Satzungen', 50, 20);
    doc.fontSize(9).text(`Seite ${index + 1} von ${pages.length}`, 250, 810, { lineBreak: false });
    doc.fontSize(18).text(large.join('\n'), 50, 60);
    doc.fontSize(11);
    for (const line of lines) doc.text(line).moveDown();
  }
  doc.end();
  return new Promise((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
}

const bylaw: Page[] = [
  {
    large: ['Satzung über die Hundesteuer'],
    lines: [
      '§ 1 Steuergegenstand',
      'Besteuert wird das Halten von Hunden im Stadtgebiet.',
      '§ 2',
      'Steuerschuld',
      '(1) Steuerpflichtig ist, wer einen Hund hält.',
      '(2) Halten mehrere Personen gemeinsam einen Hund, so schulden sie die Steuer gemeinsam.',
    ],
  },
  {
    lines: [
      '§ 3 Steuersätze',
      '(1) Die Steuer beträgt im Jahr 96 Euro für den ersten Hund und 132 Euro für jeden weiteren Hund.',
      '(2) Für gefährliche Hunde beträgt die Steuer 480 Euro im Jahr. § 2 Abs. 2 gilt entsprechend.',
    ],
  },
  {
    lines: [
      '§ 4 Anzeigepflicht',
      'Wer einen Hund anschafft, muss ihn binnen zwei Wochen bei der Stadt anmelden.',
    ],
  },
];

async function importFiles(files: Record<string, string | Uint8Array>) {
  const folder = join(city.dir, 'in');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const report = await importFrom(
    folder,
    (sink, dir) => readPaths([folder], { sink, dir, progress: () => {} }),
    city.dir,
  );
  return { page: report.page(texts('de')), isOpen: report.isOpen };
}
const read = (path: string) => readFileSync(join(city.dir, path), 'utf8');

describe('a by-law as PDF', () => {
  it('is split at its section signs, with their pages and without headers', async () => {
    const { page } = await importFiles({ 'hundesteuer.pdf': await pdf(bylaw) });
    const file = read('documents/satzung-ueber-die-hundesteuer.de.md');
    expect(file).toContain('title: Satzung über die Hundesteuer');
    expect(file.match(/^## .*$/gm)).toEqual([
      '## § 1 Steuergegenstand (Seite 1)',
      '## § 2 Steuerschuld (Seite 1)',
      '## § 3 Steuersätze (Seite 2)',
      '## § 4 Anzeigepflicht (Seite 3)',
    ]);
    expect(file).not.toMatch(/Seite \d von|Stadt Probe/);
    expect(file).toContain('(1) Steuerpflichtig ist, wer einen Hund hält.\n\n(2) Halten mehrere');
    expect(page).toContain('Tragen Sie unter „file:“ ein');
  });

  it.each([
    ['Was steht in § 3 der Hundesteuersatzung?', '§ 3', 2, '480 Euro'],
    ['Was sagt § 4 der Hundesteuersatzung?', '§ 4', 3, 'binnen zwei Wochen'],
    [
      'Wer schuldet die Steuer, wenn mehrere zusammen einen Hund halten?',
      '§ 2',
      1,
      'schulden sie die Steuer gemeinsam',
    ],
  ])('answers “%s” with the section, and says where it stands', async (message, sign, page, words) => {
    cpSync(sampleCity, city.dir, { recursive: true });
    await importFiles({ 'hundesteuer.pdf': await pdf(bylaw) });
    const file = 'documents/satzung-ueber-die-hundesteuer.de.md';
    city.write(file, read(file).replace('---\n', '---\nfile: https://stadt.example/hunde.pdf\n'));
    const base = await KnowledgeBase.build(await loadKnowledge(city.dir));
    const request = { message, lang: 'de' };
    const { kind, text, sources } = answer(request, base, await meantBy(request, base));
    expect({ kind, text }).toEqual({ kind: 'answer', text: expect.stringContaining(words) });
    expect(text).toContain(`Seite ${page}](https://stadt.example/hunde.pdf#page=${page})`);
    expect(sources[0]).toMatchObject({
      id: 'satzung-ueber-die-hundesteuer',
      section: expect.stringContaining(sign),
      page,
      url: `https://stadt.example/hunde.pdf#page=${page}`,
    });
  });

  it('is not cut by its table of contents, nor by paragraphs that its text names', async () => {
    const contents: Page = {
      large: ['Satzung über die Hundesteuer'],
      lines: [
        'Inhalt',
        '§ 1 Steuergegenstand .......... 2',
        '§ 4 Anzeigepflicht .......... 4',
        'Die Stadt erlässt aufgrund von',
        '§ 2 des Kommunalabgabengesetzes diese Satzung.',
      ],
    };
    await importFiles({
      'hundesteuer.pdf': await pdf([contents, ...bylaw.map((page) => ({ lines: page.lines }))]),
    });
    const file = read('documents/satzung-ueber-die-hundesteuer.de.md');
    expect(file.match(/^## § .*$/gm)).toEqual([
      '## § 1 Steuergegenstand (Seite 2)',
      '## § 2 Steuerschuld (Seite 2)',
      '## § 3 Steuersätze (Seite 3)',
      '## § 4 Anzeigepflicht (Seite 4)',
    ]);
    expect(file).toContain('Die Stadt erlässt aufgrund von');
    expect(file).not.toContain('....');
  });

  it('is updated, and what editors changed in it stays', async () => {
    await importFiles({ 'hundesteuer.pdf': await pdf(bylaw) });
    const file = 'documents/satzung-ueber-die-hundesteuer.de.md';
    city.write(file, read(file).replace('im Stadtgebiet.', 'im Gebiet der Stadt.'));
    const changed = bylaw.map((page) => ({
      ...page,
      lines: page.lines.map((line) => line.replace('480', '520')),
    }));
    await importFiles({ 'hundesteuer.pdf': await pdf(changed) });
    expect(read(file)).toContain('520 Euro');
    expect(read(file)).toContain('im Gebiet der Stadt.');
  });
});

describe('other forms', () => {
  it('DOCX, HTML and Markdown have sections at their headings', async () => {
    const docx = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph({ text: 'Marktordnung', heading: HeadingLevel.TITLE }),
              new Paragraph({ text: 'Zeiten', heading: HeadingLevel.HEADING_1 }),
              new Paragraph('Der Markt ist dienstags.'),
              new Paragraph('§ 2 Stände'),
              new Paragraph('Stände sind drei Meter breit.'),
            ],
          },
        ],
      }),
    );
    await importFiles({
      'markt.docx': docx,
      'bad.html':
        '<!doctype html><title>x</title><main><h1>Badeordnung</h1><p>Für alle.</p><h2>Duschen</h2><p>Vor dem Baden.</p></main>',
      'park.md': '# Parkordnung\n\nAllgemeines.\n\n## Hunde\n\nHunde sind anzuleinen.\n',
    });
    expect(read('documents/marktordnung.de.md').match(/^## .*$/gm)).toEqual(['## Zeiten', '## § 2 Stände']);
    expect(read('documents/badeordnung.de.md')).toMatch(/Für alle\.\n\n## Duschen\n\nVor dem Baden\./);
    expect(read('documents/parkordnung.de.md')).toMatch(
      /Allgemeines\.\n\n## Hunde\n\nHunde sind anzuleinen\./,
    );
    expect((await loadKnowledge(city.dir)).problems).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('is said of each document, and the others are read', async () => {
    const bomb = zipSync({ 'word/document.xml': [new Uint8Array(250_000_000), { level: 9 }] });
    const { page, isOpen } = await importFiles({
      'gut.md': '# Gut\n\nText.\n',
      'leer.pdf': await pdf([{ lines: [] }, { lines: [] }, { lines: [] }]).then((bytes) => bytes),
      'geheim.pdf': await pdf(bylaw, { userPassword: 'geheim' }),
      'kaputt.pdf': '%PDF-1.7 nichts weiter',
      'kaputt.docx': 'PK\u0003\u0004 nichts weiter',
      'bombe.docx': bomb,
    });
    expect(isOpen).toBe(true);
    expect(page).toContain('geheim.pdf: Die Datei ist verschlüsselt.');
    expect(page).toContain('kaputt.pdf: Die Datei ist beschädigt.');
    expect(page).toContain('kaputt.docx: Die Datei ist beschädigt.');
    expect(page).toContain('bombe.docx: Ausgepackt wäre die Datei größer als 200 MB.');
    expect(read('documents/gut.de.md')).toContain('Text.');
  });

  it('is a page that is a picture', async () => {
    const doc = new PDFDocument();
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.rect(50, 50, 400, 600).fill('#888');
    doc.end();
    await new Promise((resolve) => doc.on('end', resolve));
    const { page } = await importFiles({ 'scan.pdf': Buffer.concat(chunks) });
    expect(page).toContain('scan.pdf: Die Seiten sind Bilder ohne Text.');
  });
});
