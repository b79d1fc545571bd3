/** How well personal data is recognised in sentences as people type them (DP-7). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readMarked, unmarked } from '../../server/src/answering/redact/marked.ts';
import { type RedactionClass, redactionClasses } from '../../server/src/answering/redact/recogniser.ts';
import { redact } from '../../server/src/answering/redact/redact.ts';
import { parseYaml } from '../../server/src/knowledge/front-matter.ts';
import { Values } from './values.ts';

/** By class and language; `{}` is where the value stands. */
const Sentences = z.strictObject({
  nobodys: z.array(z.string()),
  ...(Object.fromEntries(
    redactionClasses.map((one) => [one, z.record(z.string(), z.array(z.string()))]),
  ) as Record<RedactionClass, z.ZodRecord<z.ZodString, z.ZodArray<z.ZodString>>>),
});
const path = new URL('sentences.yaml', import.meta.url);
const { nobodys, ...frames } = Sentences.parse(parseYaml(readFileSync(path, 'utf8')).data);

/** How often each sentence is tried, with another value each time. */
const ROUNDS = 20;

/** A sentence with somebody's data, and where it stands. */
interface Sample {
  kind: RedactionClass;
  text: string;
  start: number;
  end: number;
}

export interface Figures {
  /** By class, the share of values that were replaced to the end, 0…1. */
  recall: Record<RedactionClass, number>;
  /** By class, the share of replacements that replaced such a value, 0…1. */
  precision: Record<RedactionClass, number>;
  /** The share of sentences without personal data that stayed as they are, 0…1. */
  untouched: number;
  /** What was missed or wrongly replaced. */
  mistakes: string[];
}

/** The sentences with made-up values, the same ones for the same seed. */
export function samples(seed: number): Sample[] {
  const values = new Values(seed);
  return redactionClasses.flatMap((kind) =>
    Object.entries(frames[kind]).flatMap(([lang, sentences]) =>
      sentences.flatMap((sentence) =>
        Array.from({ length: ROUNDS }, () => {
          const value = values.make(kind, lang);
          const start = sentence.indexOf('{}');
          return { kind, text: sentence.replace('{}', () => value), start, end: start + value.length };
        }),
      ),
    ),
  );
}

/** Measures with one seed's sentences. */
export function measure(seed: number): Figures {
  const counts = new Map(redactionClasses.map((kind) => [kind, { said: 0, found: 0, claimed: 0, right: 0 }]));
  const count = (kind: RedactionClass, what: 'said' | 'found' | 'claimed' | 'right') => {
    const one = counts.get(kind);
    if (one) one[what]++;
  };
  const mistakes: string[] = [];
  for (const { kind, text, start, end } of samples(seed)) {
    const { redactions, text: left } = redact(text, new Set());
    const there = redactions.filter((one) => one.start < end && start < one.end);
    // What ends a value may be taken for the end of the sentence: "Hauptstr." or a year's "г.".
    const needed = text.slice(start, end).replace(/[\s.)]{1,3}$|\s?[гр]\.$/u, '').length;
    const covered = there.reduce((sum, one) => sum + Math.min(end, one.end) - Math.max(start, one.start), 0);
    count(kind, 'said');
    if (there.some((one) => one.class === kind) && covered >= needed) count(kind, 'found');
    else mistakes.push(`${kind} missed in ${JSON.stringify(text)}: ${JSON.stringify(left)}`);
    for (const one of redactions) {
      count(one.class, 'claimed');
      if (one.class === kind && there.includes(one)) count(kind, 'right');
      else mistakes.push(`${one.class} wrongly in ${JSON.stringify(text)}: ${JSON.stringify(left)}`);
    }
  }
  let untouched = 0;
  for (const text of nobodys) {
    const { redactions, text: left } = redact(text, new Set());
    for (const one of redactions) count(one.class, 'claimed');
    if (redactions.length === 0) untouched++;
    else mistakes.push(`nobody's: ${JSON.stringify(text)}: ${JSON.stringify(left)}`);
  }
  const shares = (part: 'found' | 'right', whole: 'said' | 'claimed') =>
    Object.fromEntries(
      [...counts].map(([kind, numbers]) => [kind, numbers[part] / numbers[whole]]),
    ) as Record<RedactionClass, number>;
  return {
    recall: shares('found', 'said'),
    precision: shares('right', 'claimed'),
    untouched: untouched / nobodys.length,
    mistakes,
  };
}

/** What stands at the edge of a name may be left: a stop, an ending behind an apostrophe. */
const EDGE = 3;

/** How well names are found in sentences that nothing was learned from, and where what is no name was taken for one. */
export interface NameFigures {
  /** The share of names that were replaced to the end, 0…1; and of replacements, those of names. */
  recall: number;
  precision: number;
  mistakes: string[];
}

export function measureNames(): NameFigures {
  let [said, found, claimed, right] = [0, 0, 0, 0];
  const mistakes: string[] = [];
  for (const marked of readMarked(readFileSync(new URL('names.jsonl', import.meta.url), 'utf8'))) {
    const { text: plain, names } = unmarked(marked);
    const redactions = redact(plain, new Set()).redactions.filter((one) => one.class === 'name');
    for (const { start, end } of names) {
      const covered = redactions.reduce(
        (sum, one) => sum + Math.max(0, Math.min(end, one.end) - Math.max(start, one.start)),
        0,
      );
      said++;
      if (covered >= end - start - EDGE) found++;
      else mistakes.push(`missed: ${marked}`);
    }
    for (const one of redactions) {
      claimed++;
      if (names.some(({ start, end }) => one.start < end && start < one.end)) right++;
      else mistakes.push(`wrongly: ${plain}: ${plain.slice(one.start, one.end)}`);
    }
  }
  return { recall: found / said, precision: right / claimed, mistakes };
}
