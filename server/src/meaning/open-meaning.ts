import type { Config, MeaningEndpoint } from '../config.ts';
import { EncoderThread } from './encoder-thread.ts';
import { cacheFile, Meaning, type Vectors } from './meaning.ts';

/** What the configuration says: the encoder inside the server, an endpoint, or none. `report` gets what an operator should know. */
export async function openMeaning(
  config: Config['meaning'],
  report: (news: string) => void,
): Promise<Meaning> {
  if (config === 'off') return new Meaning(undefined, undefined, report);
  const vectors = config === 'on' ? new EncoderThread() : await openEndpoint(config);
  return new Meaning(vectors, cacheFile(), report);
}

/** Its library is loaded where it is used alone. */
async function openEndpoint(endpoint: MeaningEndpoint): Promise<Vectors> {
  const { RemoteVectors } = await import('./remote-vectors.ts');
  return new RemoteVectors(endpoint);
}
