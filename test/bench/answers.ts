/**
 * Asks the questions in `questions/` of the sample city, as citizens would: `npm run bench:answers`. Each row names the
 * entry that it is about, what a right answer must say, or that no text of the city says it. Prints Markdown tables.
 * `german-1` is among the examples that kinds are learned from, and the weights of statements were fitted on all of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { ChatRequest } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { answer } from '../../server/src/answering/pipeline.ts';
import { readKnowledge } from '../../server/src/knowledge/snapshot.ts';
import { meantBy } from '../support/meaning.ts';

const Row = z.object({
  q: z.string(),
  lang: z.string().default('de'),
  entry: z.string(),
  also: z.array(z.string()).default([]),
  kind: z.string(),
  /** The sentence or fact that answers; none if the texts do not say it. */
  answer: z.string().optional(),
  must: z.string().optional(),
  history: ChatRequest.shape.history,
  context: ChatRequest.shape.context,
});

type Outcome = 'right' | 'declined' | 'wrong';
const BINS = 5;

const base = await readKnowledge('knowledge');
const folder = new URL('questions/', import.meta.url);
const shares: string[][] = [];
const answers: { confidence: number; right: boolean }[] = [];
for (const file of readdirSync(folder).sort()) {
  const rows = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
  const said: Outcome[] = [];
  const unsaid: Outcome[] = [];
  for (const row of rows.map((line) => Row.parse(JSON.parse(line)))) {
    const { q: message, lang, history, context } = row;
    const request = { message, lang, ...(history && { history }), ...(context && { context }) };
    const { kind, sources, text, confidence } = answer(request, base, await meantBy(request, base));
    const isEntry = [row.entry, ...row.also].includes(sources[0]?.id ?? '');
    const says = isEntry && new RegExp(row.must ?? '', 'iu').test(text.replace(/\*\*|\u00a0/g, ' '));
    if (kind === 'answer' && row.answer) answers.push({ confidence, right: isEntry });
    if (row.answer) said.push(kind !== 'answer' ? 'declined' : says ? 'right' : 'wrong');
    else unsaid.push(kind === 'answer' ? 'wrong' : 'right');
  }
  const share = (list: Outcome[], outcome: Outcome) =>
    ((100 * list.filter((one) => one === outcome).length) / list.length).toFixed(0);
  shares.push([
    file.replace('.jsonl', ''),
    String(said.length),
    share(said, 'right'),
    share(said, 'declined'),
    share(said, 'wrong'),
    String(unsaid.length),
    share(unsaid, 'right'),
    share(unsaid, 'wrong'),
  ]);
}
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
console.log('\nShares in percent: what the texts say, and what they do not say\n');
console.log(table(['set', 'said', 'right', 'declined', 'wrong', 'not said', 'declined', 'answered'], shares));
console.log('\nConfidence of answers, and how often they are from the right entry\n');
const bins = Array.from({ length: BINS }, (_, bin) =>
  answers.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
);
const curve = bins.map((own, bin) => [
  `${bin / BINS} to ${(bin + 1) / BINS}`,
  String(own.length),
  own.length > 0 ? (own.filter(({ right }) => right).length / own.length).toFixed(2) : '–',
]);
console.log(table(['confidence', 'answers', 'share right'], curve));
process.exit();
