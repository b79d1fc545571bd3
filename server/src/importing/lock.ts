import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImportError } from './catalogue.ts';
import { MEMORY } from './memory.ts';

/** Does something while no other process imports into a knowledge folder. Throws `ImportError` if one does. */
export async function alone<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const file = join(dir, MEMORY, 'lock');
  await mkdir(dirname(file), { recursive: true });
  // One that was stopped left its lock behind.
  if (!isAlive(Number(await readFile(file, 'utf8').catch(() => '')))) await rm(file, { force: true });
  const lock = await open(file, 'wx').catch(() => {
    throw new ImportError('busy', { file });
  });
  try {
    await lock.writeFile(String(process.pid));
    return await work();
  } finally {
    await lock.close();
    await rm(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
