import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { facets } from '../answering/facets.ts';
import { parseYaml } from '../knowledge/front-matter.ts';

const Words = z.array(z.string()).default([]);

/** What citizens say in a language: the words that tell what a message wants, apart from what it is about. */
const Lexicon = z.strictObject({
  /** Phrases that decide wherever they stand in a message. */
  emergency: Words,
  /** Phrases that decide if nothing else is said beside them. */
  greeting: Words,
  thanks: Words,
  identity: Words,
  person: Words,
  /** Phrases that decide if no entry answers. */
  complaint: Words,
  /** Words that carry on from the last answer: "und was kostet das?" */
  followUp: Words,
  /** Words that attach to the last question after the first of these: "und für Kinder?" */
  attaching: Words,
  /** Words of asking, which say nothing about what is asked. */
  requestWords: Words,
  facets: z.partialRecord(z.enum(facets), z.array(z.string())).default({}),
});
export type Lexicon = z.infer<typeof Lexicon>;

const folder = new URL('../../lexicon/', import.meta.url);

/** The lexicons by base language. A language without one is answered all the same; its questions are searched whole. */
export const lexicons: ReadonlyMap<string, Lexicon> = new Map(
  readdirSync(folder).map((name) => [
    name.replace('.yaml', ''),
    Lexicon.parse(parseYaml(readFileSync(new URL(name, folder), 'utf8')).data),
  ]),
);
