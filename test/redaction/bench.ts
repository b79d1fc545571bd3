/** Prints how well and how fast personal data is recognised. Asserts nothing. */
import { redactionClasses } from '../../server/src/answering/redact/recogniser.ts';
import { redact } from '../../server/src/answering/redact/redact.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { measure, measureNames, samples } from './measure.ts';

const SEEDS = [1, 2, 3, 4, 5];
/** So much text is redacted for one figure, in bytes, and so often. */
const AMOUNT = 4_000_000;
const RUNS = 5;

const figures = SEEDS.map(measure);
const worst = (of: (one: (typeof figures)[number]) => number) =>
  (Math.min(...figures.map(of)) * 100).toFixed(1);
console.log(`Lowest of ${SEEDS.length} seeds, in %:`);
for (const kind of redactionClasses)
  console.log(
    `  ${kind.padEnd(17)} recall ${worst(({ recall }) => recall[kind])}  precision ${worst(({ precision }) => precision[kind])}`,
  );
console.log(`  nobody's, left as it is ${worst(({ untouched }) => untouched)}`);

const names = measureNames();
console.log(
  `Names in sentences that nothing was learned from: recall ${(100 * names.recall).toFixed(1)} %, precision ${(100 * names.precision).toFixed(1)} %`,
);

const personal = samples(1).map(({ text }) => text);
const questions = (await sampleKnowledge())
  .entries()
  .flatMap(({ texts }) => [...texts.values()])
  .flatMap(({ questions: asked }) => asked);
const mixed = questions.map((question, index) =>
  index % 10 === 0 ? (personal[index * 7] ?? question) : question,
);
const long = mixed.join(' ');

for (const [name, texts] of [
  ['questions', questions],
  ['questions, one in ten with personal data', mixed],
  ['the same as one text', [long]],
  ['nothing but personal data', personal],
] as const) {
  const bytes = Buffer.byteLength(texts.join(''));
  const rounds = Math.ceil(AMOUNT / bytes);
  const speeds = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) for (const text of texts) redact(text, new Set());
    return (bytes * rounds) / 1000 / (performance.now() - start);
  }).sort((a, b) => a - b);
  console.log(`${name}: median ${speeds[Math.floor(RUNS / 2)]?.toFixed(1)} MB/s on one core`);
}
