import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A larger picture is not shown, in bytes: everybody who opens the panel pays for it. */
export const LARGEST_AVATAR = 50_000;

/** A picture of the assistant. */
export interface Avatar {
  bytes: Uint8Array;
  type: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Changes whenever the picture does. */
  version: string;
}

/** How files of each type begin, as hexadecimal digits. */
const beginnings: [RegExp, Avatar['type']][] = [
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^ffd8ff/, 'image/jpeg'],
  [/^52494646.{8}57454250/, 'image/webp'],
];

/** Reads the picture of an assistant; says what is wrong with it if it cannot be shown. */
export async function readAvatar(
  dir: string,
  file: string,
): Promise<Avatar | 'missing' | 'large' | 'unknown'> {
  const bytes = await readFile(join(dir, file)).catch(() => undefined);
  if (!bytes) return 'missing';
  if (bytes.length > LARGEST_AVATAR) return 'large';
  const head = bytes.subarray(0, 12).toString('hex');
  const [, type] = beginnings.find(([begins]) => begins.test(head)) ?? [];
  if (!type) return 'unknown';
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { bytes: new Uint8Array(bytes), type, version };
}
