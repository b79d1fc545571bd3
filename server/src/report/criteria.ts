import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Finding } from '../governance/findings.ts';
import { parseYaml } from '../knowledge/front-matter.ts';

const Names = z.array(z.string()).default([]);

/** The phases of a use of AI, in the order of the BSI criteria catalogue for generative AI. */
export const PHASES = [
  'governance',
  'planung',
  'beschaffung',
  'anpassung',
  'integration',
  'einsatz',
  'beendigung',
] as const;

/** A requirement, or a measure of one of the phases, with what meets it; one without anything is the city's own duty. */
const Criterion = z.strictObject({
  id: z.string(),
  phase: z.enum(PHASES).optional(),
  level: z.enum(['muss', 'soll']),
  title: z.string(),
  /** Files of tests that name the id. */
  tests: Names,
  /** Requirements whose tests show it too. */
  by: Names,
  /** Keys of the configuration in which the city says it. */
  configured: Names,
  /** Documents of the report. */
  documents: Names,
  /** Keys of the configuration that change it. */
  settings: Names,
  note: z.string().optional(),
});
export type Criterion = z.infer<typeof Criterion>;

export function readCriteria(): Criterion[] {
  const file = new URL('../../report/criteria.yaml', import.meta.url);
  return z.array(Criterion).parse(parseYaml(readFileSync(file, 'utf8')).data);
}

/** By what a criterion is met. */
export const STATES = ['durch Software', 'durch Angabe', 'durch Dokument', 'Aufgabe der Stadt'] as const;

/** How a criterion is met, and how that can be seen, in German. */
export interface Met {
  state: (typeof STATES)[number];
  evidence: string[];
}

/**
 * What meets a criterion. `isSaid` tells of a key whether the configuration has it; where it is missing or contradicts
 * itself, something is left to the city.
 */
export function metBy(
  criterion: Criterion,
  all: readonly Criterion[],
  findings: readonly Finding[],
  isSaid: (key: string) => boolean,
): Met {
  const { by, configured, documents, settings, note } = criterion;
  const tests = [criterion, ...all.filter(({ id }) => by.includes(id))].flatMap((one) => one.tests);
  const open = configured.filter((key) =>
    findings.some((finding) => finding.key === key || finding.key.startsWith(`${key}.`)),
  );
  const said = configured.filter((key) => isSaid(key) && !open.includes(key));
  const ways: [isOne: boolean, state: Met['state']][] = [
    [open.length > 0, 'Aufgabe der Stadt'],
    [tests.length > 0, 'durch Software'],
    [said.length > 0, 'durch Angabe'],
    [documents.length > 0, 'durch Dokument'],
  ];
  const state = ways.find(([isOne]) => isOne)?.[1] ?? 'Aufgabe der Stadt';
  const evidence = [
    ...[...new Set(tests)].map((test) => `Prüfung \`${test}\``),
    ...said.map((key) => `Angabe \`${key}\``),
    ...open.map((key) => `offen: \`${key}\``),
    ...documents.map((name) => `Dokument „${name}“`),
    ...settings.map((key) => `Einstellung \`${key}\``),
    ...(note ? [note] : []),
  ];
  return { state, evidence };
}
