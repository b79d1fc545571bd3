import { createInterface } from 'node:readline';
import { redact } from '../answering/redact/redact.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { type Command, readCall } from './command.ts';

/** So many characters are written at once. */
const BATCH = 65_536;

export const command: Command = {
  usage: 'redact [--knowledge DIR]',
  summary: 'Shows what personal data is removed from each line of standard input, as JSON lines.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['knowledge'] });
    const { publicContacts } = await readKnowledge(flags.knowledge ?? config.knowledge);
    let out = '';
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      out += `${JSON.stringify(redact(line, publicContacts))}\n`;
      if (out.length < BATCH) continue;
      process.stdout.write(out);
      out = '';
    }
    process.stdout.write(out);
    return 0;
  },
};
