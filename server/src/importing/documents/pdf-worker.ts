/** The thread that reads PDFs: what breaks here, or takes too much memory, ends nothing else. */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { readLines } from './pdf-lines.ts';

const Job = z.object({ id: z.int(), bytes: z.instanceof(Uint8Array), first: z.int(), step: z.int() });

parentPort?.on('message', async (message: unknown) => {
  const { id, bytes, first, step } = Job.parse(message);
  try {
    parentPort?.postMessage({ id, pages: await readLines(bytes, first, step) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.name : 'Error' });
  }
});
