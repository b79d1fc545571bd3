import { rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: what was there before stays until the new content is on the disk.
 * Throws what the file system refuses, e.g. `ENOSPC`.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  // A pipe or device can only be written to.
  if (there && !there.isFile()) return writeFile(file, content);
  const part = `${file}.part`;
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
