import Turndown from 'turndown';
import { withoutLinks } from '../markdown.ts';

const turndown = new Turndown({ headingStyle: 'atx', bulletListMarker: '-', emDelimiter: '*' });
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

/** HTML as catalogues have it in Markdown as editors write it; headings in it become bold, so that they make no module. */
export function toMarkdown(html: string): string {
  const text = /<[a-z!/]|&[a-z#]/i.test(html) ? turndown.turndown(html) : html;
  return text
    .replace(/^#{1,6}\s+(.+)$/gm, '**$1**')
    .replace(/^---+$/gm, '')
    .replace(/[\u00a0\t ]+/g, ' ')
    .replace(/ *\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** HTML as one line of plain text. */
export function toPlainText(html: string): string {
  return withoutLinks(toMarkdown(html))
    .replace(/[*_`\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
