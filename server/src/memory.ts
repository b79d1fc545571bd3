import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The space for what was just made, in bytes: what requests make at a time is gone before it is full. */
const NEW_SPACE = 16 * 1024 * 1024;
/** How many references, of 8 bytes each, are made at a time to let it grow. */
const REFERENCES = 1000;

/**
 * Gives back the memory that starting took, a third of what a server would hold, and fixes the size of the space for
 * what was just made: with the load V8 lets it grow to three times 16 MiB, which it never gives back. Measured with
 * `npm run bench:load`.
 */
export function settleMemory(): void {
  setFlagsFromString('--expose-gc');
  // V8 does this kind of collection only where memory would run out.
  runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
  // It grows by what survives in it, unless V8 was told to keep it small.
  const kept: string[][] = [];
  while (newSpaceSize() < NEW_SPACE && kept.length * REFERENCES * 8 < NEW_SPACE)
    kept.push(new Array(REFERENCES).fill(''));
  setFlagsFromString('--semi-space-growth-factor=1');
}

function newSpaceSize(): number {
  return (
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? NEW_SPACE
  );
}
