import type { z } from 'zod';
import { ImportError, type Sink } from '../catalogue.ts';
import type { Host } from '../web/host.ts';
import { Page } from './objects.ts';

/** The largest page of a list, in bytes, and how many of them are read at most. */
const LARGEST = 50_000_000;
const MOST_PAGES = 10_000;

/** Fetches one object. Throws `ImportError`. */
export async function fetchObject(host: Host, address: string): Promise<unknown> {
  const { bytes } = await host.need(address, LARGEST);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new ImportError('json', {
      file: address,
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * The objects of a list, page by page; what is no object of this kind is noted. `since` asks for what changed after that
 * (ISO 8601). Throws `ImportError`, on whichever page it fails: half a list is none.
 */
export async function* fetchList<T extends z.ZodType>(
  host: Host,
  address: string | undefined,
  schema: T,
  { since, note }: { since: string | undefined; note: Sink['note'] },
): AsyncIterable<z.output<T>> {
  const first = address === undefined ? null : URL.parse(address);
  if (first && since) first.searchParams.set('modified_since', since);
  const seen = new Set<string>();
  for (let next = first?.href; next !== undefined && seen.size < MOST_PAGES; ) {
    if (seen.has(next)) throw new ImportError('loop', { file: next });
    seen.add(next);
    const page = Page.safeParse(await fetchObject(host, next));
    if (!page.success) throw new ImportError('oparl', { file: next });
    for (const item of page.data.data) {
      const parsed = schema.safeParse(item);
      if (parsed.success) yield parsed.data;
      else note('record');
    }
    next = page.data.links?.next;
  }
}
