import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Foreign, ImportError, type Sink } from '../catalogue.ts';
import { MEMORY } from '../memory.ts';
import type { Host } from './host.ts';
import { readPage } from './page.ts';
import type { Robots } from './robots.ts';
import { readSitemaps } from './sitemap.ts';

/** The most pages of a site that are read. */
const MOST_PAGES = 20_000;
/** The largest page, in bytes. */
const LARGEST_PAGE = 5_000_000;
/** How long what was read before an interruption is used, in milliseconds. */
const FRESH = 24 * 3_600_000;
/** Parameters of addresses that make no other page. */
const IDLE = /^(?:utm_\w+|fbclid|gclid|sid|PHPSESSID|jsessionid|print)$/i;

/** What was read of a page, kept until the site is read to its end. */
const Done = z.object({
  url: z.string(),
  took: z.array(z.custom<Foreign>((one) => typeof one === 'object' && one !== null)),
  notes: z.array(z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) })),
  links: z.array(z.string()),
  failed: z.boolean(),
});
type Done = z.infer<typeof Done>;

/**
 * Reads a website into drafts: the pages of its sitemap, else those that links lead to from `start`; only below the
 * folder of `start`, and what `robots` allows. It goes on where it was interrupted. Throws `ImportError`.
 */
export async function crawl(
  host: Host,
  start: string,
  robots: Robots,
  { sink, dir, progress }: { sink: Sink; dir: string; progress: (done: number, all: number) => void },
): Promise<void> {
  if (!robots.allows(start)) throw new ImportError('robots', { file: start });
  const below = new URL('.', start).href;
  const named = await readSitemaps(host, robots.sitemaps, MOST_PAGES);
  const hasSitemap = named.some((page) => page.startsWith(below));
  const queue = new Set([start, ...named].map(addressOf).filter((page) => page.startsWith(below)));
  const kept = join(
    dir,
    MEMORY,
    'crawl',
    `${createHash('sha256').update(start).digest('hex').slice(0, 16)}.jsonl`,
  );
  const known = await readKept(kept);
  let count = 0;
  for (const url of queue) {
    if (++count > MOST_PAGES) {
      sink.note('morePages', { most: MOST_PAGES });
      break;
    }
    if (!robots.allows(url)) {
      sink.note('forbidden', { url });
      continue;
    }
    let done = known.get(url);
    if (!done) {
      done = await visit(host, url, url === start);
      await mkdir(dirname(kept), { recursive: true });
      await appendFile(kept, `${JSON.stringify(done)}\n`);
    }
    known.delete(url);
    for (const one of done.took) sink.take(one);
    for (const { key, values } of done.notes) sink.note(key, values);
    if (done.failed) sink.still(url);
    if (!hasSitemap)
      for (const link of done.links.map(addressOf))
        if (host.isOwn(link) && link.startsWith(below)) queue.add(link);
    progress(count, queue.size);
  }
  await rm(kept, { force: true });
}

async function visit(host: Host, url: string, isStart: boolean): Promise<Done> {
  const done: Done = { url, took: [], notes: [], links: [], failed: false };
  const note: Sink['note'] = (key, values = {}) => done.notes.push({ key, values });
  const fetched = await host.get(url, LARGEST_PAGE);
  if (typeof fetched === 'string' || fetched.status >= 500 || fetched.status === 429) {
    const [reason, status] = typeof fetched === 'string' ? [fetched, ''] : ['status', fetched.status];
    const values = { file: url, status, most: LARGEST_PAGE / 1_000_000 };
    if (isStart) throw new ImportError(reason, values);
    note('unfetched', { reason, ...values });
    return { ...done, failed: fetched !== 'elsewhere' };
  }
  if (fetched.status !== 200) {
    if (isStart) throw new ImportError('status', { file: url, status: fetched.status });
    note('dead', { url, status: fetched.status });
    return done;
  }
  if (fetched.type !== 'text/html' && fetched.type !== 'application/xhtml+xml') return done;
  const take: Sink['take'] = (one) => done.took.push(one);
  const sink: Sink = { note, take, still: () => {}, since: undefined, partial: () => {} };
  done.links = readPage(new TextDecoder().decode(fetched.bytes), fetched.url, fetched.modified, sink);
  return done;
}

async function readKept(file: string): Promise<Map<string, Done>> {
  const known = new Map<string, Done>();
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > FRESH) await rm(file);
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
      // The last line may have been cut off.
      const parsed = Done.safeParse(parsedOf(line));
      if (parsed.success) known.set(parsed.data.url, parsed.data);
    }
  } catch {
    // Nothing was kept.
  }
  return known;
}

function parsedOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** One address for one page: without its fragment and what only counts visitors. */
function addressOf(address: string): string {
  const url = new URL(address);
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (IDLE.test(name)) url.searchParams.delete(name);
  return url.href;
}
