import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { ImportError, type Sink } from './catalogue.ts';
import { textOf } from './decode.ts';
import { readDldb } from './dldb.ts';
import { readXzufi } from './xzufi.ts';

/** The largest JSON file that is read, in bytes: what is not a service may have to be held in memory. XML has no limit. */
const LARGEST_JSON = 100_000_000;
/** So much of a file tells its format, in bytes. */
const BEGINNING = 65_536;

/** Reads a file of any format that is known, told by its beginning. Throws `ImportError`. */
export async function readFile(file: string, sink: Sink): Promise<void> {
  const beginning = await beginningOf(file);
  const text = beginning
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text.startsWith('<')) return readXzufi(textOf(file, sink.note), sink);
  if (/^[{[]/.test(text)) {
    const { size } = await stat(file);
    if (size > LARGEST_JSON) throw new ImportError('large', { most: LARGEST_JSON / 1_000_000 });
    return readDldb(textOf(file, sink.note), sink);
  }
  throw new ImportError('format', { file, ending: extname(file) });
}

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file).catch(() => {
    throw new ImportError('unreadable', { file });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    throw new ImportError('unreadable', { file });
  } finally {
    await handle.close();
  }
}
