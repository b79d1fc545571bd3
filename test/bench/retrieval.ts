/**
 * Measures how well entries are found: `npm run bench:retrieval -- --data FOLDER` with files
 * `{ name, lang, docs: [{ id, title, text }], queries: [{ id, text, lang?, relevant }] }`.
 * Prints Markdown tables of quality and of what each technique adds, and writes the calibration plot.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answer } from '../../server/src/answering/pipeline.ts';
import { languages } from '../../server/src/answering/read/read.ts';
import { search } from '../../server/src/answering/recall/recall.ts';
import { LIKENESS, SIGNALS } from '../../server/src/knowledge/search-index.ts';
import { loadGeneralThesaurus, type Thesaurus } from '../../server/src/language/thesaurus.ts';
import { calibrationPlot } from './calibration.ts';
import { type DataSet, knowledgeBaseOf, readDataSets } from './data.ts';
import { measureScale } from './scale.ts';

interface Row {
  /** The place of the first right entry, from 0; -1 if it was not found. */
  rank: number;
  confidence: number;
  answered: boolean;
  hasAnswer: boolean;
}

/** Asks a set's questions; `answering` also sees whether they were answered. */
async function run(set: DataSet, thesaurus: Thesaurus, answering: boolean): Promise<Row[]> {
  const base = await knowledgeBaseOf(set, thesaurus);
  return set.queries.map(({ text, lang: asked = set.lang, relevant }) => {
    const { written, lang } = languages(text, asked, base);
    const found = search({ topic: text, whole: text, lang: written }, lang, base, 10);
    return {
      rank: found.findIndex(({ entry }) => relevant.includes(entry.id)),
      confidence: found[0]?.confidence ?? 0,
      answered: answering && answer({ message: text, lang: asked }, base).kind === 'answer',
      hasAnswer: relevant.length > 0,
    };
  });
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1));

function describe(rows: Row[]): string[] {
  const inside = rows.filter(({ hasAnswer }) => hasAnswer);
  const outside = rows.filter(({ hasAnswer }) => !hasAnswer);
  const share = (list: Row[], test: (row: Row) => boolean) => percent(list.filter(test).length, list.length);
  const strictest = outside.map(({ confidence }) => confidence).sort((a, b) => b - a)[
    Math.floor(outside.length * 0.05)
  ];
  const threshold = strictest ?? Number.NaN;
  return [
    share(inside, ({ rank }) => rank === 0),
    share(inside, ({ rank }) => rank >= 0 && rank < 3),
    outside.length > 0 ? share(inside, ({ rank, confidence }) => rank === 0 && confidence > threshold) : '–',
    outside.length > 0 ? share(inside, ({ rank, answered }) => answered && rank === 0) : '–',
    outside.length > 0 ? share(inside, ({ rank, answered }) => answered && rank !== 0) : '–',
    share(outside, ({ answered }) => answered),
  ];
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (!values.data) throw new Error('Say where the questions are: npm run bench:retrieval -- --data FOLDER');
const sets = readDataSets(values.data);
const thesaurus = await loadGeneralThesaurus();

const results = new Map<string, Row[]>();
for (const set of sets) results.set(set.name, await run(set, thesaurus, true));
console.log('\nQuality, in percent of questions\n');
console.log(
  table(
    ['set', 'hit@1', 'hit@3', 'right at ≤ 5 % false', 'answered right', 'answered wrong', 'false answers'],
    [...results].map(([name, rows]) => [name, ...describe(rows)]),
  ),
);

const ablations: [string, () => Promise<string[]>][] = [
  ['everything', () => hits(thesaurus)],
  ['without thesaurus', () => hits(new Map())],
  ...(['stems', 'parts', 'grams', 'pairs', 'spelling'] as const).map(
    (signal): [string, () => Promise<string[]>] => [`without ${signal}`, () => without(SIGNALS, signal)],
  ),
  ['without likeness to names', () => without(LIKENESS, 'topic', 'whole')],
];

/** Hit@1 per set. */
async function hits(concepts: Thesaurus): Promise<string[]> {
  const all: string[] = [];
  for (const set of sets) all.push(describe(await run(set, concepts, false))[0] ?? '');
  return all;
}

async function without<Key extends string>(weights: Record<Key, number>, ...keys: Key[]): Promise<string[]> {
  const before = { ...weights };
  for (const key of keys) weights[key] = 0;
  const result = await hits(thesaurus);
  Object.assign(weights, before);
  return result;
}

const ablated: string[][] = [];
for (const [name, measure] of ablations) ablated.push([name, ...(await measure())]);
console.log('\nWhat each technique adds: hit@1 without it\n');
// Sets down, techniques across: there are more sets than techniques.
const turned = sets.map(({ name }, index) => [name, ...ablated.map((row) => row[index + 1] ?? '')]);
console.log(table(['', ...ablated.map(([technique]) => technique ?? '')], turned));

// Sets of which every question has an answer would only show how easy they are.
const calibrated = [...results.values()].filter((rows) => rows.some(({ hasAnswer }) => !hasAnswer)).flat();
mkdirSync('test/output', { recursive: true });
writeFileSync(
  'test/output/calibration.svg',
  calibrationPlot(calibrated.map(({ confidence, rank }) => ({ confidence, right: rank === 0 }))),
);
console.log(
  '\nCalibration plot: test/output/calibration.svg\n\nGrowth, on entries made of the sample city’s words\n',
);
console.log(
  table(
    ['entries', 'from Markdown', 'from snapshot', 'p50', 'p99', 'p99 as typed', 'resident'],
    await measureScale(),
  ),
);
