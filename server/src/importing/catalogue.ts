import type { EntryKind } from '@stadtlotse/sdk';

/** An entry of another source, in words and facts of ours. */
export interface ForeignEntry {
  kind: EntryKind;
  /** Its id in the other source. */
  key: string;
  /** By language tag, in lower case. */
  texts: Record<string, ForeignText>;
  facts: Record<string, unknown>;
  /** The keys of the offices that it names. */
  offices?: string[];
  /** The keys of the services that it names. */
  services?: string[];
  /** Whether an editor must accept it before it is served; what they accepted is theirs. */
  isDraft?: boolean;
}

/** An online service of another catalogue, for services that name no address of their own. */
export interface ForeignLink {
  kind: 'online';
  key: string;
  url: string;
  services: string[];
}

/** That an office, or an online service, is responsible for a service; `areas` are keys of municipalities or postcodes. */
export interface ForeignResponsibility {
  kind: 'responsibility';
  key: string;
  of: string;
  service: string;
  areas: string[];
}

/** What is to be added to a service. */
export interface ForeignSupplement {
  kind: 'supplement';
  key: string;
  /** The key of the service. */
  of: string;
  texts: Record<string, ForeignText>;
}

/** Something that the other catalogue no longer has. */
export interface ForeignDeletion {
  kind: 'deletion';
  of: EntryKind | 'online' | 'responsibility';
  key: string;
}

export type Foreign =
  | ForeignEntry
  | ForeignLink
  | ForeignResponsibility
  | ForeignSupplement
  | ForeignDeletion;

/** Whether what was found is an entry of its own. */
export function isEntry(found: Foreign): found is ForeignEntry {
  return !['online', 'responsibility', 'supplement', 'deletion'].includes(found.kind);
}

export interface ForeignText {
  title: string;
  keywords: string[];
  /** Example questions, where the source has none to lose. */
  questions: string[];
  /** The words of facts, by the fact's id. */
  labels: Record<string, string>;
  intro: string;
  sections: { heading: string; text: string }[];
}

/** Takes what is found, one by one, and what was not understood, in words for an editor. */
export interface Sink {
  take(found: Foreign): void;
  /** `key` names a text of `import.note`; `record` among the values, `<kind>:<key>`, leads an editor to the file. */
  note(key: string, values?: Record<string, unknown>): void;
  /** What has this key could not be read this time, and is still there. */
  still(key: string): void;
  /** When this source was read the last time (ISO 8601), if it was. */
  since: string | undefined;
  /** Only what changed since then is handed over: the rest is as it was. */
  partial(): void;
}

/** A source that cannot be read; `reason` names a text of `import.error`. */
export class ImportError extends Error {
  readonly reason: string;
  readonly values: Record<string, unknown>;

  constructor(reason: string, values: Record<string, unknown> = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }
}

export function emptyText(title: string): ForeignText {
  return { title, keywords: [], questions: [], labels: {}, intro: '', sections: [] };
}

/** Adds text under a heading, after what stands there already. */
export function addSection(text: ForeignText, heading: string, content: string): void {
  if (content === '') return;
  const section = text.sections.find((one) => one.heading === heading);
  if (section) section.text += `\n\n${content}`;
  else text.sections.push({ heading, text: content });
}

/** Whether a text is an address on the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
