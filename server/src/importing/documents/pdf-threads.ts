import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ImportError } from '../catalogue.ts';
import type { Line } from './lines.ts';

/** From this size on, in bytes, a document is read by all threads together. */
const LARGE = 300_000;
/** How long a thread may take, in milliseconds, and how much memory, in MB. */
const PATIENCE = 300_000;
const MEMORY = 1024;

const Answer = z.object({
  id: z.int(),
  pages: z.array(z.array(z.object({ text: z.string(), y: z.number(), height: z.number() }))).optional(),
  error: z.string().optional(),
});

interface Thread {
  worker: Worker;
  jobs: Map<number, { resolve: (pages: Line[][]) => void; reject: (error: ImportError) => void }>;
}

const threads: Thread[] = [];
let count = 0;

/** The lines of all pages of a PDF. Throws `ImportError` for one that is encrypted or broken, or that takes too much. */
export async function readPages(bytes: Uint8Array): Promise<Line[][]> {
  const step = bytes.length < LARGE ? 1 : Math.max(1, Math.min(4, availableParallelism()));
  const parts = await Promise.all(
    Array.from({ length: step }, (_, index) => ask(threadAt(index), bytes, index + 1, step)),
  );
  const pages = parts.reduce((sum, { length }) => sum + length, 0);
  return Array.from({ length: pages }, (_, page) => parts[page % step]?.[Math.floor(page / step)] ?? []);
}

function ask(thread: Thread, bytes: Uint8Array, first: number, step: number): Promise<Line[][]> {
  const id = count++;
  const { promise, resolve, reject } = Promise.withResolvers<Line[][]>();
  thread.jobs.set(id, { resolve, reject });
  const late = setTimeout(() => void thread.worker.terminate(), PATIENCE);
  thread.worker.ref();
  thread.worker.postMessage({ id, bytes: new Uint8Array(bytes), first, step });
  return promise.finally(() => {
    clearTimeout(late);
    thread.jobs.delete(id);
    if (thread.jobs.size === 0) thread.worker.unref();
  });
}

function threadAt(index: number): Thread {
  const known = threads[index];
  if (known) return known;
  const file = import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    stdout: true,
    stderr: true,
  });
  const thread: Thread = { worker, jobs: new Map() };
  threads[index] = thread;
  worker.on('message', (message: unknown) => {
    const { id, pages, error } = Answer.parse(message);
    const job = thread.jobs.get(id);
    if (pages) job?.resolve(pages);
    else job?.reject(new ImportError(error === 'PasswordException' ? 'encrypted' : 'brokenFile'));
  });
  const end = () => {
    delete threads[index];
    for (const { reject } of thread.jobs.values()) reject(new ImportError('brokenFile'));
  };
  worker.on('error', end);
  worker.on('exit', end);
  return thread;
}
