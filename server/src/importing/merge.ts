import { isMap, parseDocument, stringify } from 'yaml';
import { parseMarkdown } from '../knowledge/front-matter.ts';

/** A Markdown entry in the parts that are merged: the fields of its front matter, the beginning, and each section. */
interface Parts {
  fields: Record<string, unknown>;
  /** By heading; the beginning has the empty heading. */
  sections: Map<string, string>;
}

export interface Merged {
  content: string;
  /** Fields and headings that both sides changed; the editor's stay. */
  conflicts: string[];
}

/** Writes an entry as an editor would. */
export function writeEntry(
  fields: Record<string, unknown>,
  sections: Iterable<readonly [string, string]>,
): string {
  return fileOf(stringify(fields, { lineWidth: 0 }), sections);
}

function fileOf(front: string, sections: Iterable<readonly [string, string]>): string {
  const body = [...sections].map(([heading, text]) => (heading ? `## ${heading}\n\n${text}` : text));
  return `---\n${front}---\n\n${body.join('\n\n')}\n`;
}

/**
 * Merges three versions of an entry: what was imported last, what the editors made of it, and what is imported now.
 * A part that only one side changed is taken from that side; one that both changed stays as the editors have it.
 */
export function mergeEntry(before: string, own: string, now: string): Merged {
  const [base, mine, theirs] = [split(before), split(own), split(now)];
  const conflicts: string[] = [];
  const decide = <T>(name: string, was: T | undefined, have: T | undefined, gets: T | undefined) => {
    if (same(have, was) || same(have, gets)) return gets;
    if (!same(gets, was)) conflicts.push(name);
    return have;
  };
  const fields: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine.fields), ...Object.keys(theirs.fields)]))
    fields[key] = decide(key, base.fields[key], mine.fields[key], theirs.fields[key]);
  const sections = new Map<string, string>();
  for (const heading of new Set([...mine.sections.keys(), ...theirs.sections.keys()])) {
    const name = heading || 'Text';
    const text = decide(
      name,
      base.sections.get(heading),
      mine.sections.get(heading),
      theirs.sections.get(heading),
    );
    if (text !== undefined) sections.set(heading, text);
  }
  return { content: rewrite(own, mine, fields, sections), conflicts };
}

/** Puts merged parts into the editors' file; what did not change keeps its comments and its form. */
function rewrite(
  own: string,
  mine: Parts,
  fields: Record<string, unknown>,
  sections: Map<string, string>,
): string {
  const front = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*\n/.exec(own)?.[1] ?? '';
  const document = parseDocument(front);
  if (!isMap(document.contents)) return writeEntry(fields, sections);
  for (const [key, value] of Object.entries(fields)) {
    if (same(value, mine.fields[key])) continue;
    if (value === undefined) document.delete(key);
    else document.set(key, document.createNode(value));
  }
  return fileOf(document.toString({ lineWidth: 0 }), sections);
}

function split(content: string): Parts {
  const { data, body } = parseMarkdown(content.replace(/\r\n?/g, '\n'));
  const [beginning = '', ...parts] = body.split(/^##[ \t]+/m);
  const sections = new Map([['', beginning.trim()]]);
  for (const part of parts) {
    const [heading = '', ...lines] = part.split('\n');
    sections.set(heading.trim(), lines.join('\n').trim());
  }
  if (sections.get('') === '') sections.delete('');
  return { fields: typeof data === 'object' && data !== null ? { ...data } : {}, sections };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
