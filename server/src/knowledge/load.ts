import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EntryId, type EntryKind, Lang } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import {
  type Concepts,
  loadGeneralThesaurus,
  overlay,
  type Thesaurus,
  ThesaurusFile,
  thesaurusFiles,
} from '../language/thesaurus.ts';
import { exampleNames, type Taught, taughtBy, UnderstandingFile } from '../meaning/taught.ts';
import { type Translate, texts } from '../texts/texts.ts';
import { type Avatar, LARGEST_AVATAR, readAvatar } from './avatar.ts';
import { partsOf } from './document-parts.ts';
import type { Entry, EntryText, Knowledge, KnowledgeProblem } from './entry.ts';
import { explain, fieldName } from './explain.ts';
import { kinds } from './folders.ts';
import { type MarkdownFile, parseMarkdown, parseYaml, YamlError } from './front-matter.ts';
import { City, type Facts, FrontMatter, Translation } from './schema.ts';
import { splitSections } from './sections.ts';
import { parseCsv, Table, type Tables } from './tables.ts';

/** What an entry's file name says: `<id>.<lang>.md`. */
const FileName = z.object({ id: EntryId, lang: Lang });

/** Files are read this many at a time, so that a large folder does not exhaust file handles. */
const BATCH = 64;

/** The knowledge folder cannot be served at all; the message is written for an editor. */
export class KnowledgeError extends Error {}

interface EntryFile {
  kind: EntryKind;
  id: string;
  lang: string;
  /** Relative to the knowledge folder. */
  file: string;
}

/**
 * Reads a knowledge folder. What is wrong with an entry is reported in `problems` and the entry left out;
 * throws `KnowledgeError` only if there is no usable `city.yaml`.
 */
export async function loadKnowledge(dir: string): Promise<Knowledge> {
  const city = await loadCity(dir);
  const problems: KnowledgeProblem[] = [];
  const reader = new EntryReader(city, texts(city.languages[0] ?? 'de'), problems);
  const files = reader.onePerId(await listEntryFiles(dir, reader));
  const known = new Map([...files].map(([id, [file]]) => [id, file?.kind]));
  const tables = await reader.readTables(dir, known);
  reader.checkCity(known);
  const avatar = await reader.readAvatar(dir);
  const entries = new Map<string, Entry>();
  const drafts: string[] = [];
  const groups = [...files.values()];
  for (let start = 0; start < groups.length; start += BATCH) {
    const batch = groups.slice(start, start + BATCH);
    for (const entry of await Promise.all(batch.map((group) => reader.read(dir, group, known, tables)))) {
      if (entry?.facts.draft) drafts.push(files.get(entry.id)?.[0]?.file ?? '');
      else if (entry) for (const one of [entry, ...partsOf(entry)]) entries.set(one.id, one);
    }
  }
  const [draft] = drafts;
  if (draft) reader.report('warning', draft, 1, 'draft', 'check.drafts', { more: drafts.length - 1 });
  const taught = await reader.readUnderstanding(dir);
  const thesaurus = overlay(await loadGeneralThesaurus(), await reader.readThesaurus(dir));
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { city, entries, thesaurus, tables, taught, avatar, problems };
}

async function loadCity(dir: string): Promise<City> {
  const t = texts('de');
  const path = join(dir, 'city.yaml');
  const content = await readFile(path, 'utf8').catch(() => {
    throw new KnowledgeError(t('check.noCity', { path }));
  });
  let yaml: ReturnType<typeof parseYaml>;
  try {
    yaml = parseYaml(content);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new KnowledgeError(`${path}:${error.line}: ${t('check.yaml', { error: error.message })}`);
  }
  const parsed = City.safeParse(yaml.data, { reportInput: true });
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(
    (issue) => `${path}:${yaml.lineOf(issue.path)}: ${fieldName(issue.path)}: ${explain(issue, t)}`,
  );
  throw new KnowledgeError(sentences.join('\n'));
}

