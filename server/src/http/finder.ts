import type { Office, Service } from '@stadtlotse/sdk';
import { findOffices, toOffice } from '../finder/offices.ts';
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
  const text = base.text(entry, lang);
  const { fees = [], documents = [], offices = [], online, appointment, url, reviewed } = entry.facts;
  return {
    id,
    lang: text.lang,
    title: text.title,
    text: text.intro,
    sections: text.sections.map((section) => ({ heading: section.heading, text: section.text })),
    fees: fees.map(({ id: fee, label, amount, to }) => {
      const words = text.labels[fee] ?? label;
      return { id: fee, amount, ...(words && { label: words }), ...(to !== undefined && { to }) };
    }),
    documents: documents.map((document) => text.labels[document.id] ?? document.label),
    offices,
    ...(online && { online }),
    ...(appointment && { appointment }),
    ...(url && { url }),
    ...(reviewed && { reviewed }),
  };
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
  return findOffices(base, { service: entry, place }).map((office) =>
    toOffice(office, base.text(office, lang), lang),
  );
}
