import type { Office, Service } from '@stadtlotse/sdk';
import { findOffices, toOffice } from '../finder/offices.ts';
import { toService } from '../finder/services.ts';
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

/** One service with its facts. Throws the 404 `ProblemError`. */
export function getService(base: KnowledgeBase, id: string, lang: string): Service {
  const entry = base.entry(id);
  if (entry?.kind !== 'service') throw new ProblemError('not-found');
  return toService(entry, base.text(entry, lang), base);
}

/** The offices of a service, or all; those at a place first. An unknown service has none: 404. */
export function listOffices(
  base: KnowledgeBase,
  lang: string,
  service: string | undefined,
  place: string | undefined,
): Office[] {
  const entry = service === undefined ? undefined : base.entry(service);
  if (service !== undefined && entry?.kind !== 'service') throw new ProblemError('not-found');
  const now = new Date();
  return findOffices(base, { service: entry, place }).map((office) =>
    toOffice(office, base.text(office, lang), lang, base, now),
  );
}