async function listEntryFiles(dir: string, reader: EntryReader): Promise<EntryFile[]> {
  const found: EntryFile[] = [];
  for (const [kind, folder] of kinds) {
    const names = await readdir(join(dir, folder)).catch(() => []);
    for (const name of names.filter((name) => name.endsWith('.md')).sort()) {
      const file = `${folder}/${name}`;
      const [, id, lang] = /^(.+)\.([^.]+)\.md$/.exec(name) ?? [];
      const parsed = FileName.safeParse({ id, lang });
      if (parsed.success) found.push({ kind, ...parsed.data, file });
      else reader.report('error', file, 1, undefined, 'check.fileName');
    }
  }
  return found;
}

/** Reads entries of one city and reports what is wrong with them. */
class EntryReader {
  readonly #city: City;
  readonly #t: Translate;
  readonly #problems: KnowledgeProblem[];

  constructor(city: City, t: Translate, problems: KnowledgeProblem[]) {
    this.#city = city;
    this.#t = t;
    this.#problems = problems;
  }

  report(
    severity: KnowledgeProblem['severity'],
    file: string,
    line: number,
    field: string | undefined,
    key: string,
    values: Record<string, unknown> = {},
  ) {
    this.#problems.push({ severity, file, line, field, message: this.#t(key, values) });
  }

  /** Groups files by id, the one that carries the facts first; reports languages and ids that clash. */
  onePerId(files: EntryFile[]): Map<string, EntryFile[]> {
    const { languages } = this.#city;
    const groups = new Map<string, EntryFile[]>();
    for (const file of files) {
      if (!languages.includes(file.lang)) {
        this.report('warning', file.file, 1, undefined, 'check.language', { lang: file.lang });
        continue;
      }
      const group = groups.get(file.id) ?? [];
      const [other] = group;
      if (other && other.kind !== file.kind) {
        this.report('error', file.file, 1, undefined, 'check.duplicate', { id: file.id, other: other.file });
        continue;
      }
      group.push(file);
      group.sort((a, b) => languages.indexOf(a.lang) - languages.indexOf(b.lang));
      groups.set(file.id, group);
    }
    return groups;
  }

