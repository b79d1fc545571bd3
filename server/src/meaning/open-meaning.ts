import type { Config } from '../config.ts';
import { EncoderThread } from './encoder-thread.ts';
import { cacheFile, Meaning } from './meaning.ts';
import { RemoteVectors } from './remote-vectors.ts';

/** What the configuration says: the encoder inside the server, an endpoint, or none. `report` gets what an operator should know. */
export function openMeaning(config: Config['meaning'], report: (news: string) => void): Meaning {
  if (config === 'off') return new Meaning(undefined, undefined, report);
  const vectors = config === 'on' ? new EncoderThread() : new RemoteVectors(config);
  return new Meaning(vectors, cacheFile(), report);
}
