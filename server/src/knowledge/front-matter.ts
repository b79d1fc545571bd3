import { LineCounter, parseDocument } from 'yaml';

/** A Markdown file in its two parts. Lines count from 1 in the whole file. */
export interface MarkdownFile {
  data: unknown;
  body: string;
  /** The line on which a field of the front matter stands; the nearest one that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** YAML that cannot be read. */
export class YamlError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Parses YAML and remembers its lines; `offset` lines stand before it. Throws `YamlError`. */
export function parseYaml(text: string, offset = 0): Pick<MarkdownFile, 'data' | 'lineOf'> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (position: number) => lines.linePos(position).line + offset;
  const [error] = document.errors;
  if (error) throw new YamlError(error.message.split('\n')[0] ?? '', lineAt(error.pos[0]));
  return {
    data: document.toJS({ maxAliasCount: 10 }) ?? {},
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth--) {
        const node = document.getIn(path.slice(0, depth), true);
        if (hasRange(node)) return lineAt(node.range[0]);
      }
      return 1;
    },
  };
}

/** Splits a Markdown file into front matter between two `---` lines, and body. Throws `YamlError`. */
export function parseMarkdown(text: string): MarkdownFile {
  const match = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { data: {}, body: text.trim(), lineOf: () => 1 };
  return { ...parseYaml(match[1] ?? '', 1), body: text.slice(match[0].length).trim() };
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
