import type { eld } from 'eld/small';
import { type Analyzer, createAnalyzer } from './analyze.ts';
import {
  type Entry,
  type EntryText,
  isServed,
  type Knowledge,
  type KnowledgeProblem,
  textIn,
  today,
} from './entry.ts';
import type { City } from './schema.ts';
import { type Hit, type Query, SearchIndex } from './search-index.ts';

/** How much surer the detector must be of another language than of the interface's, 0…1. */
const DETECTION_MARGIN = 0.1;

/** A city's knowledge, ready to be asked. Immutable: an edit makes a new one. */
export class KnowledgeBase {
  readonly city: City;
  readonly problems: readonly KnowledgeProblem[];
  /** The city's own phone numbers (digits) and e-mail addresses (lower case): no personal data. */
  readonly publicContacts: ReadonlySet<string>;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #indexes: ReadonlyMap<string, SearchIndex>;
  readonly #analyzers: ReadonlyMap<string, Analyzer>;
  readonly #detector: typeof eld | undefined;

  private constructor(
    { city, problems, entries }: Knowledge,
    indexes: ReadonlyMap<string, SearchIndex>,
    analyzers: ReadonlyMap<string, Analyzer>,
    detector: typeof eld | undefined,
  ) {
    this.city = city;
    this.problems = problems;
    this.publicContacts = new Set(
      [city.contact, ...[...entries.values()].map(({ facts }) => facts)].flatMap(({ phone, email }) => [
        ...(phone ? [phone.replace(/\D/g, '')] : []),
        ...(email ? [email.toLowerCase()] : []),
      ]),
    );
    this.#entries = entries;
    this.#indexes = indexes;
    this.#analyzers = analyzers;
    this.#detector = detector;
  }

  static async build(knowledge: Knowledge): Promise<KnowledgeBase> {
    const analyzers = new Map<string, Analyzer>();
    const indexes = new Map<string, SearchIndex>();
    for (const lang of knowledge.city.languages) {
      const analyze = await createAnalyzer(lang);
      analyzers.set(lang, analyze);
      indexes.set(lang, new SearchIndex(analyze, textsIn(knowledge.entries.values(), lang)));
    }
    return new KnowledgeBase(knowledge, indexes, analyzers, await createDetector(knowledge.city.languages));
  }

  get mainLang(): string {
    return this.city.languages[0] ?? 'de';
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

  text(entry: Entry, lang: string): EntryText {
    return textIn(entry, lang, this.city);
  }

  /** The entries in a language that fit a query, best first. */
  search(query: Query, lang: string, limit: number, allow: (entry: Entry) => boolean = () => true): Hit[] {
    const day = today();
    const served = (id: string) => {
      const entry = this.#entries.get(id);
      return entry !== undefined && isServed(entry, day) && allow(entry);
    };
    return this.#indexes.get(lang)?.search(query, limit, served) ?? [];
  }

  /** Whether a text says anything that an entry could be found by. */
  hasContent(text: string, lang: string): boolean {
    return (this.#analyzers.get(lang)?.(text).length ?? 0) > 0;
  }

  /** The knowledge's language nearest to a tag: `de-AT` is served by `de`; the main language if there is none. */
  nearestLang(lang: string | undefined): string {
    const { languages } = this.city;
    const base = lang?.split('-')[0];
    return (
      languages.find((one) => one === lang) ??
      languages.find((one) => one.split('-')[0] === base) ??
      this.mainLang
    );
  }

  /** The language of a text among the knowledge's; `prior` unless another is clearly likelier. */
  detectLang(text: string, prior: string): string {
    if (!this.#detector) return prior;
    const detection = this.#detector.detect(text);
    const scores = detection.getScores();
    const found = this.nearestLang(detection.language);
    const base = (lang: string) => scores[lang.split('-')[0] ?? ''] ?? 0;
    return detection.language !== '' && base(found) > base(prior) + DETECTION_MARGIN ? found : prior;
  }
}

function* textsIn(entries: Iterable<Entry>, lang: string): Iterable<[string, EntryText]> {
  for (const { id, texts } of entries) {
    const text = texts.get(lang);
    if (text) yield [id, text];
  }
}

/** Loaded only where there is something to tell apart: its tables take most of a second. */
async function createDetector(languages: string[]): Promise<typeof eld | undefined> {
  const bases = [...new Set(languages.map((lang) => lang.split('-')[0] ?? lang))];
  if (bases.length < 2) return undefined;
  const { eld } = await import('eld/small');
  const detector = eld.newInstance();
  detector.setLanguageSubset(bases);
  return detector;
}
