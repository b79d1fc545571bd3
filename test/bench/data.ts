import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Entry, EntryText, Knowledge } from '../../server/src/knowledge/entry.ts';
import { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { City } from '../../server/src/knowledge/schema.ts';
import { splitSections } from '../../server/src/knowledge/sections.ts';
import type { Thesaurus } from '../../server/src/language/thesaurus.ts';

/** Questions with the documents that answer them; none means that there is no answer. */
const DataSet = z.object({
  name: z.string(),
  lang: z.string(),
  docs: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  queries: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      lang: z.string().optional(),
      relevant: z.array(z.string()),
    }),
  ),
});
export type DataSet = z.infer<typeof DataSet>;

export function readDataSets(folder: string): DataSet[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => DataSet.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

/** A knowledge base of documents, as if each were an FAQ entry in Markdown. */
export function knowledgeBaseOf({ lang, docs }: DataSet, thesaurus: Thesaurus): Promise<KnowledgeBase> {
  const entries = docs.map(({ id, title, text }) =>
    entryOf(id, lang, title || firstSentence(text), text || title),
  );
  return KnowledgeBase.build(knowledgeOf(entries, lang, thesaurus));
}

export function knowledgeOf(entries: Entry[], lang: string, thesaurus: Thesaurus): Knowledge {
  return {
    city: City.parse({ name: 'Teststadt', languages: [lang] }),
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    thesaurus,
    tables: new Map(),
    taught: [],
    problems: [],
  };
}

export function entryOf(id: string, lang: string, title: string, body: string): Entry {
  const file = `faq/${id}.${lang}.md`;
  const text: EntryText = {
    lang,
    file,
    title,
    questions: [],
    keywords: [],
    labels: {},
    ...splitSections(body),
  };
  return { id, kind: 'faq', facts: {}, texts: new Map([[lang, text]]) };
}

function firstSentence(text: string): string {
  return (text.split(/(?<=[.!?。])\s/)[0] ?? '').slice(0, 120);
}
