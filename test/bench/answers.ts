/**
 * Asks the questions in `questions/` of the sample city, as citizens would: `npm run bench:answers`. Each row names the
 * entry that it is about, what a right answer must say, or that no text of the city says it. Prints Markdown tables.
 * `german-1` is among the examples that kinds are learned from, and weights were fitted on all of them.
 */
import { answer } from '../../server/src/answering/pipeline.ts';
import { readKnowledge } from '../../server/src/knowledge/snapshot.ts';
import { meantBy } from '../support/meaning.ts';
import { readQuestions, requestOf } from './questions.ts';

type Outcome = 'right' | 'declined' | 'wrong';
const BINS = 5;

const base = await readKnowledge('knowledge');
const shares: string[][] = [];
const answers: { confidence: number; right: boolean }[] = [];
for (const [set, rows] of readQuestions()) {
  const said: Outcome[] = [];
  const unsaid: Outcome[] = [];
  for (const row of rows) {
    const request = requestOf(row);
    const { kind, sources, text, confidence } = answer(request, base, await meantBy(request, base));
    const isEntry = [row.entry, ...row.also].includes(sources[0]?.id);
    const says = isEntry && new RegExp(row.must ?? '', 'iu').test(text.replace(/\*\*|\u00a0/g, ' '));
    if (kind === 'answer' && row.answer) answers.push({ confidence, right: isEntry });
    if (row.answer) said.push(kind !== 'answer' ? 'declined' : says ? 'right' : 'wrong');
    else unsaid.push(kind === 'answer' ? 'wrong' : 'right');
  }
  const share = (list: Outcome[], outcome: Outcome) =>
    list.length > 0 ? ((100 * list.filter((one) => one === outcome).length) / list.length).toFixed(0) : '–';
  shares.push([
    set,
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
