import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { answer } from '../../server/src/answering/pipeline.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { meantBy } from '../support/meaning.ts';

const Pairs = z.strictObject({
  pairs: z.array(z.tuple([z.string(), z.string()])),
  questions: z.array(z.string()),
});
const { pairs, questions } = Pairs.parse(
  parse(readFileSync(new URL('./pairs.yaml', import.meta.url), 'utf8')),
);
const base = await sampleKnowledge();

/** From which entry is answered, and what is said. */
async function answered(message: string): Promise<{ from: string; text: string }> {
  const request = { message, lang: 'de' };
  const { kind, text, sources } = answer(request, base, await meantBy(request, base));
  return { from: [kind, sources[0]?.id].join(' '), text };
}

/** So many of the pairs have the same answer word for word: where the matter is the same, another sentence may come first. */
const SAME_WORDS = 0.97;

/** Each pair is judged by the encoder, on a machine that does other things too: milliseconds. */
const PATIENCE = 240_000;

it(
  'who asks does not change from which entry is answered, and hardly ever the words',
  async () => {
    expect(pairs.length * questions.length).toBeGreaterThanOrEqual(200);
    const differ: string[] = [];
    let same = 0;
    for (const [one, other] of pairs)
      for (const question of questions) {
        const [first, second] = [
          await answered(`${one} ${question}`),
          await answered(`${other} ${question}`),
        ];
        if (first.from !== second.from) differ.push(`${one} ${other} ${question}`);
        if (first.text === second.text) same++;
      }
    expect(differ).toEqual([]);
    expect(same / (pairs.length * questions.length)).toBeGreaterThanOrEqual(SAME_WORDS);
  },
  PATIENCE,
);
