/**
 * How many sentences that a model could have written are dropped: 244 that are faithful in very other words, and 244 that
 * are wrong without a wrong figure, in nine languages. Nothing was learned from them.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { problemOf } from '../../server/src/answering/verify/verify.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import type { Meaning } from '../../server/src/meaning/meaning.ts';

const Sentence = z.strictObject({ entry: z.string(), lang: z.string(), kind: z.string(), text: z.string() });
type Sentence = z.infer<typeof Sentence>;

export interface Judged extends Sentence {
  /** Why it was dropped, if it was. */
  problem: string | undefined;
}

export async function judgeSentences(base: KnowledgeBase, meaning: Meaning): Promise<Judged[]> {
  const lines = readFileSync(new URL('sentences.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const judged: Judged[] = [];
  for (const sentence of lines.map((line) => Sentence.parse(JSON.parse(line)))) {
    const entry = base.entry(sentence.entry);
    if (!entry) throw new Error(`There is no entry ${sentence.entry}.`);
    judged.push({
      ...sentence,
      problem: await problemOf(sentence.text, [entry], sentence.lang, base, meaning),
    });
  }
  return judged;
}

/** The share of sentences of a kind that were dropped, 0…1. */
export function shareDropped(judged: Judged[], kind: string): number {
  const own = judged.filter((one) => one.kind === kind);
  return own.filter(({ problem }) => problem).length / own.length;
}
