import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps the memory for what was just made as small as it begins. V8 lets it grow with the load, to three times 16 MiB
 * that are never given back; what an answer takes is gone at once. Measured with `npm run bench:load`.
 */
export function keepYoungMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Gives back the memory that starting took, a third of what a server would hold. V8 does this kind of collection only
 * where it would run out.
 */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
}
