/** What about a thing a citizen wants to know; the same names as FIM's modules (STD-FIM). */
export const facets = [
  'summary',
  'cost',
  'documents',
  'requirements',
  'procedure',
  'duration',
  'deadline',
  'online',
  'place',
  'hours',
  'law',
  'notes',
] as const;
export type Facet = (typeof facets)[number];

/** Where an entry says what is asked of it, for the kinds that have a place of their own. */
export const facetOfKind: Partial<Record<string, Facet>> = {
  price: 'cost',
  discount: 'cost',
  documents: 'documents',
  eligibility: 'requirements',
  procedure: 'procedure',
  duration: 'duration',
  deadline: 'deadline',
  online: 'online',
  form: 'online',
  place: 'place',
  hours: 'hours',
  reason: 'law',
};
