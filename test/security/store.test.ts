import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { ensureStore, freePort, type StoreProcess, startStore } from '../support/store.ts';

const open: { stop?(): Promise<void>; close?(): Promise<void> }[] = [];
const question = { message: 'Was kostet ein Personalausweis?' };

beforeAll(() => void ensureStore(), 120_000);
afterEach(async () => {
  for (const one of open.splice(0)) await (one.close?.() ?? one.stop?.());
});

async function store(port?: number): Promise<StoreProcess> {
  const started = await startStore(port);
  open.push(started);
  return started;
}

async function server(storeUrl: string, questionsPerMinute = 0): Promise<TestServer> {
  const started = await startServer({ storeUrl, config: { limits: { questionsPerMinute } } });
  open.unshift(started);
  return started;
}

/** A server that has reached its store: before, it counts alone. */
async function connected(storeUrl: string, questionsPerMinute = 0): Promise<TestServer> {
  const started = await server(storeUrl, questionsPerMinute);
  await expect.poll(() => started.store?.status).toBe('ready');
  return started;
}

const ask = (one: TestServer, receipt: string) => one.send('POST', '/v1/chat', { receipt, body: question });

describe('several servers with one store', () => {
  it('refuse what was withdrawn at another (DP-3)', async () => {
    const { url } = await store();
    const [one, other] = [await connected(url), await connected(url)];
    const receipt = await one.consent();
    expect((await ask(other, receipt)).status).toBe(200);
    await one.send('DELETE', '/v1/consent', { receipt });
    expect((await ask(other, receipt)).status).toBe(401);
  });

  it('count together (BSI-4)', async () => {
    const { url } = await store();
    const [one, other] = [await connected(url, 2), await connected(url, 2)];
    const receipt = await one.consent();
    expect((await ask(one, receipt)).status).toBe(200);
    expect((await ask(other, receipt)).status).toBe(200);
    const refused = await ask(one, receipt);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

it('is emptied by one command at the end of use, of what is ours (BSI-12)', async () => {
  const { url } = await store();
  const one = await connected(url, 5);
  const receipt = await one.consent();
  await ask(one, receipt);
  await one.send('DELETE', '/v1/consent', { receipt });
  const other = new Redis(url);
  await other.set('not-ours', 'stays');
  expect((await other.keys('stadtlotse:*')).length).toBeGreaterThan(1);
  const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));
  const said = execFileSync(process.execPath, [bin, 'erase'], {
    env: { ...process.env, STADTLOTSE_STORE_URL: url },
    encoding: 'utf8',
  });
  expect(said).toMatch(/[2-9] Einträge gelöscht/);
  expect(await other.keys('*')).toEqual(['not-ours']);
  other.disconnect();
});

describe('a store that fails', () => {
  it('is missed at the start: each server counts alone, and tells it what was withdrawn once it is there', async () => {
    const port = await freePort();
    const one = await server(`redis://127.0.0.1:${port}`, 2);
    const [receipt, withdrawn] = [await one.consent(), await one.consent()];
    expect((await ask(one, receipt)).status).toBe(200);
    expect((await ask(one, receipt)).status).toBe(200);
    expect((await ask(one, receipt)).status).toBe(429);
    await one.send('DELETE', '/v1/consent', { receipt: withdrawn });
    await store(port);
    const other = await connected(`redis://127.0.0.1:${port}`);
    await expect.poll(async () => (await ask(other, withdrawn)).status, { timeout: 10_000 }).toBe(401);
  });

  it('is lost in the middle: answers and withdrawals go on', async () => {
    const lost = await store();
    const one = await connected(lost.url);
    const receipt = await one.consent();
    await lost.stop();
    expect((await ask(one, receipt)).status).toBe(200);
    expect((await one.send('DELETE', '/v1/consent', { receipt })).status).toBe(204);
    expect((await ask(one, receipt)).status).toBe(401);
  });

  it('answers no more: no request waits for it long', async () => {
    const slow = await store();
    const one = await connected(slow.url, 100);
    const receipt = await one.consent();
    slow.pause();
    const start = performance.now();
    expect((await ask(one, receipt)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(2_000);
    slow.resume();
  });
});
