import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { entry, makeCity } from '../support/city.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { freePort } from '../support/store.ts';

const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));
const clock = new URL('./clock.mjs', import.meta.url);

const running: ServerProcess[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.stop();
});

async function start(...options: Parameters<typeof startServerProcess>): Promise<ServerProcess> {
  const server = await startServerProcess(...options);
  running.push(server);
  return server;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stadtlotse-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A city with one entry. */
function city(): string {
  const { dir, remove } = makeCity({
    'faq/personalausweis.de.md': entry('title: Personalausweis beantragen', 'Er kostet 46 Euro.'),
  });
  onTestFinished(remove);
  return dir;
}

async function consent({ url }: ServerProcess): Promise<string> {
  const response = await fetch(`${url}/v1/consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ policyVersion: '2026-11', scopes: ['answers'] }),
  });
  return (await response.json()).receipt;
}

function ask(
  { url }: ServerProcess,
  receipt: string,
  message = 'Was kostet ein Personalausweis?',
): Promise<Response> {
  return fetch(`${url}/v1/chat`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${receipt}`,
    },
    body: JSON.stringify({ message }),
  });
}

/** The names of a stream's events. */
async function eventsOf(response: Response): Promise<string[]> {
  return (await response.text()).match(/(?<=^event: )\w+/gm) ?? [];
}

function run(...args: string[]): Promise<{ code: number; errors: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, ...args], (_, __, errors) =>
      resolve({ code: child.exitCode ?? -1, errors }),
    );
  });
}

it('a full disk does not stop a server whose log it holds; neither does a clock that jumps a day and back', async () => {
  const options = { preload: clock, output: '/dev/full' };
  const server = await start({ knowledge: city(), limits: { questionsPerMinute: 3 } }, options);
  let receipt = await consent(server);
  expect((await ask(server, receipt)).status).toBe(200);
  for (const jump of ['SIGUSR2', 'SIGWINCH'] as const) {
    server.process.kill(jump);
    await expect.poll(async () => (await ask(server, receipt)).status).toBe(401);
    receipt = await consent(server);
    for (let time = 0; time < 3; time++) expect((await ask(server, receipt)).status).toBe(200);
    expect((await ask(server, receipt)).status).toBe(429);
    receipt = await consent(server);
  }
});

it('a full disk leaves the snapshot that was there, and the command says what to do', async () => {
  const file = join(temporary(), 'city.snapshot');
  const knowledge = city();
  expect(await run('build', knowledge, '--out', file)).toEqual({ code: 0, errors: '' });
  const before = readFileSync(file);
  symlinkSync('/dev/full', `${file}.part`);
  expect(await run('build', knowledge, '--out', file)).toEqual({
    code: 1,
    errors: expect.stringMatching(/^There is no space left to write to\. Free some .*\(ENOSPC\)\n$/),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('a process that is killed leaves receipts that the next one knows; that one ends as told under load and cuts off no answer', async () => {
  const port = await freePort();
  const one = await start({ knowledge: city() }, { port });
  const receipt = await consent(one);
  const asked = Array.from({ length: 20 }, () => ask(one, receipt).catch(() => undefined));
  await asked[0];
  one.stop();
  await Promise.all(asked);
  const next = await start({ knowledge: city() }, { port });
  const events: string[][] = [];
  const citizen = async () => {
    for (;;) {
      const response = await ask(next, receipt).catch(() => undefined);
      if (!response) return;
      expect(response.status).toBe(200);
      events.push(await eventsOf(response));
    }
  };
  const citizens = Array.from({ length: 20 }, citizen);
  await expect.poll(() => events.length).toBeGreaterThan(40);
  next.process.kill('SIGTERM');
  const [code] = await once(next.process, 'exit');
  await Promise.all(citizens);
  expect({ code, errors: next.errors() }).toEqual({
    code: 0,
    errors: expect.stringMatching(/^The report has gaps that the configuration can fill: .*\n$/),
  });
  for (const names of events) expect(names.at(-1)).toBe('end');
});

describe('a knowledge folder', () => {
  it('that is removed, half written, not text and back again: the last good texts answer', async () => {
    const knowledge = join(temporary(), 'knowledge');
    cpSync(city(), knowledge, { recursive: true });
    const server = await start({ knowledge });
    const receipt = await consent(server);
    const answers = async () => {
      const body = await (await ask(server, receipt)).text();
      expect(body).toContain('Personalausweis');
    };
    renameSync(knowledge, `${knowledge}.away`);
    await expect.poll(server.errors).toMatch(/city\.yaml fehlt oder ist nicht lesbar/);
    await answers();
    renameSync(`${knowledge}.away`, knowledge);
    writeFileSync(join(knowledge, 'faq/halb.de.md'), '---\ntitle: Ha');
    await expect.poll(server.errors).toMatch(/faq\/halb\.de\.md.*Fehler/);
    mkdirSync(join(knowledge, 'faq/ordner.de.md'));
    await expect.poll(server.errors).toMatch(/faq\/ordner\.de\.md.*kann nicht gelesen werden/);
    writeFileSync(join(knowledge, 'faq/bytes.de.md'), Buffer.from([0xff, 0xfe, 0x00]));
    await expect.poll(server.errors).toMatch(/faq\/bytes\.de\.md.*nicht in UTF-8/);
    await answers();
    expect(server.errors()).not.toMatch(/^ +at /m);
  });

  it('that is not there at the start: one sentence, no start', async () => {
    const { code, errors } = await run('serve', '--port', '0', '--knowledge', join(temporary(), 'nowhere'));
    expect(code).toBe(2);
    expect(errors).toMatch(/city\.yaml/);
    expect(errors).not.toMatch(/^ +at /m);
  });
});
