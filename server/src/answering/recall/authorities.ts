import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseYaml } from '../../knowledge/front-matter.ts';

const Authority = z.strictObject({ name: z.string(), url: z.url({ protocol: /^https$/ }).optional() });
export type Authority = z.infer<typeof Authority>;

const all = z
  .record(z.string(), Authority)
  .parse(parseYaml(readFileSync(new URL('../../../authorities.yaml', import.meta.url), 'utf8')).data);

/** The authority outside the city that a concept belongs to, where it is the same all over Germany. */
export function authorityFor(concepts: readonly string[]): Authority | undefined {
  const concept = concepts.find((one) => one in all);
  return concept === undefined ? undefined : all[concept];
}
