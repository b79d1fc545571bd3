import { unzipSync } from 'fflate';
import { ImportError } from '../catalogue.ts';

/** The most that a document may take when it is unpacked, in bytes. */
const MOST = 200_000_000;

/** Refuses an archive that would unpack to more than a document takes, before anything is unpacked. Throws `ImportError`. */
export function checkZip(bytes: Uint8Array): void {
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
  } catch {
    throw new ImportError('brokenFile');
  }
  if (size > MOST) throw new ImportError('unpacked', { most: MOST / 1_000_000 });
}
