import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImportError } from '../importing/catalogue.ts';
import { importFrom } from '../importing/import.ts';
import { alone } from '../importing/lock.ts';
import { REPORT, readMemory } from '../importing/memory.ts';
import { readPaths } from '../importing/read-paths.ts';
import { isDue, readSources, type Source, SourcesError } from '../importing/sources.ts';
import { texts } from '../texts/texts.ts';
import { writeWhole } from '../write-whole.ts';
import { type Command, readCall, UsageError } from './command.ts';
import { explainImportError, progress } from './import.ts';

export const command: Command = {
  usage: 'sync [NAME…] [--all] [--knowledge DIR]',
  summary:
    'Imports the sources of sources.yaml that are due, those named, or all of them, and writes one report. Exits with 1 if an editor has something to do.',
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['knowledge'], switches: ['all'] });
    const dir = flags.knowledge ?? config.knowledge;
    try {
      const sources = await readSources(dir);
      const unknown = words.filter((name) => !sources.some((source) => source.name === name));
      if (unknown.length > 0) throw new UsageError(`There is no source "${unknown[0]}" in sources.yaml.`);
      return await alone(dir, async () => {
        const { times } = await readMemory(dir);
        const now = new Date();
        const wanted = sources.filter((source) =>
          words.length > 0
            ? words.includes(source.name)
            : flags.all === true || isDue(source, times[source.name], now),
        );
        return sync(wanted, dir);
      });
    } catch (error) {
      if (error instanceof SourcesError) console.error(error.message);
      else if (error instanceof ImportError) console.error(explainImportError(error));
      else throw error;
      return 1;
    }
  },
};

/** Reads one source after the other: one that fails leaves what is there, and the others go on. */
async function sync(sources: Source[], dir: string): Promise<number> {
  const t = texts('de');
  const pages = { short: '', whole: '' };
  let isOpen = false;
  for (const { name, kind, from } of sources) {
    try {
      const report = await importFrom(name, (sink) => readPaths(from, { sink, dir, progress, kind }), dir);
      isOpen ||= report.isOpen;
      pages.short += `${report.page(t)}\n`;
      pages.whole += `${report.page(t, Number.POSITIVE_INFINITY)}\n`;
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      isOpen = true;
      const said = `${t('import.title', { source: name })}\n\n${explainImportError(error)}\n\n`;
      pages.short += said;
      pages.whole += said;
    }
  }
  if (sources.length === 0) console.log(t('sync.nothingDue'));
  else {
    console.log(pages.short);
    const file = join(dir, REPORT);
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, pages.whole);
    console.log(t('import.written', { file }));
  }
  return isOpen ? 1 : 0;
}
