import { once } from 'node:events';
import { redact } from '../answering/redact/redact.ts';
import { publicContactsOf } from '../knowledge/entry.ts';
import { readTexts } from '../knowledge/snapshot.ts';
import { type Command, readCall } from './command.ts';

const NEWLINE = 10;

export const command: Command = {
  usage: 'redact [--knowledge DIR]',
  summary: 'Shows what personal data is removed from each line of standard input, as JSON lines.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['knowledge'] });
    const { knowledge } = await readTexts(flags.knowledge ?? config.knowledge);
    const publicContacts = publicContactsOf(knowledge);
    const show = (line: string) =>
      `${JSON.stringify(redact(line.endsWith('\r') ? line.slice(0, -1) : line, publicContacts))}\n`;
    let rest = Buffer.alloc(0);
    for await (const chunk of process.stdin) {
      const read = Buffer.concat([rest, chunk]);
      let shown = '';
      let start = 0;
      // Decoded line by line: a line of Latin letters is read twice as fast where no other is beside it.
      for (let end = read.indexOf(NEWLINE); end >= 0; end = read.indexOf(NEWLINE, start)) {
        shown += show(read.toString('utf8', start, end));
        start = end + 1;
      }
      rest = read.subarray(start);
      if (!process.stdout.write(shown)) await once(process.stdout, 'drain');
    }
    if (rest.length > 0) process.stdout.write(show(rest.toString()));
    return 0;
  },
};
