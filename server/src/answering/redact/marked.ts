import { z } from 'zod';

/** A line of a file of sentences, in which each name of a person stands in `[[double brackets]]`. */
const Sentence = z.strictObject({ lang: z.string(), text: z.string() });

const MARKED = /\[\[([^[\]]*)\]\]/g;

/** The texts of a file of such sentences. */
export function readMarked(file: string): string[] {
  return file
    .trim()
    .split('\n')
    .map((line) => Sentence.parse(JSON.parse(line)).text);
}

/** A text without its brackets, and where the names stand in it; `change` may put others in their place. */
export function unmarked(
  marked: string,
  change: (name: string) => string = (name) => name,
): { text: string; names: { start: number; end: number }[] } {
  const names: { start: number; end: number }[] = [];
  const text = marked.split(MARKED).reduce((before, part, place) => {
    const said = place % 2 === 1 ? change(part) : part;
    if (place % 2 === 1) names.push({ start: before.length, end: before.length + said.length });
    return before + said;
  }, '');
  return { text, names };
}
