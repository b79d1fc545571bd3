/** A line of a page; `y` and `height` in points, `y` from the bottom. */
export interface Line {
  text: string;
  y: number;
  height: number;
}

/** So many lines at the top and at the bottom of a page may be headers and footers. */
const MARGIN = 3;
/** What stands at the margin of this share of the pages, and of three at least, is no text. */
const REPEATED = 0.5;

/** A line of a table of contents: dots lead to a page number. */
const CONTENTS = /(?:\.{4}|…|(?:\. ){4})[. …]*\d{1,4}$/;

/** Pages without what is repeated at their margins (names, page numbers) and without tables of contents. */
export function withoutMargins(pages: Line[][]): Line[][] {
  const seen = new Map<string, number>();
  for (const lines of pages)
    for (const text of new Set(marginsOf(lines).map(shapeOf))) seen.set(text, (seen.get(text) ?? 0) + 1);
  const isRepeated = (line: Line) => {
    if (/^(?:§|Art)/.test(line.text)) return false;
    const count = seen.get(shapeOf(line)) ?? 0;
    return count >= 3 && count >= pages.length * REPEATED;
  };
  return pages.map((lines) => {
    const margins = new Set(marginsOf(lines).filter(isRepeated));
    return lines.filter((line) => !margins.has(line) && !CONTENTS.test(line.text));
  });
}

function marginsOf(lines: Line[]): Line[] {
  return lines.length <= 2 * MARGIN ? lines : [...lines.slice(0, MARGIN), ...lines.slice(-MARGIN)];
}

/** The line with its numbers alike. */
function shapeOf({ text }: Line): string {
  return text.replace(/\d+/g, '0');
}
