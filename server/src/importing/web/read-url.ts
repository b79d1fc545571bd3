import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ImportError, type Sink } from '../catalogue.ts';
import { readOparl } from '../oparl/oparl.ts';
import { readFile } from '../read-file.ts';
import { jsonLdOf, takeFaqPages } from '../schema-org.ts';
import { crawl } from './crawl.ts';
import { Host } from './host.ts';
import { readRobots } from './robots.ts';

/** The largest file that is fetched, in bytes. */
const LARGEST = 200_000_000;
/** Files that are no pages: whoever names one wants it read. */
const FILES = new Set(['.json', '.xml', '.csv', '.xlsx', '.pdf', '.docx', '.md']);

/** Where a source is read to, and who is told how far it is. */
export interface Reading {
  sink: Sink;
  dir: string;
  progress: (done: number, all: number) => void;
  /** What an address is, where it is known: a page of a website may look like a list of questions. */
  kind?: 'catalogue' | 'faq' | 'website' | 'documents' | 'council';
}

/** Reads an address: a website, or a file of any format that is known. Throws `ImportError`. */
export async function readUrl(address: string, reading: Reading): Promise<void> {
  const start = new URL(address).href;
  const host = new Host(start);
  const isFile = FILES.has(extname(new URL(start).pathname).toLowerCase());
  const robots = isFile ? undefined : await readRobots(host);
  if (robots?.allows(start) === false) throw new ImportError('robots', { file: start });
  const { bytes, type, url } = await host.need(start, LARGEST);
  if (type === 'text/html' && reading.kind !== 'documents') {
    const isPage = reading.kind === 'faq' || (reading.kind !== 'website' && !url.endsWith('/'));
    const isFaq = isPage && takeFaqPages(jsonLdOf(new TextDecoder().decode(bytes)), url, reading.sink);
    return isFaq ? undefined : crawl(host, url, robots ?? (await readRobots(host)), reading);
  }
  if (/schema\.oparl\.org\/1\.\d\/(?:System|Body)"/.test(Buffer.from(bytes.subarray(0, 65_536)).toString()))
    return readOparl(host, url, reading.sink);
  const folder = await mkdtemp(join(tmpdir(), 'stadtlotse-fetched-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    await readFile({ path, url }, reading.sink);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
