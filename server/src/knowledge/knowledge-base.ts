import { nearestLang } from '@stadtlotse/sdk';
import type { Gazetteer } from '../finder/place.ts';
import { type Analyzer, contentWords, createAnalyzer, type Word } from '../language/analyze.ts';
import { baseLang } from '../language/base-lang.ts';
import { detectLanguage } from '../language/detect.ts';
import { lexicons } from '../language/lexicon.ts';
import { Orthography } from '../language/orthography.ts';
import { PhraseMatcher } from '../language/phrases.ts';
import { plain } from '../language/plain.ts';
import type { Concepts, Thesaurus } from '../language/thesaurus.ts';
import type { Taught } from '../meaning/taught.ts';
import { perKey } from '../per-key.ts';
import { texts as serverTexts } from '../texts/texts.ts';
import type { Avatar } from './avatar.ts';
import { Completion } from './completion.ts';
import {
  type Entry,
  type EntryText,
  isServed,
  type Knowledge,
  type KnowledgeProblem,
  publicContactsOf,
  textIn,
  today,
} from './entry.ts';
import { type IndexData, indexTexts, partsOf } from './index-texts.ts';
import { Names } from './names.ts';
import type { City } from './schema.ts';
import { type Hit, SearchIndex } from './search-index.ts';
import type { Tables } from './tables.ts';

const noConcepts: Concepts = new Map();
/** No question needs more words than this to be found; more would only take time. */
const MOST_WORDS = 60;

/** From this likeness on, 0…1, a text names an entry. */
const NAMED = 0.6;

/** What to look for: what a question is about, and the whole of it with the words of asking. */
export interface Query {
  topic: string;
  whole: string;
  /** The base language it is written in. */
  lang: string;
}

