/**
 * Ranking by two signals. BM25 over weighted fields, after Robertson, Zaragoza and Taylor (CIKM 2004): a term's
 * frequency is summed over the fields, each with its weight, before it saturates. And likeness to a name: how
 * much a question has in common with the entry's title, with one of its example questions or keywords, as a whole.
 */
import type { Analyzer } from './analyze.ts';
import type { EntryText } from './entry.ts';

/** How much a word counts by where it stands: what editors chose to name an entry counts most. */
const weights = { title: 5, questions: 4, keywords: 5, headings: 1, text: 1 };
const K1 = 1.2;
const B = 0.6;
/** How much a name raises an entry that is like what the question is about, and like the whole question. */
const LIKENESS = { topic: 1, whole: 3 };
/** How much a word counts towards coverage that occurs in the text but does not name the entry. */
const MENTIONED = 0.7;

interface Posting {
  document: number;
  frequency: number;
  /** Whether the word is part of a name. */
  naming: boolean;
}

/** A title, an example question or a keyword. */
interface Name {
  document: number;
  terms: string[];
}

/** What to look for: what a question is about, and the whole of it with the words of asking. */
export interface Query {
  topic: string;
  whole: string;
}

/** An entry that fits a question. */
export interface Hit {
  id: string;
  score: number;
  /** How much of the question the entry covers, 0…1. */
  coverage: number;
}

/** The entries of one language, searchable. */
export class SearchIndex {
  readonly #analyze: Analyzer;
  readonly #postings = new Map<string, Posting[]>();
  readonly #names = new Map<string, Name[]>();
  readonly #ids: string[] = [];
  readonly #lengths: number[] = [];
  readonly #averageLength: number;

  constructor(analyze: Analyzer, documents: Iterable<readonly [id: string, text: EntryText]>) {
    this.#analyze = analyze;
    for (const [id, text] of documents) this.#add(id, text);
    this.#averageLength =
      this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#lengths.length);
  }

  #add(id: string, text: EntryText) {
    const document = this.#ids.push(id) - 1;
    const postings = new Map<string, Posting>();
    let length = 0;
    const count = (content: string, weight: number, naming: boolean) => {
      const terms = this.#analyze(content);
      for (const term of terms) {
        const posting = postings.get(term) ?? { document, frequency: 0, naming: false };
        posting.frequency += weight;
        posting.naming ||= naming;
        postings.set(term, posting);
      }
      if (!naming) length += terms.length;
      else this.#addName({ document, terms: [...new Set(terms)] });
    };
    count(text.title, weights.title, true);
    for (const question of text.questions) count(question, weights.questions, true);
    for (const keyword of text.keywords) count(keyword, weights.keywords, true);
    for (const label of Object.values(text.labels)) count(label, weights.text, false);
    count(text.intro, weights.text, false);
    for (const section of text.sections) {
      count(section.heading, weights.headings, false);
      count(section.text, weights.text, false);
    }
    this.#lengths.push(length);
    for (const [term, posting] of postings) push(this.#postings, term, posting);
  }

  #addName(name: Name) {
    for (const term of name.terms) push(this.#names, term, name);
  }

  /** The entries that share a word with the question, best first, at most `limit`, of those that `allow` lets pass. */
  search({ topic, whole }: Query, limit: number, allow: (id: string) => boolean): Hit[] {
    const terms = new Set(this.#analyze(topic));
    const topicLikeness = this.#likeness(terms);
    const wholeLikeness = this.#likeness(new Set(this.#analyze(whole)));
    const found = new Map<number, { relevance: number; covered: number }>();
    for (const term of terms) {
      const idf = this.#idf(term);
      for (const { document, frequency, naming } of this.#postings.get(term) ?? []) {
        const entry = found.get(document) ?? { relevance: 0, covered: 0 };
        const relativeLength = (this.#lengths[document] ?? 0) / this.#averageLength;
        entry.relevance += (idf * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * relativeLength));
        entry.covered += idf * (naming ? 1 : MENTIONED);
        found.set(document, entry);
      }
    }
    const information = this.#information(terms);
    const hits: Hit[] = [];
    for (const [document, { relevance, covered }] of found) {
      const id = this.#ids[document] ?? '';
      if (!allow(id)) continue;
      const likeTopic = topicLikeness.get(document) ?? 0;
      const likeWhole = wholeLikeness.get(document) ?? 0;
      hits.push({
        id,
        score: relevance * (1 + LIKENESS.topic * likeTopic + LIKENESS.whole * likeWhole),
        coverage: Math.max(likeTopic, likeWhole, covered / information),
      });
    }
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  /** Each document's best likeness of a name to the terms, 0…1: shared information over all (Dice). */
  #likeness(terms: Set<string>): Map<number, number> {
    const shared = new Map<Name, number>();
    for (const term of terms) {
      const idf = this.#idf(term);
      for (const name of this.#names.get(term) ?? []) shared.set(name, (shared.get(name) ?? 0) + idf);
    }
    const information = this.#information(terms);
    const best = new Map<number, number>();
    for (const [name, common] of shared) {
      const value = (2 * common) / (information + this.#information(name.terms));
      if (value > (best.get(name.document) ?? 0)) best.set(name.document, value);
    }
    return best;
  }

  #information(terms: Iterable<string>): number {
    let sum = 0;
    for (const term of terms) sum += this.#idf(term);
    return sum;
  }

  #idf(term: string): number {
    const frequency = this.#postings.get(term)?.length ?? 0;
    return Math.log(1 + (this.#ids.length - frequency + 0.5) / (frequency + 0.5));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
