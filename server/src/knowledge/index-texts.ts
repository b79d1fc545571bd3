import { type Analyzer, grams, type RememberingAnalyzer, type Word } from '../language/analyze.ts';
import { CompoundSplitter, hasCompounds } from '../language/compounds.ts';
import type { Concepts } from '../language/thesaurus.ts';
import type { EntryText } from './entry.ts';
import { PostingsBuilder, type PostingsData } from './postings.ts';

/** How much a word counts by where it stands. */
const FIELDS = { title: 2, questions: 2, keywords: 3, text: 1 };
export const signals = ['stems', 'parts', 'grams', 'pairs'] as const;
export type Signal = (typeof signals)[number];

/** The index of one language, as a snapshot keeps it. */
export interface IndexData {
  ids: string[];
  postings: Record<Signal, PostingsData>;
  /** The names of each document: its parts of compounds, by name. */
  names: string[][][];
  vocabulary: string[];
}

/** Words that compounds may be made of: forms and stems of all texts and labels but the words that say nothing. */
function vocabularyOf(words: Iterable<Word>): string[] {
  const vocabulary = new Set<string>();
  for (const { form, stem, stop } of words) {
    if (stop || /\p{Nd}/u.test(form)) continue;
    if (form.length >= 3) vocabulary.add(form);
    if (stem.length >= 4) vocabulary.add(stem);
  }
  return [...vocabulary];
}

/** Indexes the entries of one language; `concepts` help to split compounds. */
export function indexTexts(
  documents: Iterable<readonly [id: string, text: EntryText]>,
  analyzer: RememberingAnalyzer,
  concepts: Concepts,
): IndexData {
  const analyzed = [...documents].map(([id, text]) => ({ id, fields: fieldsOf(text, analyzer) }));
  const labels = [...concepts.values()].flat().flatMap((label) => analyzer.words(label));
  const everyWord = new Set(labels);
  for (const { fields } of analyzed)
    for (const { words } of fields) for (const word of words) everyWord.add(word);
  const vocabulary = hasCompounds(analyzer.lang) ? vocabularyOf(everyWord) : [];
  const splitter = splitterFor(analyzer, vocabulary);
  const postings = {
    stems: new PostingsBuilder(),
    parts: new PostingsBuilder(),
    grams: new PostingsBuilder(),
    pairs: new PostingsBuilder(),
  };
  const features = new Map<Word, Features>();
  const featuresOf = (word: Word): Features => {
    const known = features.get(word);
    if (known) return known;
    const parts = partsOf(word, analyzer, splitter);
    const made = {
      stem: postings.stems.id(word.stem),
      parts,
      partIds: parts.map((part) => postings.parts.id(part)),
      grams: word.stop ? [] : grams(word.form).map((gram) => postings.grams.id(gram)),
    };
    features.set(word, made);
    return made;
  };
  const names: string[][][] = [];
  for (const { fields } of analyzed) {
    const counts = { stems: new Map(), parts: new Map(), grams: new Map(), pairs: new Map() };
    const ownNames: string[][] = [];
    for (const { words, weight, isName } of fields) {
      for (const pair of pairs(words)) increase(counts.pairs, postings.pairs.id(pair), weight);
      for (const { stem, partIds, grams: pieces } of words.map(featuresOf)) {
        increase(counts.stems, stem, weight);
        for (const part of partIds) increase(counts.parts, part, weight);
        for (const gram of pieces) increase(counts.grams, gram, weight);
      }
      if (isName && words.length > 0)
        ownNames.push([...new Set(words.flatMap((word) => featuresOf(word).parts))]);
    }
    for (const signal of signals) postings[signal].add(counts[signal]);
    names.push(ownNames);
  }
  return {
    ids: analyzed.map(({ id }) => id),
    postings: {
      stems: postings.stems.finish(),
      parts: postings.parts.finish(),
      grams: postings.grams.finish(),
      pairs: postings.pairs.finish(),
    },
    names,
    vocabulary,
  };
}

/** What a word is indexed by; numbers stand for terms. */
interface Features {
  stem: number;
  parts: string[];
  partIds: number[];
  grams: number[];
}

interface Field {
  words: Word[];
  weight: number;
  /** Whether editors chose it to name the entry. */
  isName: boolean;
}

function fieldsOf(
  { title, questions, keywords, labels, intro, sections }: EntryText,
  analyzer: Analyzer,
): Field[] {
  const text = [
    intro,
    ...sections.flatMap((section) => [section.heading, section.text]),
    // Words of the guided way (`step.choice`) name other things as well.
    ...Object.entries(labels).flatMap(([id, label]) => (id.includes('.') ? [] : [label])),
  ];
  const field = (content: string, weight: number, isName: boolean) => ({
    words: analyzer.words(content),
    weight,
    isName,
  });
  // A title that only repeats how the text begins names nothing.
  const ownTitle = !intro.startsWith(title);
  return [
    ...(ownTitle ? [field(title, FIELDS.title, true)] : []),
    ...questions.map((question) => field(question, FIELDS.questions, true)),
    ...keywords.map((keyword) => field(keyword, FIELDS.keywords, true)),
    ...text.map((content) => field(content, FIELDS.text, false)),
  ];
}

function increase(counts: Map<number, number>, term: number, weight: number): void {
  counts.set(term, (counts.get(term) ?? 0) + weight);
}

/** Neighbouring words: what a text says in the same order. */
export function pairs(words: Word[]): string[] {
  return words.slice(1).map(({ stem }, index) => `${words[index]?.stem} ${stem}`);
}

/** What a word is made of: the stems of its parts, its own if it is no compound. */
export function partsOf(word: Word, analyzer: Analyzer, splitter: CompoundSplitter | undefined): string[] {
  const parts = splitter?.split(word.form) ?? [];
  return parts.length > 0 ? parts.map((part) => analyzer.stem(part)) : [word.stem];
}

export function splitterFor(analyzer: Analyzer, vocabulary: string[]): CompoundSplitter | undefined {
  return hasCompounds(analyzer.lang) ? new CompoundSplitter(new Set(vocabulary)) : undefined;
}
