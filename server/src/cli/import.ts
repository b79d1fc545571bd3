import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImportError } from '../importing/catalogue.ts';
import { importFrom } from '../importing/import.ts';
import { alone } from '../importing/lock.ts';
import { REPORT } from '../importing/memory.ts';
import { readPaths } from '../importing/read-paths.ts';
import { texts } from '../texts/texts.ts';
import { writeWhole } from '../write-whole.ts';
import { type Command, readCall, UsageError } from './command.ts';

export const command: Command = {
  usage: 'import PATH… [--knowledge DIR]',
  summary:
    'Imports files, folders and addresses in one run: service catalogues (XZuFi, JSON), lists of questions (CSV, XLSX, FAQPage), documents (PDF, DOCX, HTML, Markdown), websites. What editors changed stays. Exits with 1 if an editor has something to do.',
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['knowledge'] });
    if (words.length === 0) throw new UsageError('Give the files, folders or addresses to import.');
    const t = texts('de');
    const dir = flags.knowledge ?? config.knowledge;
    try {
      const report = await alone(dir, () =>
        importFrom(words.join(' '), (sink) => readPaths(words, { sink, dir, progress }), dir),
      );
      console.log(report.page(t));
      const file = join(dir, REPORT);
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, report.page(t, Number.POSITIVE_INFINITY));
      console.log(t('import.written', { file }));
      return report.isOpen ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      console.error(explainImportError(error));
      return 1;
    }
  },
};

/** Says now and then how far it is, where somebody may be waiting. */
export function progress(done: number, all: number): void {
  if (done % 25 === 0) console.error(texts('de')('import.progress', { done, all }));
}

/** Why nothing was imported, for an editor. */
export function explainImportError({ reason, values }: ImportError): string {
  const t = texts('de');
  const file = typeof values.file === 'string' && reason !== 'unreadable' ? `${values.file}: ` : '';
  return `${file}${t(`import.error.${reason}`, values)} ${t('import.nothing')}`;
}
