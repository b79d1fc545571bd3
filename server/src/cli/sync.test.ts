import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type City, makeCity } from '../../../test/support/city.ts';
import { run as runProcess } from '../../../test/support/run.ts';

const bin = fileURLToPath(new URL('../../bin/stadtlotse.js', import.meta.url));
let city: City;
let server: Server;
let site: string;
let answer: string | undefined;

beforeEach(async () => {
  city = makeCity();
  answer = 'Frage;Antwort\nWo parke ich?;Am Markt.\n';
  server = createServer((_, response) => {
    if (answer === undefined) response.writeHead(500).end();
    else response.writeHead(200, { 'content-type': 'text/csv' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  site = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  city.write('quellen/hund.md', '# Hundeordnung\n\nHunde sind anzuleinen.\n');
});
afterEach(() => {
  server.close();
  city.remove();
});

const sync = (...args: string[]) =>
  runProcess(process.execPath, [bin, 'sync', '--knowledge', city.dir, ...args]);
const sources = (more = '') =>
  `- name: Fragen\n  kind: faq\n  from: ${site}/fragen.csv\n  every: day\n- name: Satzungen\n  kind: documents\n  from: [quellen]\n  every: week\n${more}`;

it('reads what is due, once, and writes one report', async () => {
  city.write('sources.yaml', sources());
  const first = await sync();
  expect(first.out).toMatch(/# Import: Fragen[\s\S]*1 Fragen[\s\S]*# Import: Satzungen[\s\S]*1 Dokumente/);
  expect(readFileSync(`${city.dir}/.import/bericht.md`, 'utf8')).toContain('# Import: Satzungen');
  expect(existsSync(`${city.dir}/documents/hundeordnung.de.md`)).toBe(true);
  expect(await sync()).toMatchObject({ code: 0, out: expect.stringContaining('Keine Quelle ist fällig.') });
  const again = await sync('Fragen');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('1 unverändert') });
  expect(again.out).not.toContain('Satzungen');
});

it('goes on where a source fails, keeps what is there, and ends with 1', async () => {
  city.write('sources.yaml', sources());
  await sync();
  answer = undefined;
  const { code, out } = await sync('--all');
  expect(code).toBe(1);
  expect(out).toMatch(
    /# Import: Fragen\n\n.*Die Website meldet den Fehler 500\. Es wurde nichts übernommen\.\n\n# Import: Satzungen/,
  );
  expect(readFileSync(`${city.dir}/faq/wo-parke-ich.de.md`, 'utf8')).toContain('Am Markt.');
});

it.each([
  ['no file', undefined, /sources\.yaml fehlt/],
  ['a kind that is none', '- name: A\n  kind: zeitung\n  from: x\n', /sources\.yaml:2: 1\.kind/],
  [
    'one name twice',
    '- name: A\n  kind: faq\n  from: x\n- name: A\n  kind: faq\n  from: y\n',
    /sources\.yaml:/,
  ],
  ['broken YAML', '- name: [\n', /sources\.yaml:/],
])('%s is said, without a stack trace', async (_, content, message) => {
  if (content) city.write('sources.yaml', content);
  const { code, err } = await sync();
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(message) });
  expect(err).not.toMatch(/\n +at /);
});

it('waits for no other import, and not for one that was stopped', async () => {
  city.write('sources.yaml', sources());
  city.write('.import/lock', String(process.pid));
  expect((await sync()).err).toContain('Ein anderer Import läuft noch.');
  const { pid } = spawnSync(process.execPath, ['--version']);
  city.write('.import/lock', String(pid));
  expect((await sync()).out).toContain('# Import: Fragen');
});
