import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../widget/dist', import.meta.url));

/** What visitors pay, in bytes after brotli: on every page, and for a full conversation in one language. */
export interface Sizes {
  launcher: number;
  conversation: number;
  /** The largest of the languages. */
  language: number;
}

/** 1 kB = 1,000 bytes. */
export const budget: Sizes = { launcher: 3_200, conversation: 45_000, language: 4_000 };

const parts: [keyof Sizes, string][] = [
  ['launcher', 'Launcher, paid by every page view'],
  ['conversation', 'Full conversation in one language'],
  ['language', 'Each further language'],
];

/** Measures the built widget; a conversation loads the launcher, all shared chunks and the largest of the languages. */
export function measureSizes(): Sizes {
  const launcher = compressed('stadtlotse.js');
  // A message to people is loaded by whoever writes one.
  const shared = inFolder('chunks', (name) => !/^(?:handover|defect|form)/.test(name)).reduce(
    (sum, size) => sum + size,
    0,
  );
  const language = Math.max(...inFolder('chunks/locales'));
  return { launcher, conversation: launcher + shared + language, language };
}

function inFolder(folder: string, wanted = (_: string) => true): number[] {
  const files = readdirSync(join(dist, folder)).filter((name) => name.endsWith('.js') && wanted(name));
  return files.map((name) => compressed(join(folder, name)));
}

export function withinBudget(sizes: Sizes): boolean {
  return parts.every(([part]) => sizes[part] <= budget[part]);
}

export function describeSizes(sizes: Sizes): string {
  const size = (bytes: number) => (bytes / 1000).toFixed(1);
  return parts
    .map(([part, name]) => `${name}: ${size(sizes[part])} kB brotli (at most ${size(budget[part])} kB)`)
    .join('\n');
}

function compressed(file: string): number {
  return statSync(join(dist, `${file}.br`)).size;
}
