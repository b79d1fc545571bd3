/** A service of another catalogue, in words and facts of ours. */
export interface ForeignService {
  kind: 'service';
  /** Its id in the other catalogue. */
  key: string;
  texts: Record<string, ForeignText>;
  facts: Record<string, unknown>;
}

/** An office of another catalogue; `services` are the keys of what it is responsible for. */
export interface ForeignOffice {
  kind: 'office';
  key: string;
  texts: Record<string, ForeignText>;
  facts: Record<string, unknown>;
  services: string[];
}

/** An online service of another catalogue, for services that name no address of their own. */
export interface ForeignLink {
  kind: 'online';
  url: string;
  services: string[];
}

export type Foreign = ForeignService | ForeignOffice | ForeignLink;

export interface ForeignText {
  title: string;
  keywords: string[];
  intro: string;
  sections: { heading: string; text: string }[];
}

/** Takes what is found, one by one, and what was not understood, in words for an editor. */
export interface Sink {
  take(found: Foreign): void;
  /** `key` names a text of `import.note`. */
  note(key: string, values?: Record<string, unknown>): void;
}

/** A catalogue that cannot be read; `reason` names a text of `import.error`. */
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
  return { title, keywords: [], intro: '', sections: [] };
}

/** Adds text under a heading, after what stands there already. */
export function addSection(text: ForeignText, heading: string, content: string): void {
  if (content === '') return;
  const section = text.sections.find((one) => one.heading === heading);
  if (section) section.text += `\n\n${content}`;
  else text.sections.push({ heading, text: content });
}
