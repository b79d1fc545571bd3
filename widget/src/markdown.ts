import createDOMPurify from 'dompurify';

const purifier = createDOMPurify(window);

/** External pages open beside the chat, without a way back into this page. */
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node instanceof HTMLAnchorElement && node.protocol === 'https:') {
    node.target = '_blank';
    node.rel = 'noopener noreferrer';
  }
});

/** Turns an answer's Markdown into DOM: the only way from text to elements, and through DOMPurify (SEC-1). */
export function renderMarkdown(text: string): DocumentFragment {
  return purifier.sanitize(toHtml(text), {
    ALLOWED_TAGS: ['p', 'ul', 'ol', 'li', 'strong', 'em', 'a', 'br', 'h4'],
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(?:https:|mailto:|tel:)/i,
    RETURN_DOM_FRAGMENT: true,
  });
}

/**
 * The Markdown that knowledge entries use: paragraphs, headings, flat lists, bold, emphasis, links.
 * Anything else stays as it is written.
 */
export function toHtml(markdown: string): string {
  const blocks = escapeHtml(markdown).split(/\n{2,}/);
  return blocks.flatMap((block) => splitLists(block.split('\n'))).join('');
}

/** A block's lines as HTML: consecutive list items become one list, other lines one paragraph. */
function splitLists(lines: string[]): string[] {
  const html: string[] = [];
  let kind = '';
  let group: string[] = [];
  const flush = () => {
    if (group.length > 0)
      html.push(kind === 'p' ? paragraph(group) : `<${kind}>${group.map(item).join('')}</${kind}>`);
    group = [];
  };
  for (const line of lines) {
    const next = /^\s*[-*+] /.test(line) ? 'ul' : /^\s*\d+[.)] /.test(line) ? 'ol' : 'p';
    if (next !== kind) flush();
    kind = next;
    if (line.trim() !== '') group.push(line);
  }
  flush();
  return html;
}

function paragraph(lines: string[]): string {
  const heading = /^#{1,6} +(.*)$/.exec(lines[0] ?? '');
  if (!heading) return `<p>${inline(lines.join(' '))}</p>`;
  const rest = lines.slice(1);
  return `<h4>${inline(heading[1] ?? '')}</h4>${rest.length > 0 ? paragraph(rest) : ''}`;
}

function item(line: string): string {
  return `<li>${inline(line.replace(/^\s*(?:[-*+]|\d+[.)]) +/, ''))}</li>`;
}

function inline(text: string): string {
  return text
    .replace(/\[([^\]]{1,300})\]\(([^()\s]{1,2000})\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s][^*]*)\*(?![\p{L}\p{N}*])/gu, '<em>$1</em>');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
