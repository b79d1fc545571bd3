import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = new URL('../..', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(fileURLToPath(new URL(path, root)), 'utf8'));

/** Licences under which code may be part of an EUPL-1.2 work. */
const compatible = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'LGPL-3.0-only',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'EUPL-1.2',
];

it('the bill of materials names every library that is shipped, each under a licence that fits (BSI-14)', () => {
  const { bomFormat, components } = json('server/dist/sbom.cdx.json');
  expect(bomFormat).toBe('CycloneDX');
  const names = components.map(({ name }: { name: string }) => name);
  for (const name of Object.keys(json('server/package.json').dependencies).filter(
    (one) => !one.startsWith('@stadtlotse/'),
  ))
    expect(names).toContain(name);
  expect(names, 'the encoder').toContain('multilingual-e5-small');
  const unfit = components.filter(
    ({ licenses: [{ expression = '' } = {}] = [] }: { licenses?: { expression?: string }[] }) =>
      !expression.split(/[^\w.-]+/).some((id) => compatible.includes(id)),
  );
  // Their packages do not say which licence of BSD's it is; the files beside them do: BSD-2-Clause.
  const unnamed = unfit.map(({ name }: { name: string }) => name);
  expect(unnamed).toEqual(['duck', 'suncalc']);
  for (const name of unnamed)
    expect(readFileSync(new URL(`node_modules/${name}/LICENSE`, root), 'utf8')).toContain(
      'Redistribution and use in source and binary forms',
    );
});

it('every dependency is pinned with its hash, and no install script runs that is not named', () => {
  const { packages } = json('package-lock.json') as {
    packages: Record<
      string,
      { link?: boolean; integrity?: string; hasInstallScript?: boolean; version?: string }
    >;
  };
  const foreign = Object.entries(packages).filter(
    ([path, { link }]) => path.includes('node_modules/') && !link,
  );
  expect(foreign.length).toBeGreaterThan(100);
  expect(foreign.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
  const scripts = Object.entries(json('package.json').allowScripts);
  const allowed = scripts.filter(([, allows]) => allows).map(([name]) => name);
  expect(allowed.sort()).toEqual(['esbuild', 'node']);
});

it('the report’s rows name only tests that exist and hold their id', async () => {
  const { readCriteria } = await import('../../server/src/report/criteria.ts');
  const rows = readCriteria();
  expect(rows.length).toBeGreaterThan(50);
  const documents = readdirSync(new URL('server/report/', root)).map((name) => name.replace('.md', ''));
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, tests, by, documents: named } of rows) {
    for (const other of by) {
      const shown = rows.find((row) => row.id === other)?.tests ?? [];
      expect(shown, `${other}, which ${id} relies on`).not.toEqual([]);
    }
    for (const test of tests) {
      const content = readFileSync(new URL(test, root), 'utf8');
      expect(new RegExp(`\\b${id}\\b`).test(content), `${id} in ${test}`).toBe(true);
    }
    for (const name of named) expect([...documents, 'sbom.cdx.json'], id).toContain(name);
  }
});
