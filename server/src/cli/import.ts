import { ImportError } from '../importing/catalogue.ts';
import { importCatalogue } from '../importing/import.ts';
import { texts } from '../texts/texts.ts';
import { type Command, readCall, UsageError } from './command.ts';

export const command: Command = {
  usage: 'import FILE [--knowledge DIR]',
  summary:
    'Imports services and offices from XZuFi 2.2 (XML) or a service catalogue in JSON; what editors changed stays. Exits with 1 if something conflicts or cannot be read.',
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['knowledge'] });
    const [file, ...more] = words;
    if (file === undefined || more.length > 0) throw new UsageError('Give the file to import.');
    const t = texts('de');
    try {
      const { notes, ...counts } = await importCatalogue(file, flags.knowledge ?? config.knowledge);
      for (const { key, values, count } of notes)
        console.log(
          t(`import.note.${key}`, { ...values, count }) +
            (count > 1 && key !== 'more' ? ` (${count} ×)` : ''),
        );
      console.log(t('import.done', counts));
      return counts.conflicts > 0 ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      console.error(`${t(`import.error.${error.reason}`, error.values)} ${t('import.nothing')}`);
      return 1;
    }
  },
};
