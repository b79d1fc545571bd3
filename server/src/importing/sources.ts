import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { explain, fieldName } from '../knowledge/explain.ts';
import { parseYaml, YamlError } from '../knowledge/front-matter.ts';
import { texts } from '../texts/texts.ts';

/** How long after the last run a source is due again, in hours. */
const hours = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 };
/** Cron is never quite on time: this share of the rhythm is enough. */
const EARLY = 0.9;

const Source = z.strictObject({
  /** What it is called in reports, and remembered by. */
  name: z.string().trim().min(1),
  kind: z.enum(['catalogue', 'faq', 'website', 'documents', 'council']),
  /** Addresses, files and folders; files are meant from the knowledge folder. */
  from: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((from) => [from].flat()),
  every: z.enum(['hour', 'day', 'week', 'month']).default('day'),
});
export type Source = z.infer<typeof Source>;

/** `sources.yaml`: where content comes from, and how often. */
const Sources = z
  .array(Source)
  .min(1)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, { params: { reason: 'names' } });

/** `sources.yaml` cannot be used; the message is written for an editor. */
export class SourcesError extends Error {}

/** Reads `sources.yaml` of a knowledge folder. Throws `SourcesError`. */
export async function readSources(dir: string): Promise<Source[]> {
  const t = texts('de');
  const file = join(dir, 'sources.yaml');
  const content = await readFile(file, 'utf8').catch(() => {
    throw new SourcesError(t('sync.none', { file }));
  });
  try {
    const yaml = parseYaml(content);
    const parsed = Sources.safeParse(yaml.data, { reportInput: true });
    if (!parsed.success)
      throw new SourcesError(
        parsed.error.issues
          .map(
            (issue) => `${file}:${yaml.lineOf(issue.path)}: ${fieldName(issue.path)}: ${explain(issue, t)}`,
          )
          .join('\n'),
      );
    return parsed.data.map((source) => ({ ...source, from: source.from.map((from) => placeOf(from, dir)) }));
  } catch (error) {
    if (error instanceof YamlError) throw new SourcesError(`${file}:${error.line}: ${error.message}`);
    throw error;
  }
}

/** Whether a source is due that was read the last time at `last` (ISO 8601). */
export function isDue({ every }: Source, last: string | undefined, now: Date): boolean {
  return last === undefined || now.getTime() - Date.parse(last) >= hours[every] * 3_600_000 * EARLY;
}

function placeOf(from: string, dir: string): string {
  return /^https?:\/\//.test(from) || isAbsolute(from) ? from : join(dir, from);
}
