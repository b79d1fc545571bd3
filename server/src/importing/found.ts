import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addSection, type ForeignEntry, type ForeignText, type Sink } from './catalogue.ts';

/**
 * What the sources have, one file for each entry, so that memory does not grow with them; the languages of an entry
 * come together whatever their order.
 */
export class Found {
  readonly #dir: string;
  readonly #note: Sink['note'];
  readonly #files = new Map<string, string>();
  #written = 0;

  constructor(dir: string, note: Sink['note']) {
    this.#dir = dir;
    this.#note = note;
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  names(): string[] {
    return [...this.#files.keys()];
  }

  remove(name: string): void {
    this.#files.delete(name);
  }

  get(name: string): ForeignEntry {
    return JSON.parse(readFileSync(this.#files.get(name) ?? '', 'utf8'));
  }

  /** Keeps an entry, together with what there is of it. */
  add(entry: ForeignEntry): ForeignEntry {
    const name = nameOf(entry);
    const known = this.#files.get(name);
    const file = known ?? join(this.#dir, `${this.#written++}.json`);
    this.#files.set(name, file);
    const whole = known ? this.#together(name, this.get(name), entry) : entry;
    writeFileSync(file, JSON.stringify(whole));
    return whole;
  }

  /** Adds sections to an entry, after its own. */
  supplement(name: string, texts: Record<string, ForeignText>): void {
    const entry = this.get(name);
    for (const [lang, { intro, sections }] of Object.entries(texts)) {
      const own = entry.texts[lang];
      if (!own) continue;
      own.intro = [own.intro, intro].filter(Boolean).join('\n\n');
      for (const { heading, text } of sections) addSection(own, heading, text);
    }
    writeFileSync(this.#files.get(name) ?? '', JSON.stringify(entry));
  }

  /** One entry from two; what stands in the earlier one stays, and a language that comes twice is noted. */
  #together(name: string, one: ForeignEntry, other: ForeignEntry): ForeignEntry {
    for (const [lang, text] of Object.entries(other.texts))
      if (one.texts[lang] && JSON.stringify(one.texts[lang]) !== JSON.stringify(text))
        this.#note('twice', { record: name, title: text.title, lang });
    return {
      ...one,
      texts: { ...other.texts, ...one.texts },
      facts: { ...other.facts, ...one.facts },
      offices: [...new Set([...(one.offices ?? []), ...(other.offices ?? [])])],
      services: [...new Set([...(one.services ?? []), ...(other.services ?? [])])],
    };
  }
}

/** `<kind>:<key>`: what an entry of another source is known by. */
export function nameOf({ kind, key }: { kind: string; key: string }): string {
  return `${kind}:${key}`;
}
