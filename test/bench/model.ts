import { readFileSync } from 'node:fs';
import { startModelServer } from '../../demo/model-server.ts';
import { startServerProcess } from '../support/server-process.ts';

const STREAMS = 500;
/** Milliseconds between the pieces that the stand-in for a provider sends. */
const PACE = 100;

/** Opens many streams of model answers at once; times in ms, memory in MiB. */
export async function measureModel() {
  const provider = await startModelServer();
  provider.pace = PACE;
  const { url, pid, stop } = await startServerProcess({
    model: {
      provider: 'anthropic',
      name: 'stand-in',
      baseUrl: provider.url,
      declaration: { processor: 'local', region: 'local', retention: 'none', training: 'no' },
      limits: { receiptTokens: 0, dayTokens: 0, firstSeconds: 60, seconds: 120 },
    },
  });
  const headers = { 'content-type': 'application/json' };
  try {
    const consent = await fetch(`${url}/v1/consent`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ policyVersion: '2026-11', scopes: ['answers', 'ai'] }),
    });
    const { receipt } = await consent.json();
    const ask = async () => {
      const response = await fetch(`${url}/v1/chat`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${receipt}`, accept: 'text/event-stream' },
        body: JSON.stringify({ message: 'Wie beantrage ich einen Personalausweis?', lang: 'de' }),
      });
      return (await response.text()).includes('"provenance":"ai-generated"');
    };
    const round = async () =>
      (await Promise.all(Array.from({ length: STREAMS }, ask))).filter((good) => !good).length;
    await round();
    const before = residentOf(pid);
    const start = performance.now();
    const failed = (await round()) + (await round());
    const seconds = (performance.now() - start) / 2000;
    // What was used once stays with the process for a while.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return { streams: STREAMS, failed, seconds, before, after: residentOf(pid) };
  } finally {
    stop();
    await provider.close();
  }
}

/** Resident memory of a process on Linux, in MiB. */
function residentOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
