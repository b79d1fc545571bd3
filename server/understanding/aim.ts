/**
 * Learns `aim.json`, which moves questions towards what answers them, from the pages in this folder and the questions about
 * them that name their matter; with `--figures` says instead how much more often the right page is the nearest, by pages it
 * has not learned from: `npm run learn:aim`, `npm run learn:aim -- --figures`.
 */
import { writeFileSync } from 'node:fs';
import { aimOf } from '../src/meaning/aim.ts';
import { Encoder, encoderFolder } from '../src/meaning/encoder.ts';
import { type Page, readPages, understandingFolder } from '../src/meaning/examples.ts';
import { type AimedAt, learnAim, nearestPage } from '../src/meaning/learn-aim.ts';
import { centred } from '../src/meaning/mean.ts';
import { encodedText } from '../src/meaning/passages.ts';
import { MESSAGE_PIECES } from '../src/meaning/train.ts';

/** With `--figures` each of so many pages is left out. */
const LEFT_OUT = 5;

const encoder = await Encoder.load(encoderFolder);
const pages: AimedAt[] = [];
for (const page of readPages()) pages.push(await encode(page));

if (process.argv.includes('--figures')) print();
else {
  writeFileSync(`${understandingFolder}/aim.json`, `${JSON.stringify(learnAim(pages))}\n`);
  console.log(`${pages.length} pages learned.`);
}

/** A page's title is what stands before the name of its city. */
async function encode({ title, say, ask }: Page): Promise<AimedAt> {
  const [name = title] = title.split(' – ');
  const said = say.map(({ h, t }) => encodedText({ section: h ?? undefined, text: t }));
  const asked = ask.filter(({ s }) => s).map(({ q }) => q);
  return {
    name: centred(await encoder.encode(name, 'query')),
    sentences: await each(said, (text) => encoder.encode(text, 'passage')),
    questions: await each(asked, (text) => encoder.encode(text, 'query', MESSAGE_PIECES)),
  };
}

async function each(texts: string[], encode: (text: string) => Promise<Float32Array>) {
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(centred(await encode(text)));
  return vectors;
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
