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
