import autocannon from 'autocannon';
import { sampleKnowledge } from '../support/knowledge.ts';
import { startServerProcess } from '../support/server-process.ts';

/** Requests per second, over how many connections, and how long, in seconds. */
const RATE = 200;
const CONNECTIONS = 2;
const SECONDS = 15;
const WARM_UP = 3;

/** Asks the sample city's example questions at a fixed rate, of a server in a process of its own; times in ms. */
export async function measureChat() {
  const { url, stop } = await startServerProcess();
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const consent = await fetch(`${url}/v1/consent`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ policyVersion: '2026-11', scopes: ['answers'] }),
    });
    const { receipt } = await consent.json();
    const base = await sampleKnowledge();
    const questions = base
      .entries()
      .flatMap(({ texts }) => [...texts.values()])
      .flatMap(({ lang, questions }) => questions.map((message) => ({ message, lang })));
    const call = {
      url: `${url}/v1/chat`,
      method: 'POST' as const,
      headers: { ...headers, authorization: `Bearer ${receipt}` },
      requests: questions.map((question) => ({ body: JSON.stringify(question) })),
      connections: CONNECTIONS,
      overallRate: RATE,
    };
    await autocannon({ ...call, duration: WARM_UP });
    const result = await autocannon({ ...call, duration: SECONDS });
    return {
      rate: RATE,
      connections: CONNECTIONS,
      seconds: SECONDS,
      p50: result.latency.p50,
      p99: result.latency.p99,
      answered: result['2xx'],
      failed: result.non2xx + result.errors,
    };
  } finally {
    stop();
  }
}