/** A city's knowledge, ready to be asked. Immutable: an edit makes a new one. */
export class KnowledgeBase {
  readonly city: City;
  readonly problems: readonly KnowledgeProblem[];
  /** The city's own phone numbers (digits), e-mail and postal addresses (lower case): no personal data. */
  readonly publicContacts: ReadonlySet<string>;
  /** Who is responsible for whom, by the name of the table. */
  readonly tables: Tables;
  /** What the entries are called. */
  readonly names: Names;
  /** The entry that answers whoever reports a defect. */
  readonly reporting: Entry | undefined;
  /** What the editors teach it to understand. */
  readonly taught: readonly Taught[];
  /** The picture of the assistant. */
  readonly avatar: Avatar | undefined;
  /** The districts, postcodes and streets that the tables and the offices' addresses name. */
  readonly gazetteer: Gazetteer;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #ownQuestions: ReadonlySet<string>;
  readonly #thesaurus: Thesaurus;
  readonly #indexes: ReadonlyMap<string, SearchIndex>;
  readonly #analyzers: ReadonlyMap<string, Analyzer>;
  readonly #matchers: ReadonlyMap<string, PhraseMatcher>;
  readonly #orthography: Orthography;
  readonly #completions: ReadonlyMap<string, Completion>;
  readonly #officesByTitle: ReadonlyMap<string, Entry[]>;
  readonly #ownStems = perKey((key: string) => {
    const [lang = '', ...text] = key.split('|');
    return this.stems(text.join('|'), lang);
  });

  private constructor(
    { city, problems, entries, thesaurus, tables, taught, avatar }: Knowledge,
    indexes: ReadonlyMap<string, SearchIndex>,
    analyzers: ReadonlyMap<string, Analyzer>,
    matchers: ReadonlyMap<string, PhraseMatcher>,
  ) {
    this.city = city;
    this.problems = problems;
    this.publicContacts = publicContactsOf({ city, entries });
    this.tables = tables;
    this.taught = taught;
    this.avatar = avatar;
    this.names = new Names(entries.values());
    this.reporting = [...entries.values()].find(({ facts }) => facts.defects);
    const rules = [...tables.values()].flat();
    const addresses = [...entries.values()].flatMap(({ facts }) => facts.address ?? []);
    this.gazetteer = {
      districts: unique([...rules, ...addresses].flatMap(({ district }) => district ?? [])),
      postcodes: unique([...rules, ...addresses].flatMap(({ postcode }) => postcode ?? [])),
      streets: unique(rules.flatMap(({ street }) => street ?? [])),
    };
    this.#entries = entries;
    this.#officesByTitle = Map.groupBy(
      [...entries.values()].filter(({ kind }) => kind === 'office'),
      (office) => textIn(office, this.mainLang, city).title,
    );
    this.#ownQuestions = new Set([
      ...Object.values(city.suggestions).flat(),
      ...[...entries.values()].flatMap(({ texts }) =>
        [...texts.values()].flatMap(({ title, questions }) => [title, ...questions]),
      ),
    ]);
    this.#thesaurus = thesaurus;
    this.#indexes = indexes;
    this.#analyzers = analyzers;
    this.#matchers = matchers;
    this.#orthography = new Orthography(germanOf(entries.values(), thesaurus));
    this.#completions = new Map(
      city.languages.map((lang) => [lang, new Completion(textsIn(entries.values(), lang))]),
    );
  }

  /** Makes knowledge searchable; `indexed` are the indexes of an earlier build of the same knowledge. */
  static async build(knowledge: Knowledge, indexed?: ReadonlyMap<string, IndexData>): Promise<KnowledgeBase> {
    const { thesaurus } = knowledge;
    const analyzers = new Map<string, Analyzer>();
    const indexes = new Map<string, SearchIndex>();
    const matchers = new Map<string, PhraseMatcher>();
    const langs = Map.groupBy(new Set([...knowledge.city.languages, ...thesaurus.keys()]), baseLang);
    for (const [base, variants] of langs) {
      const analyzer = await createAnalyzer(base);
      const data = new Map<string, IndexData>();
      for (const lang of variants.filter((one) => knowledge.city.languages.includes(one))) {
        const texts = [...textsIn(knowledge.entries.values(), lang)];
        const known = indexed?.get(lang);
        data.set(lang, known ?? indexTexts(texts, analyzer, conceptsIn(thesaurus, lang)));
        // Indexing has every word remembered; where it was spared, those of the names are.
        for (const [, { title, questions, keywords }] of known ? texts : [])
          for (const name of [title, ...questions, ...keywords]) analyzer.words(name);
      }
      for (const label of [...conceptsIn(thesaurus, base).values()].flat()) analyzer.words(label);
      const settled = analyzer.settled();
      analyzers.set(base, settled);
      for (const [lang, index] of data)
        indexes.set(lang, new SearchIndex(index, settled, conceptsIn(thesaurus, lang)));
      const concepts = conceptsIn(thesaurus, base);
      matchers.set(base, new PhraseMatcher(settled, concepts, indexes.get(base)?.splitter));
    }
    return new KnowledgeBase(knowledge, indexes, analyzers, matchers);
  }

  get mainLang(): string {
    return this.city.languages[0] ?? 'de';
  }

  /** What `build` needs to be spared the indexing: a snapshot keeps it. */
  get indexed(): ReadonlyMap<string, IndexData> {
    return new Map([...this.#indexes].map(([lang, index]) => [lang, index.data]));
  }

  /** An entry that is served today. */
  entry(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry && isServed(entry, today()) ? entry : undefined;
  }

  /** All entries that are served today. */
  entries(): Entry[] {
    const day = today();
    return [...this.#entries.values()].filter((entry) => isServed(entry, day));
  }

  /**
   * The served offices of one title, which citizens cannot tell apart, the one asked for first; none for another kind of
   * entry. Catalogues have one for each counter.
   */
  namesakes(entry: Entry): Entry[] {
    if (entry.kind !== 'office') return [];
    const same = this.#officesByTitle.get(this.text(entry, this.mainLang).title) ?? [];
    return [entry, ...same.filter((one) => one !== entry && this.entry(one.id))];
  }

  /** The sections of a document, in their order. */
  partsOf({ id }: Entry): Entry[] {
    return this.entries().filter(({ part }) => part?.document === id);
  }

  /** Entries without those that go by the name of an earlier one. */
  withoutNamesakes<T extends { entry: Entry }>(ranked: T[]): T[] {
    const named = new Set<Entry>();
    return ranked.filter(({ entry }) => {
      const isNew = !named.has(entry);
      for (const one of this.namesakes(entry)) named.add(one);
      return isNew;
    });
  }

  /** Whether a message is a question, title or suggestion as the editors wrote it, and no citizen's words. */
  isOwnQuestion(message: string): boolean {
    return this.#ownQuestions.has(message);
  }

  text(entry: Entry, lang: string): EntryText {
    return textIn(entry, lang, this.city);
  }

  /**
   * An entry's title in a language. Where there is no translation, what the thesaurus calls its concept in that language
   * stands before the title of the text that is shown: `Kimlik kartı (Personalausweis beantragen)`.
   */
  title(entry: Entry, lang: string): string {
    const { title, lang: textLang } = this.text(entry, lang);
    if (baseLang(textLang) === baseLang(lang)) return title;
    const names = conceptsIn(this.#thesaurus, lang);
    const matches =
      this.#matchers.get(baseLang(textLang))?.match(this.#words(title, baseLang(textLang))) ?? [];
    const [best] = matches
      .filter(({ concept }) => names.has(concept))
      .sort((a, b) => b.places.length - a.places.length);
    const name = best && names.get(best.concept)?.[0];
    return name ? `${name.charAt(0).toLocaleUpperCase(lang)}${name.slice(1)} (${title})` : title;
  }

  /** The entries that fit a query in the texts of a language, best first; the query may be in another one. */
  search(
    query: Query,
    textLang: string,
    limit: number,
    allow: (entry: Entry) => boolean = () => true,
  ): Hit[] {
    const index = this.#indexes.get(textLang);
    if (!index) return [];
    const day = today();
    const served = (id: string) => {
      const entry = this.#entries.get(id);
      return entry !== undefined && isServed(entry, day) && allow(entry);
    };
    const topic = this.#words(query.topic, query.lang);
    const whole = query.whole === query.topic ? topic : this.#words(query.whole, query.lang);
    const concepts = this.#matchers.get(query.lang)?.match(topic) ?? [];
    return index.search({ topic, whole, concepts }, limit, served);
  }

  /** Entries by the words that a text begins, if its last word is no whole word yet; none for a question. */
  complete(text: string, lang: string): Entry[] {
    const textLang = this.nearestLang(lang);
    const last = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]{1,80}$/u.exec(text)?.[0];
    if (!last || this.knows(last, textLang)) return [];
    const ids = this.#completions.get(textLang)?.complete(text) ?? [];
    return [...ids].flatMap((id) => this.entry(id) ?? []);
  }

  /** The stems of what a text says, those of compounds' parts among them. */
  stems(text: string, lang: string): Set<string> {
    const base = baseLang(lang);
    const analyzer = this.#analyzers.get(base);
    const splitter = this.#indexes.get(this.nearestLang(base))?.splitter;
    const words = this.#words(text, base).filter(({ stop, form }) => !stop && form.length > 1);
    return new Set(
      words.flatMap((word) => [word.stem, ...(analyzer ? partsOf(word, analyzer, splitter) : [])]),
    );
  }

  /** The same of words of the entries, which are remembered: never for a citizen's (DP-5). */
  ownStems(text: string, lang: string): ReadonlySet<string> {
    return this.#ownStems(`${lang}|${text}`);
  }

  /** How much a stem tells among the texts of a language, by how few entries have it. */
  rarity(stem: string, lang: string): number {
    return this.#indexes.get(this.nearestLang(lang))?.rarity(stem) ?? 0;
  }

  /** Whether a text says anything that an entry could be found by. */
  hasContent(text: string, lang: string): boolean {
    return this.contentOf(text, lang) > 0;
  }

  /** How many words of a text say something. */
  contentOf(text: string, lang: string): number {
    return this.#words(text, baseLang(lang)).filter(({ stop }) => !stop).length;
  }

  /** The concepts of the thesaurus that a text speaks of. */
  concepts(text: string, lang: string): string[] {
    const matches = this.#matchers.get(lang)?.match(this.#words(text, lang)) ?? [];
    return matches.map(({ concept }) => concept);
  }

  /** Whether a text is the name of an entry, or close to it. */
  namesEntry(text: string, lang: string): boolean {
    const [best] = this.search({ topic: text, whole: text, lang }, this.nearestLang(lang), 1);
    return (best?.likeness ?? 0) > NAMED;
  }

  /** Whether a language's vocabulary, of entries and thesaurus, has any word of a text. */
  knows(text: string, lang: string): boolean {
    const words = contentWords(this.#words(text, lang));
    const stems = this.#matchers.get(lang)?.stems;
    const index = this.#indexes.get(lang);
    return words.some(({ stem }) => stems?.has(stem) || index?.hasStem(stem));
  }

  /** The knowledge's language nearest to a tag: `de-AT` is served by `de`; the main language if there is none. */
  nearestLang(lang: string | undefined): string {
    return this.#knowledgeLang(lang) ?? this.mainLang;
  }

  /** The language to answer in: the one asked for if the knowledge or the server's own sentences have it. */
  answerLang(lang: string | undefined): string {
    return this.#knowledgeLang(lang) ?? (lang && serverTexts.has(lang) ? baseLang(lang) : this.mainLang);
  }

  /** The base language a text is written in; `expected` unless another is clearly likelier. */
  detectLang(text: string, expected: string): string {
    return detectLanguage(text, expected, (lang, words) => this.knows(words, lang));
  }

  /** A text in plain letters; if it is German as the city spells its words: with umlauts, and written together. */
  asSpelled(text: string, expected: string | undefined): string {
    if (this.isOwnQuestion(text)) return text;
    const words = plain(text);
    const mended = this.#orthography.mend(words);
    const isGerman = mended !== words && this.detectLang(mended, expected ?? this.mainLang) === 'de';
    return isGerman ? mended : words;
  }

  #knowledgeLang(lang: string | undefined): string | undefined {
    return lang && nearestLang(lang, this.city.languages);
  }

  #words(text: string, lang: string): Word[] {
    const analyzer = this.#analyzers.get(lang) ?? this.#analyzers.get(baseLang(this.mainLang));
    return analyzer?.words(text).slice(0, MOST_WORDS) ?? [];
  }
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}

function conceptsIn(thesaurus: Thesaurus, lang: string): Concepts {
  return thesaurus.get(lang) ?? thesaurus.get(baseLang(lang)) ?? noConcepts;
}

function* textsIn(entries: Iterable<Entry>, lang: string): Iterable<[string, EntryText]> {
  for (const { id, texts } of entries) {
    const text = texts.get(lang);
    if (text) yield [id, text];
  }
}

/** All German that is there to learn its spelling from. */
function* germanOf(entries: Iterable<Entry>, thesaurus: Thesaurus): Iterable<string> {
  for (const [, text] of textsIn(entries, 'de')) {
    const { title, questions, keywords, intro, sections } = text;
    yield [
      title,
      ...questions,
      ...keywords,
      intro,
      ...sections.map((one) => `${one.heading} ${one.text}`),
    ].join(' ');
  }
  for (const labels of thesaurus.get('de')?.values() ?? []) yield labels.join(' ');
  yield JSON.stringify(lexicons.get('de'));
}
