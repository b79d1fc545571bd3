import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toGraph, toJsonLd, wholeEntries } from '../finder/json-ld.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { texts } from '../texts/texts.ts';
import { writeWhole } from '../write-whole.ts';
import { type Command, readCall } from './command.ts';

const DEFAULT_FOLDER = 'export';

export const command: Command = {
  usage: 'export [DIR] [--out FOLDER]',
  summary: `Writes the knowledge as schema.org JSON-LD (${DEFAULT_FOLDER}/): a file per entry and language, all of them in bundle.jsonld, and a sitemap.xml.`,
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['out'] });
    const folder = flags.out ?? DEFAULT_FOLDER;
    const base = await readKnowledge(words[0] ?? config.knowledge);
    await mkdir(folder, { recursive: true });
    let files = 0;
    for (const entry of wholeEntries(base)) {
      for (const lang of entry.texts.keys()) {
        await writeJson(join(folder, `${entry.id}.${lang}.jsonld`), toJsonLd(entry, lang, base));
        files++;
      }
    }
    await writeJson(join(folder, 'bundle.jsonld'), toGraph(base));
    await writeWhole(join(folder, 'sitemap.xml'), sitemap(base));
    console.log(texts(base.mainLang)('import.exported', { files, folder }));
    return 0;
  },
};

/** The pages about the entries, with the day of their last review (sitemaps.org). */
function sitemap(base: KnowledgeBase): string {
  const pages = new Map(
    base.entries().flatMap(({ facts }) => (facts.url ? [[facts.url, facts.reviewed]] : [])),
  );
  const urls = [...pages].map(([url, day]) => {
    const modified = day ? `<lastmod>${day}</lastmod>` : '';
    return `  <url><loc>${escaped(url ?? '')}</loc>${modified}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}

function escaped(url: string): string {
  return url.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

async function writeJson(file: string, data: unknown): Promise<void> {
  await writeWhole(file, `${JSON.stringify(data, null, 2)}\n`);
}
