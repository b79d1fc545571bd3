import { adopt } from './adopt.ts';

const styles = `
  body { margin: 1cm; font: 12pt/1.5 system-ui, sans-serif; color: #000; background: #fff; }
  h1 { font-size: 16pt; }
  ul { padding-inline-start: 1.25em; }
  ul.ticks { padding: 0; list-style: none; }
  a { color: inherit; }
  a[href^='https:']::after { content: ' (' attr(href) ')'; font-size: 10pt; overflow-wrap: anywhere; }
  small { display: block; font-size: 10pt; }
`;

/** Prints some content alone, or saves it as PDF through the browser's dialog; nothing leaves the device. */
export function printAlone(title: string, lang: string, content: Node[], parent: Node): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = title;
  parent.appendChild(frame);
  const page = frame.contentDocument;
  const view = page?.defaultView;
  if (!view) return;
  page.title = title;
  page.documentElement.lang = lang;
  page.documentElement.dir = getComputedStyle(parent instanceof Element ? parent : document.body).direction;
  const heading = page.createElement('h1');
  heading.textContent = title;
  page.body.append(heading, ...content.map((node) => page.importNode(node, true)));
  adopt(page, styles, view);
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}
