import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import type { Line } from './lines.ts';

const Item = z.object({
  str: z.string(),
  transform: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
  width: z.number(),
  height: z.number(),
});
const Content = z.object({ items: z.array(z.unknown()) });

/** The lines of every `step`-th page of a PDF, from the page `first` on, counted from 1. Throws what PDF.js says. */
export async function readLines(bytes: Uint8Array, first: number, step: number): Promise<Line[][]> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  const pages: Line[][] = [];
  for (let number = first; number <= pdf.numPages; number += step) {
    const page = await pdf.getPage(number);
    pages.push(linesOf(Content.parse(await page.getTextContent()).items));
    page.cleanup();
  }
  await pdf.loadingTask.destroy();
  return pages;
}

/** The lines of a page from what stands at which place, in the order in which they were written. */
function linesOf(items: unknown[]): Line[] {
  const lines: (Line & { end: number })[] = [];
  for (const item of items) {
    const parsed = Item.safeParse(item);
    if (!parsed.success || parsed.data.str.trim() === '') continue;
    const { str, transform, width, height } = parsed.data;
    const [, , , , x, y] = transform;
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) < Math.max(2, height / 2) && x >= last.end - height) {
      last.text += (x - last.end > height * 0.15 && !last.text.endsWith(' ') ? ' ' : '') + str;
      last.height = Math.max(last.height, height);
      last.end = x + width;
    } else lines.push({ text: str, y, height, end: x + width });
  }
  return lines.map(({ text, y, height }) => ({ text: text.replace(/\s+/g, ' ').trim(), y, height }));
}
