import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sample city that ships with the product. */
export const sampleCity = fileURLToPath(new URL('../../knowledge', import.meta.url));

export interface City {
  dir: string;
  /** Writes a file of the knowledge folder, e.g. `faq/hund.de.md`. */
  write(file: string, content: string | Uint8Array): void;
  remove(): void;
}

/** A knowledge folder of its own in the system's temporary folder, with a `city.yaml` unless one is given. */
export function makeCity(files: Record<string, string | Uint8Array> = {}): City {
  const dir = mkdtempSync(join(tmpdir(), 'stadtlotse-test-'));
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), content);
  };
  const all = { 'city.yaml': 'name: Teststadt\nlanguages: [de, en]\n', ...files };
  for (const [file, content] of Object.entries(all)) write(file, content);
  return { dir, write, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A Markdown entry with front matter. */
export function entry(front: string, body = 'Text.'): string {
  return `---\n${front.trim()}\n---\n\n${body}\n`;
}