  async read(
    dir: string,
    [main, ...translations]: EntryFile[],
    known: Map<string, string | undefined>,
    tables: Tables,
  ): Promise<Entry | undefined> {
    if (!main) return undefined;
    const markdown = await this.#open(dir, main.file, parseMarkdown);
    const data = markdown && this.#parse(FrontMatter[main.kind], main.file, markdown);
    if (!markdown || !data) return undefined;
    const { title, questions, keywords, labels, ...facts } = data;
    const leads = leadsOn(facts);
    const words = { title, questions, keywords, labels: { ...ownLabels(facts), ...labels } };
    const text = this.#text(main, markdown, words, leads);
    if (!text || !this.#checkReferences(main.file, markdown, facts, known, tables)) return undefined;
    const all = new Map([[main.lang, text]]);
    for (const file of translations) {
      const translation = await this.#translation(dir, file, leads);
      if (translation) all.set(file.lang, translation);
    }
    return { id: main.id, kind: main.kind, facts, texts: all };
  }

  /** The city's own concepts; a file that is broken is reported and left out. */
  async readThesaurus(dir: string): Promise<Thesaurus> {
    const thesaurus = new Map<string, Concepts>();
    for (const { lang, name } of await thesaurusFiles(dir)) {
      const yaml = await this.#open(dir, name, parseYaml);
      const concepts = yaml && this.#parse(ThesaurusFile, name, yaml);
      if (concepts) thesaurus.set(lang, new Map(Object.entries(concepts)));
    }
    return thesaurus;
  }

  /** What the editors teach it to understand: `understanding.yaml`, if there is one. */
  async readUnderstanding(dir: string): Promise<Taught[]> {
    const file = 'understanding.yaml';
    if (!(await readdir(dir)).includes(file)) return [];
    const yaml = await this.#open(dir, file, parseYaml);
    const examples = yaml && this.#parse(UnderstandingFile, file, yaml);
    if (!yaml || !examples) return [];
    const known = Object.entries(examples).filter(([name]) => exampleNames.includes(name));
    for (const name of Object.keys(examples).filter((one) => !exampleNames.includes(one)))
      this.report('warning', file, yaml.lineOf([name]), name, 'check.exampleName', {
        name,
        names: exampleNames.join(', '),
      });
    return taughtBy(Object.fromEntries(known), this.#city.languages[0] ?? 'de');
  }

  /** Who is responsible for whom, by the name of the table; one that is broken is reported and left out. */
  async readTables(dir: string, known: Map<string, string | undefined>): Promise<Tables> {
    const tables = new Map<string, z.infer<typeof Table>>();
    const names = await readdir(join(dir, 'responsibility')).catch(() => []);
    for (const name of names.sort()) {
      const [, id, kind] = /^([a-z0-9-]+)\.(csv|yaml)$/.exec(name) ?? [];
      const file = `responsibility/${name}`;
      if (id === undefined) {
        if (!name.startsWith('.')) this.report('error', file, 1, undefined, 'check.tableName');
        continue;
      }
      const read = await this.#open(dir, file, kind === 'csv' ? parseCsv : parseYaml);
      const rules = read && this.#parse(Table, file, read);
      if (!read || !rules) continue;
      const lost = rules.flatMap(({ office }, row) =>
        known.get(office) === 'office' ? [] : [{ office, row }],
      );
      for (const { office, row } of lost)
        this.report('error', file, read.lineOf([row]), 'office', 'check.reference.offices', { id: office });
      if (lost.length === 0) tables.set(id, rules);
    }
    return tables;
  }

  /** Reports what `city.yaml` offers and the folder does not have. */
  checkCity(known: Map<string, string | undefined>): void {
    for (const id of this.#city.popular.filter((id) => !known.has(id)))
      this.report('warning', 'city.yaml', 1, 'popular', 'check.reference.related', { id });
  }

  async readAvatar(dir: string): Promise<Avatar | undefined> {
    const { avatar: file } = this.#city.assistant;
    const avatar = file === undefined ? undefined : await readAvatar(dir, file);
    if (typeof avatar !== 'string') return avatar;
    const values = { file, most: LARGEST_AVATAR / 1000 };
    this.report('warning', 'city.yaml', 1, 'assistant', `check.avatar.${avatar}`, values);
    return undefined;
  }

  async #translation(dir: string, file: EntryFile, leads: boolean): Promise<EntryText | undefined> {
    const markdown = await this.#open(dir, file.file, parseMarkdown);
    const words = markdown && this.#parse(Translation, file.file, markdown, 'check.translationFact');
    return words && this.#text(file, markdown, words, leads);
  }

  async #open<T>(dir: string, file: string, parse: (text: string) => T): Promise<T | undefined> {
    const bytes = await readFile(join(dir, file)).catch(() => undefined);
    if (!bytes) {
      this.report('error', file, 1, undefined, 'check.unreadable');
      return undefined;
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return parse(text.replace(/\r\n?/g, '\n'));
    } catch (error) {
      if (error instanceof YamlError) {
        this.report('error', file, error.line, undefined, 'check.yaml', { error: error.message });
      } else this.report('error', file, lineOfBrokenUtf8(bytes), undefined, 'check.utf8');
      return undefined;
    }
  }

  /** Parses front matter. Unknown fields are reported and passed over; anything else that is wrong is an error. */
  #parse<Schema extends z.ZodType>(
    schema: Schema,
    file: string,
    { data, lineOf }: Pick<MarkdownFile, 'data' | 'lineOf'>,
    reasonForKnown = 'check.unknownField',
  ): z.output<Schema> | undefined {
    let rest = data;
    const first = schema.safeParse(data, { reportInput: true });
    if (first.success) return first.data;
    for (const issue of first.error.issues) {
      if (issue.code !== 'unrecognized_keys') continue;
      for (const key of issue.keys) {
        const path = [...issue.path, key];
        const reason = key in everyField ? reasonForKnown : 'check.unknownField';
        this.report('warning', file, lineOf(path), fieldName(path), reason, { field: key });
        rest = without(rest, path);
      }
    }
    const second = schema.safeParse(rest, { reportInput: true });
    if (second.success) return second.data;
    for (const issue of second.error.issues) {
      this.#problems.push({
        severity: 'error',
        file,
        line: lineOf(issue.path),
        field: fieldName(issue.path),
        message: explain(issue, this.#t),
      });
    }
    return undefined;
  }

  #text(
    { file, lang, kind }: EntryFile,
    { body }: MarkdownFile,
    words: Pick<EntryText, 'title' | 'questions' | 'keywords' | 'labels'>,
    leads: boolean,
  ): EntryText | undefined {
    if (body === '' && kind !== 'office' && !leads) {
      this.report('error', file, 1, undefined, 'check.noText');
      return undefined;
    }
    return { lang, file, ...words, ...splitSections(body) };
  }

  #checkReferences(
    file: string,
    { lineOf }: MarkdownFile,
    facts: Facts,
    known: Map<string, string | undefined>,
    tables: Tables,
  ): boolean {
    let good = true;
    const lost = (path: PropertyKey[], field: string, key: string, id: string) => {
      this.report('error', file, lineOf(path), field, key, { id });
      good = false;
    };
    const check = (field: 'offices' | 'related' | 'services', kind?: EntryKind) => {
      for (const [index, id] of (facts[field] ?? []).entries()) {
        if (known.has(id) && (!kind || known.get(id) === kind)) continue;
        lost([field, index], field, `check.reference.${field}`, id);
      }
    };
    check('offices', 'office');
    check('services', 'service');
    check('related');
    const { responsibility, steps = [], fees = [], documents = [], forms = [] } = facts;
    if (responsibility !== undefined && !tables.has(responsibility))
      lost(['responsibility'], 'responsibility', 'check.reference.responsibility', responsibility);
    const choices = new Set(
      steps.flatMap(({ id, choices }) => choices.map((choice) => `${id}.${choice.id}`)),
    );
    for (const [field, list] of Object.entries({ steps, fees, documents, forms })) {
      for (const [index, one] of list.entries())
        for (const id of one.if ?? [])
          if (!choices.has(id))
            lost([field, index, 'if'], `${field}.${index + 1}.if`, 'check.reference.if', id);
    }
    for (const [index, { choices }] of steps.entries())
      for (const { service } of choices)
        if (service !== undefined && known.get(service) !== 'service')
          lost(['steps', index], 'steps', 'check.reference.services', service);
    return good;
  }
}

/** Whether an entry leads on without a text: to an office, a page, a form or an appointment. */
function leadsOn({ offices = [], forms = [], url, online, appointment, file, meetings }: Facts): boolean {
  const ways = [url, online, appointment, file, meetings];
  return offices.length + forms.length > 0 || ways.some((one) => one !== undefined);
}

/** The words of facts as the main language has them, as translations give theirs. */
function ownLabels({ fees = [], forms = [] }: Facts): Record<string, string> {
  return Object.fromEntries(
    [...fees, ...forms].flatMap(({ id, label }) => (label === undefined ? [] : [[id, label]])),
  );
}

const everyField = Object.assign({}, ...Object.values(FrontMatter).map((schema) => schema.shape));

function without(data: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (typeof data !== 'object' || data === null || key === undefined) return data;
  if (Array.isArray(data)) return data.map((item, index) => (index === key ? without(item, rest) : item));
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (name !== key) return [[name, value]];
      return rest.length > 0 ? [[name, without(value, rest)]] : [];
    }),
  );
}

/** The first line of a file, counted from 1, that is not UTF-8. */
function lineOfBrokenUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end === -1 ? bytes.length : end;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop + 1;
  }
  return line;
}
