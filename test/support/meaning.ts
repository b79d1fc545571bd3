import type { ChatRequest } from '@stadtlotse/sdk';
import { findMeaning } from '../../server/src/answering/pipeline.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { EncoderThread } from '../../server/src/meaning/encoder-thread.ts';
import type { Judgements } from '../../server/src/meaning/judgements.ts';
import { cacheFile, Meaning } from '../../server/src/meaning/meaning.ts';
import type { Meant } from '../../server/src/meaning/meant.ts';

let meaning: Meaning | undefined;
const encoder = () => (meaning ??= new Meaning(new EncoderThread(), cacheFile()));
const prepared = new Map<KnowledgeBase, Promise<void>>();

/** What the encoder makes of a message, with the passages of a knowledge base. */
export async function meantBy(request: ChatRequest, base: KnowledgeBase): Promise<Meant> {
  const preparing = prepared.get(base) ?? encoder().prepare(base);
  prepared.set(base, preparing);
  await preparing;
  return findMeaning(request, base, encoder(), false);
}

/** Judges what is wanted of statements. */
export async function judge(judgements: Judgements): Promise<void> {
  await encoder().judge(judgements);
}
