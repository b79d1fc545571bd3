import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from './catalogue.ts';
import { readFile } from './read-file.ts';
import { type Reading, readUrl } from './web/read-url.ts';

/** Reads addresses, files and the files of folders, whatever their order. Throws `ImportError`, which then names the file. */
export async function readPaths(paths: string[], reading: Reading): Promise<void> {
  for (const path of paths) {
    if (/^https?:\/\//.test(path)) await named(path, readUrl(path, reading));
    else for (const file of await filesOf(path)) await named(file, readFile({ path: file }, reading.sink));
  }
}

async function named(file: string, read: Promise<void>): Promise<void> {
  await read.catch((error: unknown) => {
    if (error instanceof ImportError) error.values.file ??= file;
    throw error;
  });
}

async function filesOf(path: string): Promise<string[]> {
  const there = await stat(path).catch(() => {
    throw new ImportError('unreadable', { file: path });
  });
  if (!there.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile() && !one.name.startsWith('.'));
  if (files.length === 0) throw new ImportError('folder', { file: path });
  return files.map((one) => join(one.parentPath, one.name)).sort();
}
