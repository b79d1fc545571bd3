import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseYaml } from '../knowledge/front-matter.ts';

const Names = z.array(z.string()).default([]);

/** A requirement with what meets it; one without tests and documents is the city's own duty. */
const Criterion = z.strictObject({
  id: z.string(),
  level: z.enum(['muss', 'soll']),
  title: z.string(),
  /** Files of tests that name the id. */
  tests: Names,
  /** Documents of the report. */
  documents: Names,
  /** Keys of the configuration. */
  settings: Names,
  note: z.string().optional(),
});
export type Criterion = z.infer<typeof Criterion>;

export function readCriteria(): Criterion[] {
  const file = new URL('../../report/criteria.yaml', import.meta.url);
  return z.array(Criterion).parse(parseYaml(readFileSync(file, 'utf8')).data);
}
