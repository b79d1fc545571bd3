import type { Service } from '@stadtlotse/sdk';
import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Ages } from '../knowledge/schema.ts';
import { officesFor } from './offices.ts';

/** A service as data, in a language. */
export function toService(service: Entry, text: EntryText, base: KnowledgeBase): Service {
  const { fees = [], documents = [], forms = [], steps = [], related = [], ...facts } = service.facts;
  const { duration, deadline, online, appointment, leika, url, reviewed } = facts;
  const { labels } = text;
  const inWords = <Fact extends Conditional>({ id, label, when, ages, ...fact }: Fact) => {
    const words = labels[id] ?? label;
    const condition = labels[`${id}.when`] ?? when;
    return {
      ...fact,
      id,
      ...(words !== undefined && { label: words }),
      ...(condition !== undefined && { when: condition }),
      ...(ages && { ages: toAges(ages) }),
    };
  };
  const labelled = <Fact extends Conditional & { label: string }>(fact: Fact) => ({
    ...inWords(fact),
    label: labels[fact.id] ?? fact.label,
  });
  return {
    id: service.id,
    lang: text.lang,
    title: text.title,
    text: text.intro,
    sections: text.sections.map((section) => ({ heading: section.heading, text: section.text })),
    fees: fees.map(inWords),
    documents: documents.map(({ id, label }) => labels[id] ?? label),
    checklist: documents.map(labelled),
    forms: forms.map(labelled),
    ...(duration && { duration }),
    ...(deadline && { deadline: { ...deadline, ...(labels.deadline && { label: labels.deadline }) } }),
    steps: steps.map((step) => ({
      id: step.id,
      ask: labels[step.id] ?? step.ask,
      why: labels[`${step.id}.why`] ?? step.why,
      ...(step.if && { if: step.if }),
      choices: step.choices.map(({ id, label, hint, service: instead }) => {
        const words = labels[`${step.id}.${id}.hint`] ?? hint;
        return {
          id,
          label: labels[`${step.id}.${id}`] ?? label,
          ...(words && { hint: words }),
          ...(instead && { service: instead }),
        };
      }),
    })),
    offices: officesFor(service, base).map(({ id }) => id),
    related,
    ...(online && { online }),
    ...(appointment && { appointment }),
    ...(leika && { leika }),
    ...(url && { url }),
    ...(reviewed && { reviewed }),
  };
}

interface Conditional {
  id: string;
  label?: string | undefined;
  when?: string | undefined;
  ages?: Ages | undefined;
  if?: string[] | undefined;
}

/** An open end is left out: JSON has no infinity. */
function toAges({ from, to }: Ages): { from: number; to?: number } {
  return Number.isFinite(to) ? { from, to } : { from };
}
