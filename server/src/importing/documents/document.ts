import { emptyText, type ForeignEntry } from '../catalogue.ts';

/** A section of a document: its text in Markdown, paragraphs with an empty line between them. */
export interface Section {
  /** Empty before the first heading. */
  heading: string;
  text: string;
  /** The page on which it begins, counted from 1. */
  page?: number;
}

/** A document as it was read. */
export interface ReadDocument {
  title: string;
  sections: Section[];
}

/** Sections longer than this, in characters, are no answer: they are cut between paragraphs. */
const LONGEST = 6000;

/** A document as an entry: `key` is its address or file name, `file` where citizens find it. */
export function toDocument(
  { title, sections }: ReadDocument,
  { key, lang, file }: { key: string; lang: string; file?: string },
): ForeignEntry {
  const text = emptyText(title);
  const taken = new Set<string>();
  for (const { heading, text: whole, page } of sections)
    for (const content of cut(whole)) {
      if (heading === '' && taken.size === 0 && text.intro === '') {
        text.intro = content;
        continue;
      }
      const name = unique((heading || title) + (page === undefined ? '' : ` (Seite ${page})`), taken);
      text.sections.push({ heading: name, text: content });
    }
  return {
    kind: 'document',
    key,
    texts: { [lang]: text },
    facts: file ? { file } : {},
  };
}

/** The heading with a number if there is one like it already; the page stays at its end. */
function unique(heading: string, taken: Set<string>): string {
  let name = heading;
  for (let number = 2; taken.has(name); number++)
    name = heading.replace(/( \(Seite \d+\))?$/, ` – ${number}$1`);
  taken.add(name);
  return name;
}

function cut(text: string): string[] {
  const pieces: string[] = [];
  for (const paragraph of text.split(/\n{2,}/)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + paragraph.length < LONGEST)
      pieces[pieces.length - 1] = `${last}\n\n${paragraph}`;
    else pieces.push(paragraph);
  }
  return pieces.filter((piece) => piece.trim() !== '');
}
