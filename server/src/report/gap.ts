/** What stands where only the city can say something: `*von der Stadt einzutragen*`. */
export function gap(question?: string): string {
  return `*von der Stadt einzutragen${question ? `: ${question}` : ''}*`;
}

/** Nothing from outside may end a cell of a table, or bring in markup of its own. */
export function inMarkdown(value: unknown): string {
  return String(value ?? '').replace(/[|<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
