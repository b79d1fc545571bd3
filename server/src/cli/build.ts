import { loadKnowledge } from '../knowledge/load.ts';
import { writeSnapshot } from '../knowledge/snapshot.ts';
import { texts } from '../texts/texts.ts';
import { describeProblem } from './check.ts';
import { type Command, readCall } from './command.ts';

const DEFAULT_FILE = 'knowledge.snapshot';

export const command: Command = {
  usage: 'build [DIR] [--out FILE]',
  summary: `Writes a knowledge folder with its indexes to a snapshot (${DEFAULT_FILE}); "serve --knowledge FILE" starts from it.`,
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['out'] });
    const file = flags.out ?? DEFAULT_FILE;
    const base = await writeSnapshot(await loadKnowledge(words[0] ?? config.knowledge), file);
    for (const problem of base.problems) console.error(describeProblem(problem, base.mainLang));
    console.log(texts(base.mainLang)('check.built', { entries: base.entries().length, file }));
    return base.problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};
