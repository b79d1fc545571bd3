import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Behaviour, type ModelServer, startModelServer } from '../../demo/model-server.ts';
import { entry } from '../support/city.ts';

const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));
const crash = new URL('./crash.mjs', import.meta.url).href;
/** No word of any language, so that nothing but the question can hold it. */
const CANARY = 'Zwirlibumpfel';
const behaviours: Behaviour[] = [
  'answer',
  'broken',
  'overloaded',
  'hang-up',
  'error-midway',
  'nonsense',
  'cut-off',
];

let provider: ModelServer;
let folder: string;
let server: ChildProcess;
let output = '';
let url = '';

beforeAll(async () => {
  provider = await startModelServer();
});
afterAll(() => provider.close());
afterEach(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the built server where all that it could write is in one folder. */
async function start(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'stadtlotse-canary-'));
  for (const name of ['work', 'tmp', 'home']) mkdirSync(join(folder, name));
  mkdirSync(join(folder, 'knowledge/faq'), { recursive: true });
  writeFileSync(join(folder, 'knowledge/city.yaml'), 'name: Teststadt\nlanguages: [de, en]\n');
  writeFileSync(
    join(folder, 'knowledge/faq/personalausweis.de.md'),
    entry(
      'title: Personalausweis beantragen',
      'Der Personalausweis kostet 46 Euro. Sie beantragen ihn im Bürgerbüro.',
    ),
  );
  const config = {
    knowledge: '../knowledge',
    limits: { questionsPerMinute: 0 },
    model: {
      provider: 'anthropic',
      name: 'test-model',
      baseUrl: provider.url,
      declaration: { processor: 'Test', region: 'EU', retention: 'keine', training: 'nein' },
      limits: { firstSeconds: 1, seconds: 20, receiptTokens: 0 },
    },
  };
  writeFileSync(join(folder, 'work/stadtlotse.config.yaml'), JSON.stringify(config));
  server = spawn(
    process.execPath,
    ['--max-old-space-size=300', '--import', crash, bin, 'serve', '--port', '0'],
    {
      cwd: join(folder, 'work'),
      env: {
        PATH: process.env.PATH,
        HOME: join(folder, 'home'),
        TMPDIR: join(folder, 'tmp'),
        ANTHROPIC_API_KEY: 'test',
        CANARY,
      },
    },
  );
  output = '';
  const listening = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const found = /listening on (http:\S+)/.exec(output);
      if (found?.[1]) resolve(found[1]);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
  });
  url = await listening;
}

const json = { 'content-type': 'application/json', accept: 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }).then(async (response) => ({ status: response.status, text: await response.text() }));

async function consent(): Promise<Record<string, string>> {
  const { text } = await post('/v1/consent', { policyVersion: '2026-11', scopes: ['answers', 'ai'] });
  return { authorization: `Bearer ${JSON.parse(text).receipt}` };
}

/** Sends the canary by every way there is into the server. */
async function sing(): Promise<void> {
  const message = `${CANARY} Personalausweis Kosten`;
  const history = [
    { role: 'user', text: CANARY },
    { role: 'assistant', text: CANARY },
  ];
  const receipt = await consent();
  for (const lang of ['de', 'en', 'tr', 'ar', 'zh', CANARY])
    await post('/v1/chat', { message, lang, history }, receipt);
  for (const behaviour of behaviours) {
    provider.behaviour = behaviour;
    await post(
      '/v1/chat',
      { message, history, context: { entries: ['personalausweis'], place: CANARY } },
      receipt,
    );
    await post('/v1/chat', { message }, { ...receipt, accept: 'text/event-stream' }).catch(() => {});
  }
  provider.behaviour = 'answer';
  await post('/v1/search', { query: CANARY }, receipt);
  await post('/v1/feedback', { answer: CANARY, helpful: true, reason: CANARY });
  await post('/v1/consent', { policyVersion: CANARY, scopes: [CANARY] });
  const headers = {
    'user-agent': CANARY,
    'accept-language': CANARY,
    'x-forwarded-for': CANARY,
    cookie: CANARY,
    origin: CANARY,
  };
  await post('/v1/chat', { message }, { ...receipt, ...headers });
  await post('/v1/chat', { message }, { authorization: `Bearer ${CANARY}.${CANARY}` });
  await post('/v1/chat', { message, [CANARY]: 1 }, receipt);
  await post('/v1/chat', `{"message": "${CANARY}`, receipt);
  await post('/v1/chat', { message: CANARY.repeat(1000) }, receipt);
  await post('/v1/chat', CANARY.repeat(5000), receipt);
  await post('/v1/chat', { message }, { ...receipt, 'content-type': `text/${CANARY}` });
  await post(`/v1/${CANARY}?q=${CANARY}`, { message });
  await fetch(`${url}/v1/services/${CANARY}?lang=${CANARY}`);
  await fetch(`${url}/v1/offices?place=${CANARY}&service=${CANARY}`);
  await fetch(`${url}/${CANARY}.js?policy=${CANARY}`);
}

function files(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/** Everything that holds the canary, as it was sent or encoded, of what the server wrote or left. */
function found(): string[] {
  const forms = [
    CANARY,
    Buffer.from(CANARY).toString('hex'),
    Buffer.from(CANARY, 'utf16le').toString('latin1'),
  ];
  const holds = (content: string) => forms.some((form) => content.toLowerCase().includes(form.toLowerCase()));
  return [
    ...files().filter((file) => statSync(file).isFile() && holds(readFileSync(file, 'latin1'))),
    ...(holds(output) ? [output] : []),
  ];
}

it('no word of a citizen is in any output or file, whatever way it came (DP-5, DP-6)', {
  timeout: 60_000,
}, async () => {
  await start();
  // The search finds what it looks for.
  writeFileSync(join(folder, 'tmp/leak'), `x${CANARY}x`);
  expect(found()).toEqual([join(folder, 'tmp/leak')]);
  rmSync(join(folder, 'tmp/leak'));
  // What it keeps are the vectors of the city's own texts.
  const ready = async () => (await (await fetch(`${url}/readyz`)).json()).meaning;
  await expect.poll(ready, { timeout: 30_000 }).toBe('on');
  const before = files();
  await sing();
  const ended = once(server, 'close');
  server.kill('SIGTERM');
  await ended;
  expect(found()).toEqual([]);
  // It needs to write nothing at all (BSI-8).
  expect(files()).toEqual(before);
  expect(output).not.toMatch(/127\.0\.0\.1(?!:\d+\n)/);
});

it.each([
  ['is asked to end', 'SIGTERM'],
  ['crashes on an error that nobody caught', 'SIGUSR2'],
  ['has no memory left itself', 'SIGWINCH'],
] as const)('nor when the server %s in the middle of an answer', { timeout: 60_000 }, async (_, signal) => {
  await start();
  const receipt = await consent();
  await post('/v1/chat', { message: CANARY }, receipt);
  Object.assign(provider, { behaviour: 'answer', pace: 30, requests: [] });
  const message = `${CANARY} Wie beantrage ich einen Personalausweis?`;
  const last = post('/v1/chat', { message }, { ...receipt, accept: 'text/event-stream' }).catch(
    () => undefined,
  );
  await expect.poll(() => provider.requests.length).toBeGreaterThan(0);
  const ended = once(server, 'close');
  server.kill(signal);
  await ended;
  provider.pace = 0;
  // Asked to end, it finishes what it has begun.
  if (signal === 'SIGTERM') expect((await last)?.text).toContain('event: end');
  expect(found()).toEqual([]);
});
