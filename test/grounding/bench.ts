/** Prints how many forged and faithful sentences are dropped, by kind: `npm run bench:verify`. Asserts nothing. */
import { readKnowledge } from '../../server/src/knowledge/snapshot.ts';
import { openMeaning } from '../../server/src/meaning/open-meaning.ts';
import { judgeSentences, shareDropped } from './measure.ts';

const base = await readKnowledge('knowledge');
const meaning = await openMeaning('on', console.error);
await meaning.prepare(base);
const judged = await judgeSentences(base, meaning);
await meaning.close();
console.log('| kind | sentences | dropped |\n| --- | --- | --- |');
for (const kind of new Set(judged.map((one) => one.kind))) {
  const count = judged.filter((one) => one.kind === kind).length;
  console.log(`| ${kind} | ${count} | ${(100 * shareDropped(judged, kind)).toFixed(0)} % |`);
}
for (const { problem, kind, text } of judged)
  if (problem && kind === 'faithful') console.error(`${problem}: ${text}`);
