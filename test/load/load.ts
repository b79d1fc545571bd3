/** Prints how the server bears load, on 127.0.0.1 only: throughput, memory, open and left streams, a flood. Asserts nothing. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import autocannon from 'autocannon';
import { startModelServer } from '../../demo/model-server.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { chatHead } from '../support/raw-http.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

const SECONDS = 15;
const CONNECTIONS = 20;
const REQUESTS = 200_000;
const STREAMS = 5_000;
/** Streams are opened so many at a time. */
const BATCH = 250;
const LIMIT = 30;
const FLOOD = 10;

const headers = { 'content-type': 'application/json', accept: 'application/json' };
const asked = (await sampleKnowledge())
  .entries()
  .flatMap(({ texts }) => [...texts.values()])
  .flatMap(({ lang, questions }) => questions.map((message) => ({ message, lang })));
/** The city's own example questions, as they are chosen with a click. */
const own = asked.map((question) => JSON.stringify(question));
/** The same as no editor wrote them, in all languages and in German. */
const theirs = asked.map(({ message, lang }) => JSON.stringify({ message: `${message} 🙂`, lang }));
const german = theirs.filter((_, place) => asked[place]?.lang === 'de');

async function consent(url: string, scopes = ['answers'], more = {}): Promise<string> {
  const body = JSON.stringify({ policyVersion: '2026-11', scopes });
  const response = await fetch(`${url}/v1/consent`, {
    method: 'POST',
    headers: { ...headers, ...more },
    body,
  });
  return `Bearer ${(await response.json()).receipt}`;
}

async function ask(server: ServerProcess, bodies: string[], options: object) {
  const authorization = await consent(server.url);
  return autocannon({
    url: `${server.url}/v1/chat`,
    method: 'POST',
    headers: { ...headers, authorization },
    requests: bodies.map((body) => ({ body })),
    connections: CONNECTIONS,
    ...options,
  });
}

/** Memory of a process in MiB. */
function memory({ pid }: ServerProcess): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

async function openStreams(server: ServerProcess, count: number, authorization: string): Promise<Socket[]> {
  const { hostname, port } = new URL(server.url);
  const body = JSON.stringify({ message: 'Wie beantrage ich einen Personalausweis?' });
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const batch = Array.from({ length: Math.min(BATCH, count - sockets.length) }, async () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(chatHead(authorization, Buffer.byteLength(body)) + body);
      return socket;
    });
    sockets.push(...(await Promise.all(batch)));
  }
  return sockets;
}

const curated = await startServerProcess();
console.log(`
POST /v1/chat, curated, as fast as it goes, ${CONNECTIONS} connections, ${SECONDS} s each`);
for (const [whose, bodies] of Object.entries({
  "the city's own questions": own,
  german,
  'all languages': theirs,
})) {
  await ask(curated, bodies, { duration: 5 });
  const { requests, latency, non2xx, errors } = await ask(curated, bodies, { duration: SECONDS });
  console.log(
    `${whose}: ${Math.round(requests.average)} requests/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, ${non2xx + errors} failed`,
  );
}

const before = memory(curated);
await ask(curated, theirs, { amount: REQUESTS });
const after = memory(curated);
const authorization = await consent(curated.url);
for (const socket of await openStreams(curated, STREAMS, authorization)) socket.destroy();
await ask(curated, theirs, { duration: 5 });
console.log(`
Memory of the server: ${before} MiB, after ${REQUESTS} requests ${after} MiB, after ${STREAMS} aborted streams ${memory(curated)} MiB`);
const idle = await openStreams(curated, STREAMS, authorization);
await Promise.all(idle.map((socket) => once(socket, 'data')));
console.log(`
${STREAMS} open connections whose answer has come: ${memory(curated)} MiB`);
for (const socket of idle) socket.destroy();
curated.stop();

process.env.ANTHROPIC_API_KEY = 'bench';
const provider = await startModelServer();
provider.behaviour = 'silent';
const generating = await startServerProcess({
  model: {
    provider: 'anthropic',
    name: 'silent',
    baseUrl: provider.url,
    declaration: { processor: 'bench', region: 'here', retention: 'none', training: 'none' },
    limits: { firstSeconds: 60, seconds: 300, receiptTokens: 0, dayTokens: 0 },
  },
});
const quiet = memory(generating);
const sockets = await openStreams(generating, STREAMS, await consent(generating.url, ['answers', 'ai']));
while (provider.requests.length < STREAMS && (await fetch(`${generating.url}/healthz`)).ok);
console.log(`
${provider.requests.length} open streams that wait for a model: ${memory(generating)} MiB, before ${quiet} MiB`);
for (const socket of sockets) socket.destroy();
generating.stop();
await provider.close();

const limited = await startServerProcess({ limits: { questionsPerMinute: LIMIT }, trustProxy: true });
const flooded = autocannon({
  url: `${limited.url}/v1/chat`,
  method: 'POST',
  headers: { ...headers, authorization: await consent(limited.url), 'x-forwarded-for': '192.0.2.1' },
  requests: theirs.map((body) => ({ body })),
  connections: CONNECTIONS,
  overallRate: LIMIT * FLOOD,
  duration: SECONDS,
});
const times: number[] = [];
let refused = 0;
const end = performance.now() + SECONDS * 1000;
for (let client = 0; performance.now() < end; client++) {
  const own = { 'x-forwarded-for': `198.51.100.${client % 250}` };
  const receipt = await consent(limited.url, ['answers'], own);
  const start = performance.now();
  const response = await fetch(`${limited.url}/v1/chat`, {
    method: 'POST',
    headers: { ...headers, ...own, authorization: receipt },
    body: theirs[client % theirs.length] ?? '',
  });
  await response.text();
  times.push(performance.now() - start);
  if (!response.ok) refused++;
}
const flood = await flooded;
times.sort((a, b) => a - b);
const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
console.log(`
Flood of ${LIMIT * FLOOD} requests/s with one receipt, ${FLOOD} times its limit a second, for ${SECONDS} s
${flood.non2xx} refused, ${flood['5xx']} answered with 5xx; ${times.length} other citizens: p99 ${p99.toFixed(0)} ms, ${refused} refused`);
limited.stop();
