import { toMarkdown } from '../markdown.ts';
import type { ReadDocument, Section } from './document.ts';
import { documentOf } from './dom.ts';

/** Reads HTML into sections at its headings; `name` is the title if it has none. */
export function readHtml(html: string, name: string): ReadDocument {
  const document = documentOf(html);
  for (const one of document.querySelectorAll('script, style, noscript, nav, template')) one.remove();
  const root = document.querySelector('main, article') ?? document.body;
  const sections: Section[] = [{ heading: '', text: '' }];
  for (const block of blocksOf(root.innerHTML)) {
    const [, level, heading = ''] = /^<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/i.exec(block) ?? [];
    if (level) sections.push({ heading: plainHeading(heading), text: '' });
    else {
      const last = sections.at(-1)!;
      last.text = [last.text, toMarkdown(block)].filter(Boolean).join('\n\n');
    }
  }
  const title = plainHeading(document.querySelector('h1')?.innerHTML ?? '') || document.title?.trim() || name;
  // What stands under the title is the beginning.
  const told = sections.map((section) => (section.heading === title ? { ...section, heading: '' } : section));
  return { title, sections: told.filter(({ text }) => text !== '') };
}

/** HTML cut before and after each heading. */
function blocksOf(html: string): string[] {
  return html.split(/(?=<h[1-6][\s>])|(?<=<\/h[1-6]>)/i).filter((block) => block.trim() !== '');
}

function plainHeading(html: string): string {
  return toMarkdown(html).replace(/[*_#]/g, '').replace(/\s+/g, ' ').trim();
}
