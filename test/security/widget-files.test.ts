import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { expect, it } from 'vitest';
import { startServer } from '../support/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'widget/dist');

/** The scripts of a folder and their contents. */
function scripts(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

it('the built widget is no newer than ES2022, which browsers of the last four years read', () => {
  for (const [name, code] of scripts(dist))
    expect(() => parse(code, { ecmaVersion: 2022, sourceType: 'module' }), name).not.toThrow();
});

it('the build is reproducible, and prints the hash that pins its version (SEC-9)', async () => {
  const again = mkdtempSync(join(tmpdir(), 'stadtlotse-build-'));
  const printed = execFileSync(
    join(root, 'node_modules/.bin/rolldown'),
    ['-c', 'widget/rolldown.config.ts', '--dir', again],
    { cwd: root, encoding: 'utf8' },
  );
  expect(scripts(again)).toEqual(scripts(dist));
  rmSync(again, { recursive: true });

  const [, name, hash] =
    /\/(stadtlotse-[\d.]+\.js)" integrity="sha384-([^"]+)" crossorigin/.exec(printed) ?? [];
  const server = await startServer();
  const response = await fetch(`${server.url}/${name}`);
  expect(response.headers.get('cache-control')).toContain('immutable');
  const served = Buffer.from(await response.arrayBuffer());
  expect(createHash('sha384').update(served).digest('base64')).toBe(hash);
  await server.close();
});

it('the custom-elements manifest names what webmasters may rely on', () => {
  const { modules } = JSON.parse(readFileSync(join(dist, 'custom-elements.json'), 'utf8'));
  const [{ declarations }] = modules;
  const [element] = declarations;
  const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
  expect(element.tagName).toBe('stadt-lotse');
  expect(names(element.attributes)).toEqual(['assistant', 'lang', 'mode', 'open', 'privacy-url', 'server']);
  expect(names(element.slots)).toEqual(['', 'header', 'launcher']);
  expect(names(element.events)).toEqual(
    ['answer', 'close', 'consent', 'error', 'open'].map((name) => `stadtlotse-${name}`),
  );
  expect(names(element.cssParts)).toContain('consent-accept');
  expect(element.cssParts).toHaveLength(21);
  expect(names(element.members)).toEqual(['open', 'privacyUrl', 'server']);
});
