import { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { loadKnowledge } from '../../server/src/knowledge/load.ts';
import { makeCity, sampleCity } from './city.ts';

/** The sample city, ready to be asked. */
export async function sampleKnowledge(): Promise<KnowledgeBase> {
  return KnowledgeBase.build(await loadKnowledge(sampleCity));
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
