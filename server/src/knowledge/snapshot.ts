import { readFile, stat } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { addressAs, texts } from '../texts/texts.ts';
import { version } from '../version.ts';
import { writeWhole } from '../write-whole.ts';
import type { Knowledge } from './entry.ts';
import type { IndexData } from './index-texts.ts';
import { KnowledgeBase } from './knowledge-base.ts';
import { KnowledgeError, loadKnowledge } from './load.ts';

/** What a snapshot holds: only this version of the server reads it, and only what it wrote itself. */
const Snapshot = z.strictObject({
  format: z.literal('stadtlotse-snapshot'),
  version: z.literal(version),
  knowledge: z.custom<Knowledge>((value) => typeof value === 'object' && value !== null),
  indexed: z.custom<ReadonlyMap<string, IndexData>>((value) => value instanceof Map),
});

/** Writes knowledge with its indexes to one file, so that a server starts from it without reading and indexing. */
export async function writeSnapshot(knowledge: Knowledge, file: string): Promise<KnowledgeBase> {
  const base = await KnowledgeBase.build(knowledge);
  const snapshot = { format: 'stadtlotse-snapshot', version, knowledge, indexed: base.indexed };
  await writeWhole(file, serialize(snapshot));
  return base;
}

/**
 * Reads knowledge from a folder of Markdown, or from a snapshot file, ready to be asked; from then on citizens are addressed as
 * it says. Throws `KnowledgeError`.
 */
export async function readKnowledge(path: string): Promise<KnowledgeBase> {
  const { knowledge, indexed } = await readTexts(path);
  addressAs(knowledge.city.assistant.address);
  return KnowledgeBase.build(knowledge, indexed);
}

/** The same as it was written, not searchable. Throws `KnowledgeError`. */
export async function readTexts(
  path: string,
): Promise<{ knowledge: Knowledge; indexed?: ReadonlyMap<string, IndexData> }> {
  if (!(await isSnapshot(path))) return { knowledge: await loadKnowledge(path) };
  const parsed = Snapshot.safeParse(await readSerialized(path));
  if (!parsed.success) throw new KnowledgeError(texts('de')('check.snapshot', { path, version }));
  return parsed.data;
}

/** Whether a path is a file: knowledge that is edited is a folder. */
export async function isSnapshot(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function readSerialized(path: string): Promise<unknown> {
  const bytes = await readFile(path);
  try {
    return deserialize(bytes);
  } catch {
    return undefined;
  }
}
