import { createInterface } from 'node:readline';
import { redact } from '../answering/redact.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { type Command, readCall } from './command.ts';

export const command: Command = {
  usage: 'redact [--knowledge DIR]',
  summary: 'Shows what personal data is removed from each line of standard input, as JSON lines.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['knowledge'] });
    const { publicContacts } = await readKnowledge(flags.knowledge ?? config.knowledge);
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      console.log(JSON.stringify(redact(line, publicContacts)));
    }
    return 0;
  },
};
