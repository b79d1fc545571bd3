import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../widget/dist', import.meta.url));

/** What visitors pay, in bytes after brotli: on every page, and for a full conversation in one language. */
export interface Sizes {
  launcher: number;
  conversation: number;
}

/** 1 kB = 1,000 bytes. */
export const budget: Sizes = { launcher: 3_000, conversation: 45_000 };

/** Measures the built widget; a conversation loads the launcher, all shared chunks and the largest of the languages. */
export function measureSizes(): Sizes {
  const launcher = compressed('stadtlotse.js');
  const shared = inFolder('chunks').reduce((sum, size) => sum + size, 0);
  const locale = Math.max(...inFolder('chunks/locales'));
  return { launcher, conversation: launcher + shared + locale };
}

function inFolder(folder: string): number[] {
  const files = readdirSync(join(dist, folder)).filter((name) => name.endsWith('.js'));
  return files.map((name) => compressed(join(folder, name)));
}

export function withinBudget({ launcher, conversation }: Sizes): boolean {
  return launcher <= budget.launcher && conversation <= budget.conversation;
}

export function describeSizes({ launcher, conversation }: Sizes): string {
  const line = (name: string, size: number, limit: number) =>
    `${name}: ${(size / 1000).toFixed(1)} kB brotli (at most ${limit / 1000} kB)`;
  return [
    line('Launcher, paid by every page view', launcher, budget.launcher),
    line('Full conversation in one language', conversation, budget.conversation),
  ].join('\n');
}

function compressed(file: string): number {
  return statSync(join(dist, `${file}.br`)).size;
}
