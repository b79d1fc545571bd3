import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Lang } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import { parseYaml } from '../knowledge/front-matter.ts';

/** Words of the same meaning by the name of their concept; the first is the administration's. */
export const ThesaurusFile = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  z.array(z.string().trim().min(1)),
);
export type Concepts = ReadonlyMap<string, readonly string[]>;

/** Concepts by language. */
export type Thesaurus = ReadonlyMap<string, Concepts>;

const general = fileURLToPath(new URL('../../thesaurus', import.meta.url));
const fileName = /^thesaurus\.(.+)\.yaml$/;

let loaded: Promise<Thesaurus> | undefined;

/** The general thesaurus of German administration that comes with the server, read once. Rejects if a file is broken. */
export function loadGeneralThesaurus(): Promise<Thesaurus> {
  loaded ??= readGeneralThesaurus();
  return loaded;
}

async function readGeneralThesaurus(): Promise<Thesaurus> {
  const thesaurus = new Map<string, Concepts>();
  for (const { lang, path } of await thesaurusFiles(general)) {
    const concepts = ThesaurusFile.parse(parseYaml(await readFile(path, 'utf8')).data);
    thesaurus.set(lang, new Map(Object.entries(concepts)));
  }
  return thesaurus;
}

/** The files `thesaurus.<lang>.yaml` of a folder. */
export async function thesaurusFiles(dir: string): Promise<{ lang: string; name: string; path: string }[]> {
  if (!existsSync(dir)) return [];
  return (await readdir(dir)).sort().flatMap((name) => {
    const lang = fileName.exec(name)?.[1];
    return lang && Lang.safeParse(lang).success ? [{ lang, name, path: join(dir, name) }] : [];
  });
}

/** One thesaurus over another: a concept of the upper one replaces that of the same name below. */
export function overlay(below: Thesaurus, above: Thesaurus): Thesaurus {
  const langs = new Set([...below.keys(), ...above.keys()]);
  return new Map(
    [...langs].map((lang) => [lang, new Map([...(below.get(lang) ?? []), ...(above.get(lang) ?? [])])]),
  );
}
