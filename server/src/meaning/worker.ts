/** The thread that the encoder works in: the server's own never waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { Encoder } from './encoder.ts';

const Job = z.object({
  id: z.number(),
  text: z.string(),
  kind: z.enum(['query', 'passage']),
  most: z.number(),
});

const encoder = await Encoder.load(z.string().parse(workerData));
parentPort?.on('message', async (message) => {
  if (message === 'close') return parentPort?.close();
  const { id, text, kind, most } = Job.parse(message);
  parentPort?.postMessage({ id, vector: await encoder.encode(text, kind, most) });
});
parentPort?.postMessage({ id: -1 });
