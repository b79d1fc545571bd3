import { type Analyzer, contentWords, type Word } from './analyze.ts';
import type { CompoundSplitter } from './compounds.ts';
import { append } from './multimap.ts';
import type { Concepts } from './thesaurus.ts';

/** A concept that a question speaks of, and the words of the question that do: their places in it. */
export interface Match {
  concept: string;
  places: number[];
}

interface Phrase {
  concept: string;
  stems: string[];
}

/** A label this short must stand as a word of its own; a longer one may begin a longer word. */
const SHORTEST_PREFIX = 4;
/** What may follow it: endings of agglutinating languages, e.g. Turkish `pasaport-umuzu`. */
const LONGEST_ENDING = 8;

/** The words a label counts by: those that say something; all of them if else a single one of several were left. */
export function labelWords(words: Word[]): Word[] {
  const content = contentWords(words);
  return content.length === 1 ? words : content;
}

/** Finds the concepts of a thesaurus in questions of one language. */
export class PhraseMatcher {
  readonly #analyzer: Analyzer;
  readonly #splitter: CompoundSplitter | undefined;
  readonly #byFirst = new Map<string, Phrase[]>();
  readonly #known = new Set<string>();

  constructor(analyzer: Analyzer, concepts: Concepts, splitter?: CompoundSplitter) {
    this.#analyzer = analyzer;
    this.#splitter = splitter;
    for (const [concept, labels] of concepts) {
      for (const label of labels) this.#add(concept, analyzer.words(label));
    }
  }

  /** The stems that labels consist of. */
  get stems(): ReadonlySet<string> {
    return this.#known;
  }

  #add(concept: string, words: Word[]): void {
    const stems = [...new Set(labelWords(words).map(({ stem }) => stem))];
    const [first] = stems;
    if (first === undefined) return;
    for (const stem of stems) this.#known.add(stem);
    append(this.#byFirst, first, { concept, stems });
  }

  /** The concepts in a question, each by its longest label. */
  match(words: Word[]): Match[] {
    const places = new Map<string, number[]>();
    for (const [place, word] of words.entries()) {
      for (const stem of this.#stemsOf(word)) append(places, stem, place);
    }
    const found = new Map<string, { places: number[]; length: number }>();
    for (const stem of places.keys()) {
      for (const phrase of this.#byFirst.get(stem) ?? []) {
        if (!phrase.stems.every((one) => places.has(one))) continue;
        if ((found.get(phrase.concept)?.length ?? 0) >= phrase.stems.length) continue;
        const covered = new Set(phrase.stems.flatMap((one) => places.get(one) ?? []));
        found.set(phrase.concept, { places: [...covered], length: phrase.stems.length });
      }
    }
    return [...found].map(([concept, match]) => ({ concept, places: match.places }));
  }

  /** What a word may stand for in labels: itself, else the parts of the compound, else the label it begins with. */
  #stemsOf({ form, stem }: Word): string[] {
    if (this.#known.has(stem)) return [stem];
    if (this.#known.has(form)) return [form];
    const parts = this.#splitter?.split(form) ?? [];
    if (parts.length > 0) return parts.map((part) => this.#analyzer.stem(part));
    for (let length = form.length - 1; length >= SHORTEST_PREFIX; length--) {
      const beginning = form.slice(0, length);
      if (form.length - length <= LONGEST_ENDING && this.#known.has(beginning)) return [beginning];
    }
    return [];
  }
}
