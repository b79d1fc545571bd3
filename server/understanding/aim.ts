/**
 * Learns `aim.json`, which moves questions towards what answers them, from the pages in this folder and the questions about
 * them that name their matter; with `--figures` says instead how much more often the right page is the nearest, by pages it
 * has not learned from: `npm run learn:aim`, `npm run learn:aim -- --figures`.
 */
import { writeFileSync } from 'node:fs';
import { aimOf } from '../src/meaning/aim.ts';
import { Encoder, encoderFolder } from '../src/meaning/encoder.ts';
import { readPages, understandingFolder } from '../src/meaning/examples.ts';
import { type AimedAt, encodePage, learnAim, nearestPage } from '../src/meaning/learn-aim.ts';

/** With `--figures` each of so many pages is left out. */
const LEFT_OUT = 5;

const encoder = await Encoder.load(encoderFolder);
const pages: AimedAt[] = [];
for (const page of readPages()) pages.push(await encodePage(page, encoder));

if (process.argv.includes('--figures')) print();
else {
  writeFileSync(`${understandingFolder}/aim.json`, `${JSON.stringify(learnAim(pages), null, 2)}\n`);
  console.log(`${pages.length} pages learned.`);
}

function print(): void {
  const learned = aimOf(learnAim(pages.filter((_, place) => place % LEFT_OUT !== 0)));
  const unseen = pages.flatMap((page, place) =>
    place % LEFT_OUT === 0 ? page.questions.map((question) => ({ question, place })) : [],
  );
  const share = (move: (vector: Float32Array) => Float32Array) =>
    (100 * unseen.filter(({ question, place }) => nearestPage(move(question), pages) === place).length) /
    unseen.length;
  console.log(
    `${unseen.length} questions; the right one of ${pages.length} pages is the nearest, in percent:`,
  );
  console.log(`as they are ${share((vector) => vector).toFixed(1)}, aimed ${share(learned).toFixed(1)}`);
}
