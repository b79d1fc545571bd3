import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { classifiers } from '../../meaning/learned.ts';
import type { Meaning } from '../../meaning/meaning.ts';

/** From this probability on a sentence is taken to judge people. */
const JUDGES = 0.55;

/**
 * Whether a sentence judges, excludes or ranks people by sex, origin, religion, disability, age, language or sexual
 * identity, more than the entries themselves do (Art. 3(3) GG, § 1 AGG). Where nothing understands by meaning it cannot be
 * told, and no sentence does.
 */
export async function judgesPeople(
  sentence: string,
  entries: readonly Entry[],
  base: KnowledgeBase,
  meaning: Meaning,
): Promise<boolean> {
  const vector = await meaning.sentenceVector(sentence);
  if (!vector) return false;
  const own = judging(vector);
  if (own < JUDGES) return false;
  const index = meaning.indexOf(base);
  return entries.every(({ id }) => (index?.vectorsOf(id) ?? []).every((known) => judging(known) < own));
}

function judging(vector: Float32Array): number {
  const found = classifiers().meaning.judging(vector);
  return found.find(({ name }) => name === 'judging')?.probability ?? 0;
}
