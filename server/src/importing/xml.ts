import { SaxesParser } from 'saxes';
import { ImportError } from './catalogue.ts';

/** An element with its attributes by local name; `text` is what stands in it directly. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** No element of a catalogue nests deeper. */
const DEEPEST = 60;
/** The most that one object may take, in characters: a service is some ten thousand. */
const LARGEST = 5_000_000;

/**
 * Reads XML piece by piece and hands over each object as it ends: an element named in `objects`, wherever it stands.
 * Document type definitions are refused, so that no entity is ever expanded. Throws `ImportError`.
 */
export async function readXml(
  chunks: AsyncIterable<string>,
  namespace: RegExp,
  objects: ReadonlySet<string>,
  take: (object: Element) => void,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let [depth, size, unread, root] = [0, 0, 0, false];
  parser.on('error', (error) => {
    throw new ImportError('xml', { error: error.message });
  });
  parser.on('doctype', () => {
    throw new ImportError('doctype');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (!root && !namespace.test(uri)) throw new ImportError('namespace', { found: uri || '–' });
    root = true;
    unread = 0;
    depth++;
    if (depth > DEEPEST) throw new ImportError('depth', { most: DEEPEST });
    if (open.length === 0 && !objects.has(local)) return;
    const element = {
      name: local,
      attributes: Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (!element) return;
    size += text.length;
    if (size > LARGEST) throw new ImportError('size', { name: open[0]?.name, most: LARGEST / 1_000_000 });
    element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    depth--;
    unread = 0;
    const element = open.pop();
    if (!element || open.length > 0) return;
    size = 0;
    take(element);
  });
  for await (const chunk of chunks) {
    // The parser holds back a text, a comment or a type definition until its end.
    unread += chunk.length;
    if (unread > LARGEST)
      throw new ImportError('size', { name: open[0]?.name ?? '–', most: LARGEST / 1_000_000 });
    parser.write(chunk);
  }
  parser.close();
  if (!root) throw new ImportError('empty');
}

export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>((found, name) => childrenOf(found, name)[0], element);
}

export function textOf(element: Element | undefined): string {
  return element?.text.trim() ?? '';
}

/** All elements of a name, however deep. */
export function* descendants(element: Element, name: string): Iterable<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}
