import { watch } from 'chokidar';
import type { KnowledgeBase } from './knowledge-base.ts';
import { KnowledgeError } from './load.ts';
import { isSnapshot, readKnowledge } from './snapshot.ts';

/** Quiet time after an edit before the folder is read again, in milliseconds: editors write in several steps. */
const SETTLE = 150;

/** The knowledge in force, kept up to date with its folder. */
export interface LiveKnowledge {
  current(): KnowledgeBase;
  close(): Promise<void>;
}

/**
 * Reads a knowledge folder and follows its edits (a snapshot file has none). A folder that cannot be read any more
 * leaves the last good state in force. `report` gets each state and each failure. Throws `KnowledgeError` if there is
 * no first state.
 */
export async function openKnowledge(
  dir: string,
  report: (news: KnowledgeBase | KnowledgeError) => void = () => {},
): Promise<LiveKnowledge> {
  let base = await readKnowledge(dir);
  report(base);
  if (await isSnapshot(dir)) return { current: () => base, close: async () => {} };
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();

  async function reload() {
    try {
      base = await readKnowledge(dir);
      report(base);
    } catch (error) {
      report(error instanceof KnowledgeError ? error : new KnowledgeError(String(error)));
    }
  }

  const watcher = watch(dir, { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(reload);
    }, SETTLE);
  });
  watcher.on('error', (error) => report(new KnowledgeError(String(error))));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));

  return {
    current: () => base,
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await reading;
    },
  };
}
