import { ImportError } from '../catalogue.ts';
import type { ReadDocument, Section } from './document.ts';
import { type Line, withoutMargins } from './lines.ts';
import { readPages } from './pdf-threads.ts';

/** Fewer letters on a page, on average, than this: it was scanned, and there is no text to read. */
const SCANNED = 25;
/** A line whose letters are this much larger than the text's is a heading. */
const LARGER = 1.15;
/** No heading is longer, in characters. */
const LONGEST_HEADING = 120;
/** A gap this wide between lines, in heights of letters, ends a paragraph. */
const GAP = 1.8;

/** Reads a PDF into its sections with their pages. Throws `ImportError` for one that is encrypted, broken or scanned. */
export async function readPdf(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const pages = await readPages(bytes);
  const letters = pages.flat().reduce((sum, { text }) => sum + text.length, 0);
  if (letters < SCANNED * pages.length) throw new ImportError('scanned');
  const lines = withoutMargins(pages);
  const usual = usualHeight(lines.flat());
  return { title: titleOf(lines[0] ?? [], usual) ?? name, sections: sectionsOf(lines, usual) };
}

/** The height of most letters. */
function usualHeight(lines: Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) {
    const rounded = Math.round(height * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

/** The largest words of the first page, if they are larger than the text. */
function titleOf(lines: Line[], usual: number): string | undefined {
  const largest = Math.max(0, ...lines.map(({ height }) => height));
  if (largest < usual * LARGER) return undefined;
  const start = lines.findIndex(({ height }) => height === largest);
  const end = lines.findIndex(({ height }, index) => index > start && Math.abs(height - largest) > 0.5);
  const title = joined(lines.slice(start, end === -1 ? undefined : end).map(({ text }) => text));
  return title.length <= 2 * LONGEST_HEADING ? title : undefined;
}

function sectionsOf(pages: Line[][], usual: number): Section[] {
  const sections: { heading: string; page: number; paragraphs: string[][] }[] = [];
  let lastNumber = 0;
  for (const [index, lines] of pages.entries()) {
    const page = index + 1;
    let above: Line | undefined;
    // What goes on from the page before stands on this page.
    let isContinued = sections.length > 0;
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at]!;
      const sign = signOf(line.text, lastNumber);
      const isLarge =
        line.height >= usual * LARGER && line.text.length <= LONGEST_HEADING && /\p{L}/u.test(line.text);
      if (sign !== undefined || isLarge) {
        if (sign !== undefined) lastNumber = sign;
        const next = lines[at + 1];
        const hasName = sign !== undefined && isBare(line.text) && next && isName(next.text);
        const before = sections.at(-1);
        // A heading over two lines, or one above another, is one.
        if (
          isLarge &&
          sign === undefined &&
          before &&
          before.page === page &&
          before.paragraphs.length === 0 &&
          !isContinued
        )
          before.heading = joined([before.heading, line.text]);
        else
          sections.push({ heading: hasName ? `${line.text} ${next.text}` : line.text, page, paragraphs: [] });
        if (hasName) at++;
        isContinued = false;
        above = undefined;
        continue;
      }
      const current =
        isContinued || sections.length === 0
          ? { heading: sections.at(-1)?.heading ?? '', page, paragraphs: [] as string[][] }
          : sections.at(-1)!;
      if (current !== sections.at(-1)) sections.push(current);
      isContinued = false;
      const startsAnew =
        !above ||
        /^\(\d{1,3}[a-z]?\)\s/.test(line.text) ||
        /^(?:\d{1,2}\.|[a-z]\)|[-–•])\s/.test(line.text) ||
        above.y - line.y > GAP * Math.max(line.height, 1);
      if (startsAnew) current.paragraphs.push([line.text]);
      else current.paragraphs.at(-1)?.push(line.text);
      above = line;
    }
  }
  return sections
    .map(({ heading, page, paragraphs }) => ({ heading, page, text: paragraphs.map(joined).join('\n\n') }))
    .filter(({ text }) => text !== '');
}

/** The number of a section sign that begins a section: it stands alone or before a name, and counts on. */
function signOf(text: string, last: number): number | undefined {
  const [, number, rest = ''] = /^(?:§|Artikel|Art\.)\s*(\d{1,4})[a-z]?\b\s*(.*)$/.exec(text) ?? [];
  if (number === undefined || text.length > LONGEST_HEADING) return undefined;
  const isName =
    rest === '' ||
    (/^[\p{Lu}\-–(]/u.test(rest) && !/[.;,:]$/.test(rest) && !/^(?:Abs|Absatz|Satz|Nr|Nummer)\b/.test(rest));
  const value = Number(number);
  // It begins anew after a table of contents, and in an annex.
  const countsOn = value === 1 || last === 0 || (value >= last && value <= last + 20);
  return isName && countsOn ? value : undefined;
}

function isBare(text: string): boolean {
  return /^(?:§|Artikel|Art\.)\s*\d{1,4}[a-z]?$/.test(text);
}

function isName(text: string): boolean {
  return text.length <= LONGEST_HEADING && /^\p{Lu}/u.test(text) && !/[.;:]$/.test(text);
}

/** Lines as one text; a word that was divided at the end of a line is one again. */
function joined(lines: string[]): string {
  return lines.reduce((text, line) => {
    if (/\p{Ll}[-\u00ad]$/u.test(text) && /^\p{Ll}/u.test(line) && !/^(?:und|oder|bzw)\b/.test(line))
      return text.slice(0, -1) + line;
    return text === '' ? line : `${text} ${line}`;
  }, '');
}
