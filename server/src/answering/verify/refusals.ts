import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseYaml } from '../../knowledge/front-matter.ts';

/** Why a sentence is not said in the city's name: it decides a case, gives legal advice, takes sides, or promises. */
const Refusals = z.record(z.enum(['decision', 'advice', 'politics', 'promise']), z.array(z.string()));

const refusals = Refusals.parse(
  parseYaml(readFileSync(new URL('../../../refusals.yaml', import.meta.url), 'utf8')).data,
);

/** The reason for which a sentence is refused, unless the entries say the same. */
export function refusalOf(sentence: string, evidence: string): string | undefined {
  const said = sentence.toLowerCase().replace(/\s+/g, ' ');
  return Object.entries(refusals).find(([, phrases]) =>
    phrases.some((phrase) => said.includes(phrase) && !evidence.includes(phrase)),
  )?.[0];
}
