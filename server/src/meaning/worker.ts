/** The thread that the encoder works in: the server's own never waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { Encoder } from './encoder.ts';

const Job = z.union([
  z.object({ id: z.number(), text: z.string(), kind: z.enum(['query', 'passage']), most: z.number() }),
  z.object({ id: z.number(), question: z.string(), statements: z.array(z.string()) }),
]);

const encoder = await Encoder.load(z.string().parse(workerData));
parentPort?.on('message', async (message) => {
  if (message === 'close') return parentPort?.close();
  const job = Job.parse(message);
  const numbers =
    'text' in job
      ? await encoder.encode(job.text, job.kind, job.most)
      : await encoder.judge(job.question, job.statements);
  parentPort?.postMessage({ id: job.id, numbers });
});
parentPort?.postMessage({ id: -1 });
