import { createReadStream } from 'node:fs';
import type { Sink } from './catalogue.ts';

/**
 * The text of a file, piece by piece: UTF-8, UTF-16 with its mark, else Windows-1252, which is noted. A mark at the
 * beginning is taken off. Throws what the file system says.
 */
export async function* textOf(file: string, note: Sink['note']): AsyncIterable<string> {
  const encoding = await encodingOf(file);
  if (encoding === 'windows-1252') note('encoding', { file });
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function encodingOf(file: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const chunk of createReadStream(file)) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
    isFirst = false;
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      return 'windows-1252';
    }
  }
  return 'utf-8';
}
