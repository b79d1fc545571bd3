import type { Facet } from '../answering/facets.ts';
import type { Section } from './entry.ts';

/** Headings that editors use for FIM's modules. Compared without case. */
const headings: Record<string, Facet> = {
  kurztext: 'summary',
  volltext: 'summary',
  kosten: 'cost',
  gebühren: 'cost',
  'erforderliche unterlagen': 'documents',
  unterlagen: 'documents',
  voraussetzungen: 'requirements',
  verfahrensablauf: 'procedure',
  ablauf: 'procedure',
  bearbeitungsdauer: 'duration',
  frist: 'deadline',
  fristen: 'deadline',
  onlinedienst: 'online',
  'online erledigen': 'online',
  'zuständige stelle': 'place',
  ansprechpunkt: 'place',
  öffnungszeiten: 'hours',
  rechtsgrundlagen: 'law',
  rechtsgrundlage: 'law',
  hinweise: 'notes',
  summary: 'summary',
  costs: 'cost',
  fees: 'cost',
  'required documents': 'documents',
  documents: 'documents',
  requirements: 'requirements',
  procedure: 'procedure',
  'processing time': 'duration',
  deadline: 'deadline',
  deadlines: 'deadline',
  'online service': 'online',
  'responsible office': 'place',
  'opening hours': 'hours',
  'legal basis': 'law',
  notes: 'notes',
};

/** Splits a Markdown text at its headings. What stands before the first one, or under "Kurztext", is the intro. */
export function splitSections(body: string): { intro: string; sections: Section[] } {
  const [before = '', ...parts] = body.split(/^#{1,6}[ \t]+/m);
  const sections = parts.map((part) => {
    const [heading = '', ...lines] = part.split('\n');
    const name = heading.replace(/(?<!#)#{1,99}\s{0,99}$/, '').trim();
    return { heading: name, text: lines.join('\n').trim(), facet: headings[name.toLowerCase()] };
  });
  const summaries = sections.filter((section) => section.facet === 'summary').map((section) => section.text);
  return {
    intro: [before.trim(), ...summaries].filter(Boolean).join('\n\n'),
    sections: sections.filter((section) => section.facet !== 'summary' && section.text !== ''),
  };
}
