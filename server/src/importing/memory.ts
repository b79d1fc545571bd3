import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where an import remembers what it wrote, within the knowledge folder. */
export const MEMORY = '.import';
/** The page that says what the last import did. */
export const REPORT = join(MEMORY, 'bericht.md');

const Links = z.object({
  offices: z.array(z.string()).default([]),
  services: z.array(z.string()).default([]),
  url: z.string().optional(),
  /** Of a responsibility: who is responsible, and where. */
  of: z.string().optional(),
  areas: z.array(z.string()).optional(),
});

/** What imports remember of each other, by `<kind>:<key>` of the other source. */
const Memory = z.object({
  /** The entry that was made of it. */
  ids: z.record(z.string(), z.string()).default({}),
  /** What it named. */
  links: z.record(z.string(), Links).default({}),
  /** What a source had the last time. */
  sources: z.record(z.string(), z.array(z.string())).default({}),
  /** When a source was read the last time, ISO 8601. */
  times: z.record(z.string(), z.iso.datetime()).default({}),
});
export type Memory = z.infer<typeof Memory>;

/** Reads what was remembered; nothing if there is no such file. Throws if it was tampered with. */
export async function readMemory(dir: string): Promise<Memory> {
  const index = await readFile(join(dir, MEMORY, 'index.json'), 'utf8').catch(() => '{}');
  const data: unknown = JSON.parse(index);
  // Imports before links were remembered kept the ids alone.
  const isOld = typeof data === 'object' && data !== null && !('ids' in data);
  return Memory.parse(isOld ? { ids: data } : data);
}
