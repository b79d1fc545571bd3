import { answer } from '../answering/pipeline.ts';
import type { Command } from './command.ts';
import { readQuestion } from './question.ts';

export const command: Command = {
  usage: 'ask "QUESTION" [--lang L] [--json] [--knowledge DIR]',
  summary: 'Answers one question, to try the knowledge. Exits with 1 if there is no answer to it.',
  async run(args) {
    const { request, base, meant, asJson } = await readQuestion(args);
    const result = answer(request, base, meant);
    console.log(asJson ? JSON.stringify(result, null, 2) : asText(result));
    return result.kind === 'abstain' ? 1 : 0;
  },
};

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
