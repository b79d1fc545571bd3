import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseYaml } from '../knowledge/front-matter.ts';

const Words = z.array(z.string()).default([]);
const noPeople = { baby: [], child: [], teenager: [], senior: [] };

/** What citizens say in a language: the words that tell what a message wants, apart from what it is about. */
const Lexicon = z.strictObject({
  /** Phrases that ask for something of a thing without saying which thing: "was kostet". */
  asking: Words,
  /** Words that a question begins with which carries on: "und was kostet das?" */
  and: Words,
  /** Words that carry on from the last answer: "und was kostet das?" */
  followUp: Words,
  /** Words that attach to the last question after the first of these: "und für Kinder?" */
  attaching: Words,
  /** Words of asking, which say nothing about what is asked. */
  requestWords: Words,
  /** Words that say where somebody lives: a district beside them is not what is asked about. */
  living: Words,
  /** Words for points in time, beside those that every language's calendar has; `dates` are feasts as `12-24`. */
  times: z
    .strictObject({
      now: Words,
      today: Words,
      tomorrow: Words,
      dates: z.record(z.string(), z.string().regex(/^\d\d-\d\d$/)).default({}),
    })
    .prefault({}),
  /** Words beside a number that make it an age: "Jahre", "years old". */
  years: Words,
  /** Words after which a number alone is an age: "ich bin 19". */
  speaksOfAge: Words,
  /** Numbers in words. */
  numbers: z.record(z.string(), z.int()).default({}),
  /** What the days of the week are called beside their names in the calendar, from Monday on: "montags", "mo". */
  weekdays: z
    .array(z.array(z.string()))
    .length(7)
    .default(Array.from({ length: 7 }, () => [])),
  /** Words that tell how old somebody is. */
  people: z.record(z.enum(['baby', 'child', 'teenager', 'senior']), Words).default(noPeople),
  /** Phrases that ask for the guided way, go back in it, agree and disagree. */
  steps: z.strictObject({ start: Words, back: Words, yes: Words, no: Words }).prefault({}),
  /** Words that allow no exception: whoever says them says more than most texts of a city do. */
  universal: z.strictObject({ always: Words, never: Words }).prefault({}),
  /** Words that deny. */
  negation: Words,
  /** Pairs of words of which one says what the other does not. */
  opposites: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** What announces personal data (DP-7): words that stand near it, in any case and with any ending. */
  personal: z
    .strictObject({
      /** After these stands a name; after `greeting` one that signs; before `nameAfter` one that is said in full. */
      name: Words,
      /** After these stands one that begins with a capital. */
      called: Words,
      greeting: Words,
      nameAfter: Words,
      born: Words,
      phone: Words,
      tax: Words,
      document: Words,
      plate: Words,
      address: Words,
    })
    .prefault({}),
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
