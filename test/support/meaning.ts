import type { ChatRequest } from '@stadtlotse/sdk';
import { findMeaning } from '../../server/src/answering/pipeline.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { EncoderThread } from '../../server/src/meaning/encoder-thread.ts';
import { cacheFile, Meaning } from '../../server/src/meaning/meaning.ts';
import type { Meant } from '../../server/src/meaning/meant.ts';

let meaning: Meaning | undefined;
const prepared = new Map<KnowledgeBase, Promise<void>>();

/** What the encoder makes of a message, with the passages of a knowledge base. */
export async function meantBy(request: ChatRequest, base: KnowledgeBase): Promise<Meant> {
  meaning ??= new Meaning(new EncoderThread(), cacheFile());
  const preparing = prepared.get(base) ?? meaning.prepare(base);
  prepared.set(base, preparing);
  await preparing;
  return findMeaning(request, base, meaning, false);
}
