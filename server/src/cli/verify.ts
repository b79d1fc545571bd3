import { createInterface } from 'node:readline';
import { EntryId, Lang } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { curatedText } from '../answering/say/curated.ts';
import { verifyText } from '../answering/verify/verify.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { type Command, readCall, UsageError } from './command.ts';

const Line = z.strictObject({ text: z.string(), entries: z.array(EntryId), lang: Lang.default('de') });

export const command: Command = {
  usage: 'verify [--knowledge DIR]',
  summary:
    'Reads lines {"text", "entries": ["id"], "lang"} from standard input and says for each what a citizen would be shown and which sentences were dropped.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['knowledge'] });
    const base = await readKnowledge(flags.knowledge ?? config.knowledge);
    const meaning = await openMeaning(config.meaning, (news) => console.error(news));
    try {
      await meaning.prepare(base);
      let number = 0;
      for await (const line of createInterface({ input: process.stdin })) {
        number++;
        if (line.trim() === '') continue;
        const { text, entries: ids, lang } = parse(line, number);
        const entries = ids.map((id) => {
          const entry = base.entry(id);
          if (!entry) throw new UsageError(`Line ${number}: there is no entry "${id}".`);
          return entry;
        });
        const verified = await verifyText(text, entries, lang, base, meaning);
        const shown = verified.text || curatedText(entries, lang, base);
        console.log(JSON.stringify({ text: shown, dropped: verified.dropped }));
      }
    } finally {
      await meaning.close();
    }
    return 0;
  },
};

function parse(line: string, number: number): z.infer<typeof Line> {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    throw new UsageError(`Line ${number} is not JSON.`);
  }
  const parsed = Line.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`Line ${number}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
