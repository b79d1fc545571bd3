import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchAsTyped } from '../../server/src/answering/recall/recall.ts';
import { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../server/src/knowledge/load.ts';
import { readKnowledge, writeSnapshot } from '../../server/src/knowledge/snapshot.ts';
import { loadGeneralThesaurus } from '../../server/src/language/thesaurus.ts';
import { byWords } from '../../server/src/meaning/meant.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { entryOf, knowledgeOf } from './data.ts';

const SIZES = [1_000, 10_000, 100_000];
/** Beyond this, entries are not written as Markdown files: the file system would be measured. */
const MOST_FILES = 10_000;
const QUERIES = 400;

/** Rows of time and memory for growing numbers of entries; each step in a process of its own. */
export async function measureScale(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const size of SIZES) {
    const dir = mkdtempSync(join(tmpdir(), 'stadtlotse-scale-'));
    const made = await inProcess('make', dir, String(size));
    const opened = await inProcess('open', dir);
    rows.push([size.toLocaleString('en'), ...made, ...opened]);
    rmSync(dir, { recursive: true });
  }
  return rows;
}

async function inProcess(...args: string[]): Promise<string[]> {
  const child = fork(fileURLToPath(import.meta.url), args, { execArgv: ['--max-old-space-size=12000'] });
  const [row] = await once(child, 'message');
  return row;
}

/** A repeatable source of numbers in 0…1 (linear congruential generator). */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const random = randomNumbers();
const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(2)} s`;

/** Makes entries of the sample city's words: as Markdown, which is timed, and as a snapshot. */
async function make(dir: string, size: number): Promise<string[]> {
  const sample = await sampleKnowledge();
  const texts = sample.entries().map((entry) => sample.text(entry, 'de'));
  const words = texts.flatMap(({ intro, sections }) =>
    `${intro} ${sections.map(({ text }) => text).join(' ')}`.split(/\s+/),
  );
  const made = Array.from({ length: size }, (_, index) => {
    const start = Math.floor(random() * (words.length - 120));
    const length = 60 + Math.floor(random() * 60);
    const body = words
      .slice(start, start + length)
      .join(' ')
      .replaceAll('#', '');
    const title = `${pick(texts).title} ${pick(words)} ${index}`.replaceAll(/["\\]/g, '');
    return { id: `e${index}`, title, body };
  });
  let fromMarkdown = '–';
  if (size <= MOST_FILES) {
    mkdirSync(join(dir, 'faq'));
    writeFileSync(join(dir, 'city.yaml'), 'name: Teststadt\nlanguages: [de]\n');
    for (const { id, title, body } of made)
      writeFileSync(join(dir, 'faq', `${id}.de.md`), `---\ntitle: "${title}"\n---\n\n${body}\n`);
    const start = performance.now();
    await KnowledgeBase.build(await loadKnowledge(dir));
    fromMarkdown = seconds(start);
  }
  const entries = made.map(({ id, title, body }) => entryOf(id, 'de', title, body));
  await writeSnapshot(knowledgeOf(entries, 'de', await loadGeneralThesaurus()), join(dir, 'snapshot'));
  return [fromMarkdown];
}

/** Opens the snapshot and asks the sample city's example questions. */
async function open(dir: string): Promise<string[]> {
  const questions = await sampleQuestions();
  const start = performance.now();
  const base = await readKnowledge(join(dir, 'snapshot'));
  const fromSnapshot = seconds(start);
  const ask = (text: string) => base.search({ topic: text, whole: text, lang: 'de' }, 'de', 10);
  for (let index = 0; index < QUERIES; index++) ask(pick(questions));
  const timed = (task: () => void) => {
    const asked = performance.now();
    task();
    return performance.now() - asked;
  };
  const times = Array.from({ length: QUERIES }, () => timed(() => ask(pick(questions))));
  const typed = Array.from({ length: QUERIES }, () => {
    const word = pick(pick(questions).split(/\s+/));
    const beginning = word.slice(0, 2 + Math.floor(random() * word.length));
    return timed(() => searchAsTyped(beginning, 'de', 'de', base, 6, () => true, byWords));
  });
  const at = (all: number[], share: number) => {
    const sorted = all.toSorted((a, b) => a - b);
    return `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)} ms`;
  };
  const resident = `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`;
  return [fromSnapshot, at(times, 0.5), at(times, 0.99), at(typed, 0.99), resident];
}

async function sampleQuestions(): Promise<string[]> {
  const sample = await sampleKnowledge();
  return sample.entries().flatMap((entry) => sample.text(entry, 'de').questions);
}

const [task, folder = '', size] = process.argv.slice(2);
if (process.send && task === 'make') process.send(await make(folder, Number(size)));
if (process.send && task === 'open') process.send(await open(folder));
