import { CsvError, parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { emptyText, ImportError, isWebAddress, type Sink } from './catalogue.ts';
import { checkZip } from './documents/zip.ts';
import { toMarkdown, toPlainText } from './markdown.ts';

/** What editors call the columns. */
const columns: Record<string, string> = {
  question: 'question', frage: 'question', titel: 'question', title: 'question',
  answer: 'answer', antwort: 'answer', text: 'answer',
  language: 'language', lang: 'language', sprache: 'language',
  keywords: 'keywords', schlagworte: 'keywords', schlagwörter: 'keywords', stichworte: 'keywords', stichwörter: 'keywords',
  url: 'url', link: 'url', adresse: 'url', quelle: 'url',
  reviewed: 'reviewed', geprüft: 'reviewed', stand: 'reviewed', 'geprüft am': 'reviewed',
  id: 'id', nr: 'id', nummer: 'id',
}; // biome-ignore format: a table

/** Whether the first line of a text names a question and an answer. */
export function isFaqList(text: string): boolean {
  const [head = ''] = text.split(/\r?\n/, 1);
  const names = head.split(delimiterOf(head)).map((name) => columns[normal(name)]);
  return names.includes('question') && names.includes('answer');
}

/** What separates the names of the first line. */
function delimiterOf(head: string): string {
  const counts = [';', '\t', ','].map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** Reads a table of questions and answers with a line of column names. Throws `ImportError`. */
export function readFaqCsv(text: string, sink: Sink): void {
  let rows: unknown[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text.split('\n', 1)[0] ?? ''),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError('csv', { error: error.message });
  }
  readRows(rows, sink);
}

/** The same from the first sheet of an XLSX file. Throws `ImportError`. */
export async function readFaqXlsx(bytes: Uint8Array, sink: Sink): Promise<void> {
  checkZip(bytes);
  const rows = await readSheet(Buffer.from(bytes)).catch(() => {
    throw new ImportError('brokenFile');
  });
  readRows(rows, sink);
}

function readRows([head = [], ...rows]: readonly unknown[][], sink: Sink): void {
  const names = head.map((name) => columns[normal(String(name ?? ''))]);
  if (!names.includes('question') || !names.includes('answer')) throw new ImportError('columns');
  for (const [at, name] of names.entries())
    if (name === undefined && head[at]) sink.note('unread', { field: String(head[at]) });
  for (const [index, row] of rows.entries()) {
    const cell = (name: string) => words(row[names.indexOf(name)]);
    const [question, answer] = [toPlainText(cell('question')), toMarkdown(cell('answer'))];
    if (question === '' && answer === '') continue;
    // Counted as a spreadsheet does, the names being line 1.
    if (question === '' || answer === '') sink.note('row', { row: index + 2, question });
    else
      takeQuestion(
        {
          question,
          answer,
          key: cell('id') || question,
          lang: cell('language') || 'de',
          keywords: cell('keywords').split(/[,;|]/),
          url: cell('url'),
          reviewed: cell('reviewed'),
        },
        sink,
      );
  }
}

interface Question {
  question: string;
  answer: string;
  key: string;
  lang: string;
  keywords?: string[];
  url?: string;
  reviewed?: string;
}

/** Hands over a question with its answer; an address or day that is none is noted. */
export function takeQuestion(
  { question, answer, key, lang, keywords = [], url, reviewed }: Question,
  sink: Sink,
): void {
  const text = emptyText(question);
  text.intro = answer;
  text.keywords = keywords.flatMap((word) => toPlainText(word) || []);
  const record = `faq:${key}`;
  const day = reviewed ? dayOf(reviewed) : undefined;
  if (reviewed && !day) sink.note('day', { record, value: reviewed });
  const isAddress = isWebAddress(url ?? '');
  if (url && !isAddress) sink.note('address', { record, field: 'url', value: url });
  sink.take({
    kind: 'faq',
    key,
    texts: { [lang.toLowerCase().replace('_', '-')]: text },
    facts: { ...(isAddress && { url }), ...(day && { reviewed: day }) },
  });
}

/** A day as ISO 8601 from that or from `24.12.2026`. */
function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text.slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
}

function words(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function normal(name: string): string {
  return name
    .replace(/^\ufeff/, '')
    .replace(/^["']|["']$/g, '')
    .trim()
    .toLowerCase();
}
