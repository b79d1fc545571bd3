import type { EntryKind } from '@stadtlotse/sdk';

/** The folder of each kind of entry. */
export const folders: Record<EntryKind, string> = {
  faq: 'faq',
  service: 'services',
  office: 'offices',
  topic: 'topics',
  document: 'documents',
};

/** Each kind of entry with its folder. */
export const kinds = Object.entries(folders) as [EntryKind, string][];
