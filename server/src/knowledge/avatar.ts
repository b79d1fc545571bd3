import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A larger picture is not shown, in bytes: everybody who opens the panel pays for it. */
export const LARGEST_AVATAR = 50_000;

/** A picture of the assistant. */
export interface Avatar {
  bytes: Uint8Array;
  /** Changes whenever the picture does. */
  version: string;
}

/** How PNG, JPEG and WebP files begin, as hexadecimal digits. */
const BEGINNING = /^(?:89504e470d0a1a0a|ffd8ff|52494646.{8}57454250)/;

/** Reads the picture of an assistant; says what is wrong with it if it cannot be shown. */
export async function readAvatar(
  dir: string,
  file: string,
): Promise<Avatar | 'missing' | 'large' | 'unknown'> {
  const bytes = await readFile(join(dir, file)).catch(() => undefined);
  if (!bytes) return 'missing';
  if (bytes.length > LARGEST_AVATAR) return 'large';
  if (!BEGINNING.test(bytes.subarray(0, 12).toString('hex'))) return 'unknown';
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { bytes: new Uint8Array(bytes), version };
}
