import { fold } from '../language/analyze.ts';
import { plain } from '../language/plain.ts';
import type { Entry } from './entry.ts';

/** What the entries are called, by the letters alone: umlauts, hyphens, brackets and capitals make no difference. */
export class Names {
  readonly #titles = new Map<string, Set<string>>();
  readonly #questions = new Map<string, Set<string>>();
  readonly #offices: { name: string; id: string }[] = [];
  readonly #references: { name: string; id: string }[] = [];

  constructor(entries: Iterable<Entry>) {
    for (const { id, kind, texts } of entries)
      for (const { title, questions, keywords } of texts.values()) {
        for (const name of [title, withoutBrackets(title)]) add(this.#titles, name, id);
        for (const question of questions) add(this.#questions, question, id);
        // A reference has a number: `V/12`.
        if (kind === 'document')
          for (const word of keywords.filter((one) => /\d/.test(one)))
            this.#references.push({ name: ` ${lettersOf(word)} `, id });
        if (kind !== 'office') continue;
        for (const name of [title, ...keywords]) this.#offices.push({ name: ` ${lettersOf(name)} `, id });
      }
  }

  /** The entries that a text is the title of. */
  titled(text: string): string[] {
    return [...(this.#titles.get(lettersOf(text)) ?? [])];
  }

  /** The entries that a text is an example question of. */
  asked(text: string): string[] {
    return [...(this.#questions.get(lettersOf(text)) ?? [])];
  }

  /** The offices that a text names in its words. */
  officesIn(text: string): string[] {
    return namedIn(text, this.#offices);
  }

  /** The documents whose reference a text names. */
  documentsIn(text: string): string[] {
    return namedIn(text, this.#references);
  }
}

function namedIn(text: string, all: { name: string; id: string }[]): string[] {
  const words = ` ${lettersOf(text)} `;
  return [...new Set(all.filter(({ name }) => words.includes(name)).map(({ id }) => id))];
}

function add(names: Map<string, Set<string>>, name: string, id: string): void {
  const key = lettersOf(name);
  names.set(key, (names.get(key) ?? new Set()).add(id));
}

function withoutBrackets(title: string): string {
  return title.replace(/\([^()]{0,100}\)/g, '');
}

function lettersOf(text: string): string {
  return fold(plain(text).toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
