/**
 * Finds entries by four signals, each BM25 of its own (Robertson and Zaragoza 2009) and added up: stems; the parts of
 * compounds; character n-grams; neighbouring words. A question's concepts add what their other names find. Then the
 * best are ranked again by how like a question is to an entry's names: its title, example questions and keywords.
 */
import { type Analyzer, grams, type Word } from '../language/analyze.ts';
import type { CompoundSplitter } from '../language/compounds.ts';
import { labelWords, type Match } from '../language/phrases.ts';
import { Spelling } from '../language/spelling.ts';
import type { Concepts } from '../language/thesaurus.ts';
import { type IndexData, pairs, partsOf, type Signal, splitterFor } from './index-texts.ts';
import { type Label, Likeness, type Name, type Unit } from './likeness.ts';
import { Postings, type TermId } from './postings.ts';
import { Scores } from './scores.ts';

/** How much each signal counts. Measured with `npm run bench:retrieval`. */
export const SIGNALS = { stems: 1, parts: 1, grams: 0.5, pairs: 0.6, concepts: 0.8, spelling: 0.8 };
/** How much likeness to a name raises an entry: of what the question is about, and of the whole question. */
export const LIKENESS = { topic: 1, whole: 1.5 };
/** How much it raises an entry that it has all of a question's words somewhere. */
const COVERAGE = 1;
/** How many of the best are compared with their names. */
const RERANKED = 40;
/** In a large collection, what stands in more than this share of it, or in more entries, tells too little for its cost. */
const COMMON = {
  from: 5000,
  share: { stems: 0.06, parts: 0.06, grams: 0.01, pairs: 0.02 },
  most: { stems: 4000, parts: 4000, grams: 1000, pairs: 1000 },
};

/** What to look for, in the words of the question's language. */
export interface Question {
  /** What it is about. */
  topic: Word[];
  /** The whole of it, with the words of asking. */
  whole: Word[];
  /** The concepts that `topic` speaks of, by the places of its words. */
  concepts: Match[];
}

/** What the words of a question are known by, by their form. */
type Features = ReadonlyMap<string, Omit<Unit, 'labels'>>;

/** What speaks for an entry, each 0…1 but `score`, which is only to be compared within one question. */
export interface Hit {
  id: string;
  score: number;
  /** How much of the question's information the entry has. */
  coverage: number;
  /** How like one of the names is to the question. */
  likeness: number;
}

/** The entries of one language, searchable. */
export class SearchIndex {
  readonly splitter: CompoundSplitter | undefined;
  readonly #analyzer: Analyzer;
  readonly data: IndexData;
  readonly #postings: Record<Signal, Postings>;
  readonly #labels: ReadonlyMap<string, Label[]>;
  /** By document. */
  readonly #names: Name[][];
  readonly #spelling: Spelling;
  readonly #scores: Scores;
  readonly #scratch: { best: Scores; own: Scores };
  readonly #gains: Scores[] = [];

