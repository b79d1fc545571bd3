/**
 * Learns `learned.json` from the examples in this folder; with `--figures` says how well it is learned instead, by
 * cross-validation: `npm run learn`, `npm run learn -- --figures`.
 */
import { writeFileSync } from 'node:fs';
import { Encoder, encoderFolder } from '../src/meaning/encoder.ts';
import { readAnswers, readExamples, readJudgements, understandingFolder } from '../src/meaning/examples.ts';
import { crossValidate, encodeExamples, encodeSentences, type Judged, train } from '../src/meaning/train.ts';

const examples = readExamples();
const encoder = await Encoder.load(encoderFolder);
const encoded = await encodeExamples(examples, encoder);

if (process.argv.includes('--figures')) print(crossValidate(encoded, 5));
else {
  const answers = await encodeSentences(readAnswers(), encoder);
  const judgements = await encodeSentences(readJudgements(), encoder);
  writeFileSync(
    `${understandingFolder}/learned.json`,
    `${JSON.stringify(train(encoded, answers, judgements), null, 1)}\n`,
  );
  console.log(`${examples.length} examples learned.`);
}

function print(judged: Judged[]): void {
  const langs = [...new Set(judged.map(({ example }) => example.lang))];
  console.log('Shares in percent, with vectors / with words alone');
  console.log('lang   examples  emergency seen  false alarms     person seen      kind right      among two');
  for (const lang of [...langs, 'all']) {
    const own = judged.filter(({ example }) => lang === 'all' || example.lang === lang);
    const urgent = own.filter(({ example }) => example.intent.startsWith('emergency-'));
    const calm = own.filter(({ example }) => example.intent === 'question');
    const person = own.filter(({ example }) => example.intent === 'wants-a-person');
    const asked = own.filter(({ example }) => example.kind !== undefined);
    const columns = [
      both(urgent, ({ emergency }) => emergency >= 0.5),
      both(calm, ({ emergency }) => emergency >= 0.5),
      both(person, ({ intent }) => intent === 'wants-a-person'),
      both(asked, ({ kinds }, { kind }) => kinds[0] === kind),
      both(asked, ({ kinds }, { kind }) => kind !== undefined && kinds.includes(kind)),
    ];
    console.log(
      lang.padEnd(9),
      String(own.length).padStart(6),
      ...columns.map((column) => column.padStart(15)),
    );
  }
}

function both(
  judged: Judged[],
  holds: (found: Judged['meaning'], example: Judged['example']) => boolean,
): string {
  const share = (way: 'meaning' | 'words') =>
    (100 * judged.filter((one) => holds(one[way], one.example)).length) / (judged.length || 1);
  return `${share('meaning').toFixed(1)} / ${share('words').toFixed(1)}`;
}
