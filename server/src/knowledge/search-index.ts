/**
 * Ranking by BM25 over weighted fields, after Robertson, Zaragoza and Taylor (CIKM 2004):
 * a term's frequency is summed over the fields, each with its weight, before it saturates.
 */
import type { Analyzer } from './analyze.ts';
import type { EntryText } from './entry.ts';

/** How much a word counts by where it stands: what editors chose to name an entry counts most. */
const weights = { title: 5, questions: 4, keywords: 5, headings: 1, text: 1 };
const K1 = 1.2;
const B = 0.6;

interface Posting {
  document: number;
  frequency: number;
  /** Whether the word names the entry (title, question, keyword) and not only occurs in its text. */
  naming: boolean;
}

/** An entry that fits a question. */
export interface Hit {
  id: string;
  score: number;
  /** Which share of what the question says the entry has, 0…1; words that only occur in its text count less. */
  coverage: number;
}

/** How much a word counts towards coverage that does not name the entry. */
const MENTIONED = 0.7;

/** The entries of one language, searchable. */
export class SearchIndex {
  readonly #analyze: Analyzer;
  readonly #postings = new Map<string, Posting[]>();
  readonly #ids: string[] = [];
  readonly #lengths: number[] = [];
  #averageLength = 1;

  constructor(analyze: Analyzer, documents: Iterable<readonly [id: string, text: EntryText]>) {
    this.#analyze = analyze;
    for (const [id, text] of documents) this.#add(id, text);
    this.#averageLength = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#lengths.length);
  }

  #add(id: string, text: EntryText) {
    const document = this.#ids.push(id) - 1;
    const terms = new Map<string, Posting>();
    let length = 0;
    const count = (content: string, weight: number, naming: boolean) => {
      for (const term of this.#analyze(content)) {
        const posting = terms.get(term) ?? { document, frequency: 0, naming: false };
        posting.frequency += weight;
        posting.naming ||= naming;
        terms.set(term, posting);
        if (!naming) length++;
      }
    };
    count(text.title, weights.title, true);
    for (const question of text.questions) count(question, weights.questions, true);
    for (const keyword of text.keywords) count(keyword, weights.keywords, true);
    count(Object.values(text.labels).join(' '), weights.text, false);
    count(text.intro, weights.text, false);
    for (const section of text.sections) {
      count(section.heading, weights.headings, false);
      count(section.text, weights.text, false);
    }
    this.#lengths.push(length);
    for (const [term, posting] of terms) {
      const postings = this.#postings.get(term);
      if (postings) postings.push(posting);
      else this.#postings.set(term, [posting]);
    }
  }

  /** The entries that share a word with the question, best first, at most `limit`, of those that `allow` lets pass. */
  search(question: string, limit: number, allow: (id: string) => boolean): Hit[] {
    const terms = [...new Set(this.#analyze(question))];
    const scores = new Map<number, { score: number; covered: number }>();
    let information = 0;
    for (const term of terms) {
      const postings = this.#postings.get(term) ?? [];
      const idf = Math.log(1 + (this.#ids.length - postings.length + 0.5) / (postings.length + 0.5));
      information += idf;
      for (const { document, frequency, naming } of postings) {
        const entry = scores.get(document) ?? { score: 0, covered: 0 };
        const relativeLength = (this.#lengths[document] ?? 0) / this.#averageLength;
        entry.score += (idf * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * relativeLength));
        entry.covered += idf * (naming ? 1 : MENTIONED);
        scores.set(document, entry);
      }
    }
    return [...scores]
      .sort(([a, x], [b, y]) => y.score - x.score || a - b)
      .flatMap(([document, { score, covered }]) => {
        const id = this.#ids[document] ?? '';
        return allow(id) ? [{ id, score, coverage: covered / information }] : [];
      })
      .slice(0, limit);
  }
}
