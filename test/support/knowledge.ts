import { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../server/src/knowledge/load.ts';
import { makeCity, sampleCity } from './city.ts';

let sample: Promise<KnowledgeBase> | undefined;

/** The sample city, ready to be asked; built once for all tests that only read it. */
export function sampleKnowledge(): Promise<KnowledgeBase> {
  sample ??= loadKnowledge(sampleCity).then((loaded) => KnowledgeBase.build(loaded));
  return sample;
}

/** A small knowledge base from files, ready to be asked. */
export async function knowledgeOf(files: Record<string, string>): Promise<KnowledgeBase> {
  const city = makeCity(files);
  try {
    return await KnowledgeBase.build(await loadKnowledge(city.dir));
  } finally {
    city.remove();
  }
}
