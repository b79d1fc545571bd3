import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import type { Host } from './host.ts';

/** The most of a sitemap that is read, in bytes, and how many of them (sitemaps.org). */
const MOST = 50_000_000;
const MOST_SITEMAPS = 200;

/** The addresses that a site's sitemaps name, those of other hosts left out; none if there is no sitemap. */
export async function readSitemaps(host: Host, known: string[], most: number): Promise<string[]> {
  const waiting = known.length > 0 ? [...known] : [`${host.origin}/sitemap.xml`];
  const seen = new Set<string>();
  const pages = new Set<string>();
  for (let sitemap = waiting.shift(); sitemap !== undefined; sitemap = waiting.shift()) {
    if (seen.has(sitemap) || seen.size >= MOST_SITEMAPS || !host.isOwn(sitemap)) continue;
    seen.add(sitemap);
    const fetched = await host.get(sitemap, MOST);
    if (typeof fetched === 'string' || fetched.status !== 200) continue;
    for (const { address, isSitemap } of locationsIn(unpacked(fetched.bytes))) {
      if (isSitemap) waiting.push(address);
      else if (host.isOwn(address) && pages.size < most) pages.add(address);
    }
  }
  return [...pages];
}

function unpacked(bytes: Uint8Array): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder().decode(isPacked ? gunzipSync(bytes, { maxOutputLength: MOST }) : bytes);
  } catch {
    return '';
  }
}

/** What a sitemap names, up to where it breaks. */
function locationsIn(xml: string): { address: string; isSitemap: boolean }[] {
  const found: { address: string; isSitemap: boolean }[] = [];
  const parser = new SaxesParser();
  let [text, isSitemap, isBroken] = ['', false, false];
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'sitemap' || name === 'url') isSitemap = name === 'sitemap';
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'loc' && !isBroken && text.trim()) found.push({ address: text.trim(), isSitemap });
  });
  parser.write(xml).close();
  return found;
}
