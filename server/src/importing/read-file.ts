import { open, readFile as readBytes, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { ImportError, type Sink } from './catalogue.ts';
import { textOf } from './decode.ts';
import { readDldb } from './dldb.ts';
import { type DocumentForm, LARGEST_DOCUMENT, readDocument } from './documents/read-document.ts';
import { isFaqList, readFaqCsv, readFaqXlsx } from './faq-list.ts';
import { jsonLdOf, takeFaqPages, thingsIn } from './schema-org.ts';
import { readXzufi } from './xzufi.ts';

/** The largest JSON file that is read, in bytes: what is not a service may have to be held in memory. XML has no limit. */
const LARGEST_JSON = 100_000_000;
/** So much of a file tells its format, in bytes. */
const BEGINNING = 65_536;

/** A file, and where it was fetched from, if it was. */
export interface SourceFile {
  path: string;
  url?: string;
}

/** Reads a file of any format that is known, told by its beginning. Throws `ImportError`. */
export async function readFile({ path, url }: SourceFile, sink: Sink): Promise<void> {
  const beginning = await beginningOf(path);
  const text = beginning
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  const name = url ?? basename(path);
  const asDocument = async (form: DocumentForm) =>
    readDocument(await bytesOf(path), form, { key: name, ...(url && { file: url }) }, sink);
  if (text.startsWith('%PDF')) return asDocument('pdf');
  if (beginning.subarray(0, 2).toString('latin1') === 'PK') {
    const isSheet = beginning.includes('xl/workbook.xml') || extname(name) === '.xlsx';
    return isSheet ? readFaqXlsx(await bytesOf(path), sink) : asDocument('docx');
  }
  if (/^<(?:!doctype html|html|head|body|article|main)/i.test(text)) {
    const html = await wholeOf(path, sink);
    return takeFaqPages(jsonLdOf(html), url, sink) ? undefined : asDocument('html');
  }
  if (text.startsWith('<')) return readXzufi(textOf(path, sink.note), sink);
  if (/^[{[]/.test(text)) return readJson(path, text, url, sink);
  if (isFaqList(text)) return readFaqCsv(await wholeOf(path, sink), sink);
  if (['.csv', '.tsv'].includes(extname(name))) throw new ImportError('columns');
  if (['.md', '.markdown'].includes(extname(name))) return asDocument('markdown');
  throw new ImportError('format');
}

async function readJson(path: string, beginning: string, url: string | undefined, sink: Sink): Promise<void> {
  const { size } = await stat(path);
  if (size > LARGEST_JSON) throw new ImportError('large', { most: LARGEST_JSON / 1_000_000 });
  if (!/"@context"\s*:\s*"?\[?"?https?:\/\/schema\.org/.test(beginning))
    return readDldb(textOf(path, sink.note), sink);
  let data: unknown;
  try {
    data = JSON.parse(await wholeOf(path, sink));
  } catch (error) {
    throw new ImportError('json', { error: error instanceof Error ? error.message : String(error) });
  }
  if (!takeFaqPages(thingsIn(data), url, sink)) throw new ImportError('empty');
}

async function wholeOf(path: string, sink: Sink): Promise<string> {
  await checkSize(path);
  let text = '';
  for await (const chunk of textOf(path, sink.note)) text += chunk;
  return text;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  await checkSize(path);
  return readBytes(path);
}

async function checkSize(path: string): Promise<void> {
  const { size } = await stat(path);
  if (size > LARGEST_DOCUMENT) throw new ImportError('large', { most: LARGEST_DOCUMENT / 1_000_000 });
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
