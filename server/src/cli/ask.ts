import { ChatRequest } from '@stadtlotse/sdk/protocol';
import { parseBody } from '../answering/guard.ts';
import { answer, findMeaning } from '../answering/pipeline.ts';
import { ProblemError } from '../http/problem.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { type Command, readCall, UsageError } from './command.ts';

export const command: Command = {
  usage: 'ask "QUESTION" [--lang L] [--json] [--knowledge DIR]',
  summary: 'Answers one question, to try the knowledge. Exits with 1 if there is no answer to it.',
  async run(args) {
    const { flags, words, config } = readCall(args, { text: ['lang', 'knowledge'], switches: ['json'] });
    const [message, ...more] = words;
    if (message === undefined || more.length > 0)
      throw new UsageError('Give one question, in quotation marks.');
    const request = parse({ message, ...(flags.lang && { lang: flags.lang }) });
    const base = await readKnowledge(flags.knowledge ?? config.knowledge);
    const meaning = openMeaning(config.meaning, (news) => console.error(news));
    await meaning.prepare(base);
    const result = answer(request, base, await findMeaning(request, base, meaning, false));
    await meaning.close();
    console.log(flags.json ? JSON.stringify(result, null, 2) : asText(result));
    return result.kind === 'abstain' ? 1 : 0;
  },
};

function parse(body: unknown): ChatRequest {
  try {
    return parseBody(body, ChatRequest);
  } catch (error) {
    throw error instanceof ProblemError ? new UsageError(error.document('en').detail) : error;
  }
}

function asText({ text, cards, sources, choices = [], notices }: ReturnType<typeof answer>): string {
  return [
    text,
    ...cards.map(({ title, items }) =>
      [title, ...items.map(({ label, value }) => `  ${label}: ${value}`)].join('\n'),
    ),
    ...(choices.length > 0 ? [choices.map(({ label }) => `→ ${label}`).join('\n')] : []),
    ...notices.map((notice) => `! ${notice.text}`),
    ...sources.map(({ title, url, reviewed }) => ['#', title, url, reviewed].filter(Boolean).join(' ')),
  ].join('\n\n');
}
