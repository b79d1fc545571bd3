import type { EntryKind } from '@stadtlotse/sdk';
import type { Translate } from '../texts/texts.ts';
import type { ForeignText, Sink } from './catalogue.ts';

interface Note {
  key: string;
  values: Record<string, unknown>;
  count: number;
  /** Where it was seen, `<kind>:<key>`. */
  records: Set<string>;
}

/** What came in, as far as an editor wants to know what is missing. */
interface Entry {
  kind: EntryKind;
  path: string;
  title: string;
  lacks: string[];
}

/** Notes that say what was done and leave nothing to do. */
const NEWS = new Set([
  'unread',
  'hidden',
  'language',
  'deleted',
  'gone',
  'authority',
  'emptyPage',
  'forbidden',
]);
/** So many lines of one kind stand on the page; the rest is in the file. */
const SHOWN = 8;

/** So many files are named where the same is said of many. */
const FILES = 5;

/** What an import did, in words for an editor. */
export class ImportReport {
  readonly source: string;
  readonly counts = { added: 0, updated: 0, unchanged: 0, conflicts: 0 };
  readonly #notes = new Map<string, Note>();
  readonly #entries: Entry[] = [];
  readonly #pathOf: (name: string) => string | undefined;

  /** `pathOf` finds the file of what is called `<kind>:<key>` in the source. */
  constructor(source: string, pathOf: (name: string) => string | undefined) {
    this.source = source;
    this.#pathOf = pathOf;
  }

  readonly note: Sink['note'] = (key, values = {}) => {
    const { record, ...said } = values;
    const name = `${key} ${JSON.stringify(said)}`;
    const known = this.#notes.get(name) ?? { key, values: said, count: 0, records: new Set() };
    known.count++;
    if (typeof record === 'string' && known.records.size < FILES) known.records.add(record);
    this.#notes.set(name, known);
  };

  /** An entry came in. */
  came(kind: EntryKind, path: string, text: ForeignText, facts: Record<string, unknown>): void {
    const lacks: string[] = [];
    if (kind !== 'office' && text.intro === '' && text.sections.length === 0) lacks.push('noText');
    if (kind === 'service' && facts.offices === undefined) lacks.push('noOffice');
    if (
      kind === 'office' &&
      facts.hours === undefined &&
      !text.sections.some(({ heading }) => heading === 'Öffnungszeiten')
    )
      lacks.push('noHours');
    if (kind === 'office' && facts.address === undefined) lacks.push('noAddress');
    this.#entries.push({ kind, path, title: text.title, lacks });
  }

  get notes(): readonly Note[] {
    return [...this.#notes.values()];
  }

  /** Whether an editor has something to do. */
  get isOpen(): boolean {
    return this.notes.some(({ key }) => !NEWS.has(key));
  }

  /** The page for editors, in Markdown; `most` lines of each kind. */
  page(t: Translate, most = SHOWN): string {
    const came = (['service', 'office', 'topic', 'faq', 'document'] as const).flatMap((kind) => {
      const count = this.#entries.filter((entry) => entry.kind === kind).length;
      return count > 0 ? [t(`import.came.${kind}`, { count })] : [];
    });
    const parts = [
      t('import.title', { source: this.source }),
      [
        t('import.came.all', { came: came.join(', ') || t('import.came.nothing') }),
        t('import.done', this.counts),
      ].join(' '),
      ...this.#groups(t, (key) => !NEWS.has(key), most),
      ...this.#lacking(t, most),
      ...this.#groups(t, (key) => NEWS.has(key), most),
    ];
    return `${parts.join('\n\n')}\n`;
  }

  #groups(t: Translate, wanted: (key: string) => boolean, most: number): string[] {
    const groups = Map.groupBy(
      this.notes.filter(({ key }) => wanted(key)),
      ({ key }) => key,
    );
    return [...groups].map(([key, notes]) =>
      section(
        t(`import.part.${key}`, { count: notes.length }),
        notes.map(({ values, count, records }) => {
          const files = [...records].map((name) => this.#pathOf(name) ?? name);
          const more =
            count > files.length && files.length > 0
              ? ` ${t('import.andMore', { count: count - files.length })}`
              : '';
          const where = files.length > 0 ? `${files.join(', ')}${more}: ` : '';
          const what =
            typeof values.reason === 'string'
              ? `${values.file}: ${t(`import.error.${values.reason}`, values)}`
              : '';
          return where + t(`import.note.${key}`, { ...values, count, what });
        }),
        most,
        t,
      ),
    );
  }

  #lacking(t: Translate, most: number): string[] {
    const doubles = [...Map.groupBy(this.#entries, ({ kind, title }) => `${kind} ${title}`).values()].filter(
      ({ length }) => length > 1,
    );
    const lacking = (lack: string) =>
      this.#entries
        .filter(({ lacks }) => lacks.includes(lack))
        .map(({ path, title }) => `${path}: „${title}“`);
    const lists: [string, string[]][] = [
      ...(['noText', 'noOffice', 'noAddress', 'noHours'] as const).map((lack): [string, string[]] => [
        lack,
        lacking(lack),
      ]),
      ['doubles', doubles.map((same) => `„${same[0]?.title}“: ${same.map(({ path }) => path).join(', ')}`)],
    ];
    return lists.flatMap(([key, lines]) =>
      lines.length > 0 ? [section(t(`import.part.${key}`, { count: lines.length }), lines, most, t)] : [],
    );
  }
}

function section(heading: string, lines: string[], most: number, t: Translate): string {
  const shown = lines.slice(0, most).map((line) => `- ${line}`);
  if (lines.length > most) shown.push(`- ${t('import.more', { count: lines.length - most })}`);
  return `## ${heading}\n\n${shown.join('\n')}`;
}
