import Turndown from 'turndown';
import { withoutLinks } from '../markdown.ts';

const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', emDelimiter: '*' });
// Catalogues are no Markdown, and a citizen would see the backslashes.
turndown.escape = (text) => text;
turndown.remove(['script', 'style', 'iframe', 'object', 'img', 'form'] as Turndown.Filter);
turndown.addRule('safe links', {
  filter: 'a',
  replacement: (content, node) => {
    const href = node instanceof Object && 'getAttribute' in node ? (node.getAttribute('href') ?? '') : '';
    return /^(?:https:|mailto:|tel:)[^\s()<>]+$/i.test(href) && content.trim()
      ? `[${content}](${href})`
      : content;
  },
});

// Citizens read answers on narrow screens, and the widget draws no tables: each row becomes an item. Until its table
// ends, a cell ends with a unit separator, a row with a record separator, and a heading begins with a group separator.
const [GROUP, RECORD, UNIT] = ['\u001d', '\u001e', '\u001f'];
turndown.addRule('heading cell', { filter: 'th', replacement: (content) => `${GROUP}${content}${UNIT}` });
turndown.addRule('cell', { filter: 'td', replacement: (content) => `${content}${UNIT}` });
turndown.addRule('row', { filter: 'tr', replacement: (content) => `${content}${RECORD}` });
turndown.addRule('table', {
  filter: 'table',
  replacement: (content) => {
    const rows = content.split(RECORD).map((row) => row.split(UNIT).slice(0, -1));
    return `\n\n${rowsAsItems(rows.filter(({ length }) => length > 0))}\n\n`;
  },
});

function rowsAsItems(rows: string[][]): string {
  const [first = []] = rows;
  const hasHeads = first.length > 1 && first.every((cell) => cell.includes(GROUP));
  const plain = (cell: string) => cell.replace(GROUP, '').replace(/\s+/g, ' ').trim();
  const items = rows.slice(hasHeads ? 1 : 0).map((row) => {
    const [name = '', ...rest] = row.map(plain);
    const values = rest.map((value, column) => {
      const head = hasHeads && row.length > 2 ? plain(first[column + 1] ?? '') : '';
      return value && head ? `${head}: ${value}` : value;
    });
    return [name, values.filter(Boolean).join('; ')].filter(Boolean).join(': ');
  });
  return items.flatMap((item) => (item ? [`- ${item}`] : [])).join('\n');
}

/** HTML as catalogues have it in Markdown as editors write it; headings in it become bold, so that they make no module. */
export function toMarkdown(html: string): string {
  const text = /<[a-z!/]|&[a-z#]/i.test(html) ? turndown.turndown(html) : html;
  return text
    .replace(/^#{1,6}\s+(.+)$/gm, '**$1**')
    .replace(/^---+$/gm, '')
    .replace(/\u00a0|\u200b/g, (space) => (space === '\u200b' ? '' : ' '))
    .replace(/(?<=\S)[\t ]+/g, ' ')
    .replace(/[\t ]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** HTML as one line of plain text. */
export function toPlainText(html: string): string {
  return withoutLinks(toMarkdown(html))
    .replace(/(\*\*|`)(?=\S)([^*`]*\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^*_]*\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A link in Markdown; brackets in its words would end it. */
export function linkTo(words: string, address: string): string {
  return `[${words.replace(/[[\]]/g, '')}](${address})`;
}