  constructor(data: IndexData, analyzer: Analyzer, concepts: Concepts) {
    this.data = data;
    this.#analyzer = analyzer;
    this.splitter = splitterFor(analyzer, data.vocabulary);
    this.#postings = {
      stems: new Postings(data.postings.stems),
      parts: new Postings(data.postings.parts),
      grams: new Postings(data.postings.grams),
      pairs: new Postings(data.postings.pairs),
    };
    const { parts } = this.#postings;
    this.#names = data.names.map((names) =>
      names.map((name) => {
        const ids = name.flatMap((part) => parts.id(part) ?? []);
        return { parts: ids, information: ids.reduce((sum, id) => sum + parts.rarityOf(id), 0) };
      }),
    );
    this.#spelling = new Spelling(this.#postings.stems.terms);
    const count = data.ids.length;
    this.#scores = new Scores(count);
    this.#scratch = { best: new Scores(count), own: new Scores(count) };
    this.#labels = new Map(
      [...concepts].map(([concept, labels]) => [concept, labels.map((label) => this.#label(label))]),
    );
  }

  /** The entries that fit a question, best first, at most `limit`, of those that `allow` lets pass. */
  search({ topic, whole, concepts }: Question, limit: number, allow: (id: string) => boolean): Hit[] {
    const words = tellingWords(topic, concepts);
    const scores = this.#scores;
    const distinct = new Map([...topic, ...whole].map((word) => [word.form, word]));
    const features = new Map([...distinct].map(([form, word]) => [form, this.#featuresOf(word)]));
    for (const word of words) this.#addWord(word, features);
    this.#addTerms('pairs', pairs(topic), scores, SIGNALS.pairs);
    this.#addConcepts(topic, concepts, features);
    const best = scores
      .top(Math.max(limit, RERANKED), (document) => allow(this.data.ids[document] ?? ''))
      .map((document) => ({ document, score: scores.get(document) }));
    scores.clear();
    const units = this.#units(words, topic, concepts, features);
    const likeTopic = new Likeness(units, this.#postings.parts);
    const likeWhole = new Likeness(this.#units(whole, whole, concepts, features), this.#postings.parts);
    const least = (best[0]?.score ?? 0) / (1 + LIKENESS.topic + LIKENESS.whole + COVERAGE);
    // What cannot come first any more is compared only to fill the list.
    const contenders = best.filter(({ score }, rank) => rank < limit || score >= least);
    const hits = contenders.map(({ document, score }) =>
      this.#rank(document, score, units, likeTopic, likeWhole),
    );
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  /** How much a stem tells, by how few entries have it. */
  rarity(stem: string): number {
    return this.#postings.stems.rarity(stem);
  }

  hasStem(stem: string): boolean {
    return this.#postings.stems.has(stem);
  }

  /** Adds what a word finds: by its stem or the words it may be a slip for, by its parts, by its n-grams. */
  #addWord(word: Word, features: Features): void {
    const { parts = [], slips = [], grams: pieces = [] } = features.get(word.form) ?? {};
    this.#addTerms('stems', [word.stem], this.#scores, SIGNALS.stems);
    this.#addTerms('parts', parts, this.#scores, SIGNALS.parts);
    for (const slip of slips) {
      this.#addTerms('stems', slip.stems, this.#scores, SIGNALS.spelling);
      this.#addTerms('parts', slip.parts, this.#scores, SIGNALS.spelling);
    }
    this.#addTerms('grams', pieces, this.#scores, SIGNALS.grams);
  }

  #addTerms(signal: Signal, terms: Iterable<string>, scores: Scores, weight: number): void {
    const postings = this.#postings[signal];
    for (const term of new Set(terms)) {
      const id = postings.id(term);
      if (id === undefined || this.#isCommon(signal, id)) continue;
      postings.addTo(scores, id, weight * postings.rarityOf(id));
    }
  }

  #isCommon(signal: Signal, id: TermId): boolean {
    const count = this.data.ids.length;
    if (count < COMMON.from) return false;
    const most = Math.min(COMMON.share[signal] * count, COMMON.most[signal]);
    return this.#postings[signal].documentFrequency(id) > most;
  }

  /**
   * Adds what the other names of a question's concepts find beyond its own words. Concepts share the words they were
   * found by: of several for one word the best counts.
   */
  #addConcepts(topic: Word[], concepts: Match[], features: Features): void {
    const { best, own } = this.#scratch;
    const used = new Set<number>();
    for (const { concept, places } of concepts) {
      this.#scoreLabels(this.#labels.get(concept) ?? []);
      for (const place of places) {
        const word = topic[place];
        if (word) {
          this.#addTerms('stems', [word.stem], own, SIGNALS.stems);
          this.#addTerms('parts', features.get(word.form)?.parts ?? [], own, SIGNALS.parts);
        }
        used.add(place);
      }
      for (const document of best.documents()) {
        const gain = (SIGNALS.concepts * best.get(document) - own.get(document)) / places.length;
        for (const place of places) this.#gain(place).raise(document, gain);
      }
      best.clear();
      own.clear();
    }
    for (const place of used) {
      const gain = this.#gain(place);
      for (const document of gain.documents()) this.#scores.add(document, gain.get(document));
      gain.clear();
    }
  }

  /**
   * Each document's score by the label that fits it best. A label of several words is looked for where its rarest
   * part stands, and counts by how much of it is there.
   */
  #scoreLabels(labels: Label[]): void {
    const { stems: inStems, parts: inParts } = this.#postings;
    for (const { parts, partIds, stemIds } of labels) {
      const [rarest] = partIds;
      if (rarest === undefined || this.#isCommon('parts', rarest)) continue;
      for (const document of inParts.documents(rarest)) {
        let score = 0;
        let there = 0;
        for (const id of partIds) {
          const weight = inParts.weight(id, document);
          if (weight > 0) there++;
          score += SIGNALS.parts * inParts.rarityOf(id) * weight;
        }
        for (const id of stemIds)
          score += SIGNALS.stems * inStems.rarityOf(id) * inStems.weight(id, document);
        this.#scratch.best.raise(document, score * (there / parts.length) ** 1.5);
      }
    }
  }

  #gain(place: number): Scores {
    const gain = this.#gains[place] ?? new Scores(this.data.ids.length);
    this.#gains[place] = gain;
    return gain;
  }

  /** The words of a question with all they are known by, for comparing them with single entries. */
  #units(words: Word[], topic: Word[], concepts: Match[], features: Features): Unit[] {
    return words.flatMap(({ form }) => {
      const place = topic.findIndex((word) => word.form === form);
      const labels = concepts
        .filter(({ places }) => places.includes(place))
        .flatMap(({ concept }) => this.#labels.get(concept) ?? []);
      const own = features.get(form);
      return own ? [{ ...own, labels }] : [];
    });
  }

  #featuresOf(word: Word): Omit<Unit, 'labels'> {
    const { stems, parts } = this.#postings;
    const own = this.#partsOf(word);
    const isKnown = stems.has(word.stem);
    const known = own.filter((part) => parts.has(part));
    const rarity = isKnown || known.length === 0 ? stems.rarity(word.stem) : mean(known, parts);
    const slips = isKnown ? [] : this.#slipsOf(word);
    return { stem: word.stem, parts: own, slips, grams: grams(word.form), rarity };
  }

  #rank(document: number, score: number, units: Unit[], topic: Likeness, whole: Likeness): Hit {
    let likeTopic = 0;
    let likeWhole = 0;
    for (const name of this.#names[document] ?? []) {
      likeTopic = Math.max(likeTopic, topic.of(name));
      likeWhole = Math.max(likeWhole, whole.of(name));
    }
    let information = 0;
    let covered = 0;
    for (const unit of units) {
      information += unit.rarity;
      covered += unit.rarity * this.#shareIn(document, unit);
    }
    const coverage = covered / (information || 1);
    return {
      id: this.data.ids[document] ?? '',
      score: score * (1 + LIKENESS.topic * likeTopic + LIKENESS.whole * likeWhole + COVERAGE * coverage),
      coverage,
      likeness: Math.max(likeTopic, likeWhole),
    };
  }

  /** How much of a word an entry has, 0…1: itself, a slip, its parts, another name of its concept, or n-grams of it. */
  #shareIn(document: number, { stem, slips, parts, labels, grams: pieces }: Unit): number {
    const { stems, parts: partPostings, grams: gramPostings } = this.#postings;
    if (stems.contains(stem, document) || slips.some((slip) => stems.contains(slip.stems[0] ?? '', document)))
      return 1;
    const inParts = parts.filter((part) => partPostings.contains(part, document)).length / parts.length;
    if (parts.length === 1 && inParts === 1) return 1;
    if (labels.some((label) => label.parts.every((part) => partPostings.contains(part, document))))
      return 0.9;
    const inGrams = pieces.filter((gram) => gramPostings.contains(gram, document)).length / pieces.length;
    return Math.max(0.7 * inParts, 0.5 * inGrams);
  }

  #label(label: string): Label {
    const words = labelWords(this.#analyzer.words(label));
    return this.#toLabel(
      words.map(({ stem }) => stem),
      words.flatMap((word) => this.#partsOf(word)),
    );
  }

  #toLabel(everyStem: string[], everyPart: string[]): Label {
    const [stems, parts] = [[...new Set(everyStem)], [...new Set(everyPart)]];
    return {
      stems,
      parts,
      stemIds: rarestFirst(this.#postings.stems, stems),
      partIds: rarestFirst(this.#postings.parts, parts),
    };
  }

  #partsOf(word: Word): string[] {
    return partsOf(word, this.#analyzer, this.splitter);
  }

  /** The known words that a word may be a slip for. */
  #slipsOf({ stem }: Word): Label[] {
    return this.#spelling.near(stem).map((near) => {
      const parts = this.splitter?.split(near) ?? [];
      const stems = parts.map((part) => this.#analyzer.stem(part));
      return this.#toLabel([near], stems.length > 0 ? stems : [near]);
    });
  }
}

/** The words that say something, and those that alone stand for a concept: "weg" for a loss. */
function tellingWords(topic: Word[], concepts: Match[]): Word[] {
  const telling = new Set(concepts.flatMap(({ places }) => (places.length === 1 ? places : [])));
  const words = topic.filter(({ stop }, place) => !stop || telling.has(place));
  return words.length > 0 ? words : topic;
}

function rarestFirst(postings: Postings, terms: string[]): TermId[] {
  const known = terms.flatMap((term) => postings.id(term) ?? []);
  return known.sort((a, b) => postings.rarityOf(b) - postings.rarityOf(a));
}

function mean(terms: string[], postings: Postings): number {
  return terms.reduce((sum, term) => sum + postings.rarity(term), 0) / terms.length;
}
