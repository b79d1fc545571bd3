import type { Office } from '@stadtlotse/sdk';
import { findOffices, toOffice } from '../finder/offices.ts';
import type { Entry } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { ProblemError } from './problem.ts';

/** All services by title. */
export function listServices(
  base: KnowledgeBase,
  lang: string,
): { id: string; title: string; url?: string }[] {
  return base
    .entries()
    .filter(({ kind }) => kind === 'service')
    .map((entry) => ({
      id: entry.id,
      title: base.text(entry, lang).title,
      ...(entry.facts.url && { url: entry.facts.url }),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, lang));
}

/** A service by its id. Throws the 404 `ProblemError`. */
export function findService(base: KnowledgeBase, id: string): Entry {
  const entry = base.entry(id);
  if (entry?.kind !== 'service') throw new ProblemError('not-found');
  return entry;
}

/** The offices of a service, or all; those at a place first. An unknown service has none: 404. */
export function listOffices(
  base: KnowledgeBase,
  lang: string,
  service: string | undefined,
  place: string | undefined,
): Office[] {
  const entry = service === undefined ? undefined : findService(base, service);
  const now = new Date();
  return findOffices(base, { service: entry, place }).map((office) =>
    toOffice(office, base.text(office, lang), lang, base, now),
  );
}
