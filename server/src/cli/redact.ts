import { once } from 'node:events';
import { redact } from '../answering/redact/redact.ts';
import { publicContactsOf } from '../knowledge/entry.ts';
import { readTexts } from '../knowledge/snapshot.ts';
import { type Command, readCall } from './command.ts';

export const command: Command = {
  usage: 'redact [--knowledge DIR]',
  summary: 'Shows what personal data is removed from each line of standard input, as JSON lines.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['knowledge'] });
    const { knowledge } = await readTexts(flags.knowledge ?? config.knowledge);
    const publicContacts = publicContactsOf(knowledge);
    const show = (line: string) => `${JSON.stringify(redact(line, publicContacts))}\n`;
    let rest = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split(/\r?\n/);
      rest = lines.pop() ?? '';
      if (!process.stdout.write(lines.map(show).join(''))) await once(process.stdout, 'drain');
    }
    if (rest) process.stdout.write(show(rest));
    return 0;
  },
};
