import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { parseYaml } from '../knowledge/front-matter.ts';
import { FrontMatter, Translation } from '../knowledge/schema.ts';
import {
  type Foreign,
  type ForeignOffice,
  type ForeignService,
  type ForeignText,
  ImportError,
  type Sink,
} from './catalogue.ts';
import { readDldb } from './dldb.ts';
import { mergeEntry, writeEntry } from './merge.ts';
import { readXzufi } from './xzufi.ts';

/** What an import did, in words for an editor: `key` names a text of `import.note`. */
export interface ImportReport {
  added: number;
  updated: number;
  unchanged: number;
  conflicts: number;
  notes: { key: string; values: Record<string, unknown>; count: number }[];
}

/** Where an import remembers what it wrote, within the knowledge folder. */
const MEMORY = '.import';
/** No more notes of one kind are kept: a catalogue may have thousands of the same. */
const MOST_NOTES = 20;

/** The largest JSON file that is read, in bytes: what is not a service may have to be held in memory. XML has no limit. */
const LARGEST_JSON = 100_000_000;

/** Which entry was made from what, by `<kind>:<key of the other catalogue>`. */
const Index = z.record(z.string(), z.string());
const City = z.looseObject({ languages: z.array(z.string()).min(1) });

/**
 * Imports a service catalogue (XZuFi 2.2 or dldb JSON) into a knowledge folder. All of it is read before anything is
 * written. Words and facts that editors changed stay; what both sides changed is reported, and the imported version is
 * kept in `.import/conflicts/`. Throws `ImportError` if the catalogue cannot be read; then nothing was written.
 */
export async function importCatalogue(file: string, dir: string): Promise<ImportReport> {
  const work = await mkdtemp(join(tmpdir(), 'stadtlotse-import-'));
  try {
    return await new Import(dir, work).run(file);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

class Import {
  readonly #dir: string;
  readonly #work: string;
  readonly #report: ImportReport = { added: 0, updated: 0, unchanged: 0, conflicts: 0, notes: [] };
  readonly #taken = new Set<string>();
  readonly #offices = new Map<string, Set<string>>();
  readonly #online = new Map<string, string>();
  readonly #staged: string[] = [];
  #ids: Record<string, string> = {};
  #languages = ['de'];

  constructor(dir: string, work: string) {
    this.#dir = dir;
    this.#work = work;
  }

  async run(file: string): Promise<ImportReport> {
    await this.#remember();
    const found = join(this.#work, 'found.jsonl');
    await this.#read(file, found);
    for await (const line of createInterface({ input: createReadStream(found, 'utf8') })) {
      const one: ForeignService | ForeignOffice = JSON.parse(line);
      await this.#stage(one);
    }
    await this.#publish();
    return this.#report;
  }

  note: Sink['note'] = (key, values = {}) => {
    const { notes } = this.#report;
    const known = notes.filter((note) => note.key === key);
    const again = known.find((note) => JSON.stringify(note.values) === JSON.stringify(values));
    if (again) again.count++;
    else if (known.length < MOST_NOTES) notes.push({ key, values, count: 1 });
    else {
      const more = notes.find((note) => note.key === 'more' && note.values.of === key);
      if (more) more.count++;
      else notes.push({ key: 'more', values: { of: key }, count: 1 });
    }
  };

  /** Reads the languages of the city, the ids in use, and what was imported before. */
  async #remember(): Promise<void> {
    const city = await readFile(join(this.#dir, 'city.yaml'), 'utf8').catch(() => undefined);
    const parsed = city === undefined ? undefined : City.safeParse(parseYaml(city).data);
    if (parsed?.success) this.#languages = parsed.data.languages;
    else this.note('noCity');
    const index = await readFile(join(this.#dir, MEMORY, 'index.json'), 'utf8').catch(() => '{}');
    this.#ids = Index.parse(JSON.parse(index));
    for (const folder of ['faq', 'services', 'offices', 'topics'])
      for (const name of await readdir(join(this.#dir, folder)).catch(() => []))
        this.#taken.add(name.split('.')[0] ?? '');
  }

  /** Reads the catalogue to the end; what it has goes to a file, so that memory does not grow with it. */
  async #read(file: string, found: string): Promise<void> {
    const out = openSync(found, 'w');
    try {
      const sink: Sink = {
        note: this.note,
        take: (one) => {
          this.#connect(one);
          if (one.kind !== 'online') writeSync(out, `${JSON.stringify(one)}\n`);
        },
      };
      const chunks = createReadStream(file, 'utf8').on('error', () => {});
      const iterator: AsyncIterator<string> = chunks[Symbol.asyncIterator]();
      const first = await iterator.next().catch(() => {
        throw new ImportError('unreadable', { file });
      });
      const beginning = String(first.value ?? '')
        .trimStart()
        .replace(/^\ufeff/, '');
      const all = (async function* () {
        if (!first.done) yield beginning;
        for (;;) {
          const next = await iterator.next();
          if (next.done) return;
          yield next.value;
        }
      })();
      if (beginning.startsWith('<')) await readXzufi(all, sink);
      else if (/^[{[]/.test(beginning)) {
        const { size } = await stat(file);
        if (size > LARGEST_JSON) throw new ImportError('large', { most: LARGEST_JSON / 1_000_000 });
        await readDldb(all, sink);
      } else throw new ImportError('format');
    } finally {
      closeSync(out);
    }
  }

  /** Gives it an id and notes which offices and online services belong to which services. */
  #connect(one: Foreign): void {
    if (one.kind === 'online') {
      for (const key of one.services) this.#online.set(key, one.url);
      return;
    }
    const name = `${one.kind}:${one.key}`;
    const title = (one.texts[this.#languages[0] ?? ''] ?? Object.values(one.texts)[0])?.title ?? one.key;
    this.#ids[name] ??= this.#freeId(title);
    if (one.kind !== 'office') return;
    for (const key of one.services) {
      const offices = this.#offices.get(key) ?? new Set();
      offices.add(one.key);
      this.#offices.set(key, offices);
    }
  }

  #freeId(title: string): string {
    const slug = slugOf(title);
    let id = slug;
    for (let number = 2; this.#taken.has(id); number++) id = `${slug}-${number}`;
    this.#taken.add(id);
    return id;
  }

  /** Makes the files of an entry and merges them with what is there. */
  async #stage(one: ForeignService | ForeignOffice): Promise<void> {
    const id = this.#ids[`${one.kind}:${one.key}`] ?? '';
    const [main = 'de'] = this.#languages;
    const mainText = one.texts[main] ?? one.texts.de ?? Object.values(one.texts)[0];
    if (!mainText) return;
    for (const lang of Object.keys(one.texts))
      if (!this.#languages.includes(lang) && one.texts[lang] !== mainText) this.note('language', { lang });
    const folder = one.kind === 'service' ? 'services' : 'offices';
    await this.#mergeFile(`${folder}/${id}.${main}.md`, this.#mainFile(one, mainText));
    for (const lang of this.#languages.slice(1)) {
      const text = one.texts[lang];
      if (text)
        await this.#mergeFile(
          `${folder}/${id}.${lang}.md`,
          fileOf(Translation, wordsOf(text), text, this.note),
        );
    }
  }

  #mainFile(one: ForeignService | ForeignOffice, text: ForeignText): string {
    const { places, ...facts } = one.facts;
    if (one.kind === 'office')
      return fileOf(FrontMatter.office, { ...wordsOf(text), ...facts }, text, this.note);
    const keys = [
      ...(Array.isArray(places) ? places.map(String) : []),
      ...(this.#offices.get(one.key) ?? []),
    ];
    const offices = [...new Set(keys)].flatMap((key) => this.#ids[`office:${key}`] ?? []);
    const online = facts.online ?? this.#online.get(one.key);
    const all = {
      ...wordsOf(text),
      ...facts,
      ...(online ? { online } : {}),
      ...(offices.length > 0 && { offices }),
    };
    return fileOf(FrontMatter.service, all, text, this.note);
  }

  async #mergeFile(path: string, now: string): Promise<void> {
    const read = (file: string) => readFile(join(this.#dir, file), 'utf8').catch(() => undefined);
    const [own, before] = [await read(path), await read(`${MEMORY}/last/${path}`)];
    await this.#write(`${MEMORY}/last/${path}`, now);
    if (own === undefined) {
      // What editors deleted stays deleted.
      if (before !== undefined) return this.note('deleted', { path });
      this.#report.added++;
      return this.#write(path, now);
    }
    const { content, conflicts } = mergeEntry(before ?? '', own, now);
    for (const part of conflicts) this.note('conflict', { path, part });
    if (conflicts.length > 0) {
      this.#report.conflicts++;
      await this.#write(`${MEMORY}/conflicts/${path}`, now);
    }
    if (content === own || before === now) this.#report.unchanged++;
    else {
      this.#report.updated++;
      await this.#write(path, content);
    }
  }

  async #write(path: string, content: string): Promise<void> {
    const target = join(this.#work, 'staged', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    this.#staged.push(path);
  }

  /** Puts everything in its place, each file at once. */
  async #publish(): Promise<void> {
    await this.#write(`${MEMORY}/index.json`, `${JSON.stringify(this.#ids, null, 1)}\n`);
    for (const path of this.#staged) {
      const target = join(this.#dir, path);
      await mkdir(dirname(target), { recursive: true });
      // Over a neighbour, because the temporary folder may be on another disk.
      await writeFile(`${target}.new`, await readFile(join(this.#work, 'staged', path)));
      await rename(`${target}.new`, target);
    }
  }
}

function wordsOf({ title, keywords }: ForeignText): Record<string, unknown> {
  const own = [...new Set(keywords)];
  return {
    title,
    ...(own.length > 0 && { keywords: own }),
  };
}

/** An entry as a file; fields that our schema refuses are left out and noted. */
function fileOf(
  schema: z.ZodType,
  fields: Record<string, unknown>,
  text: ForeignText,
  note: Sink['note'],
): string {
  const kept = { ...fields };
  const parsed = schema.safeParse(fields);
  for (const { path, code } of parsed.error?.issues ?? []) {
    const [field] = path;
    if (code === 'unrecognized_keys' || typeof field !== 'string' || field === 'title') continue;
    delete kept[field];
    note('field', { field, title: text.title });
  }
  const intro: [string, string] = ['', text.intro || text.title];
  return writeEntry(kept, [
    intro,
    ...text.sections.map(({ heading, text }): [string, string] => [heading, text]),
  ]);
}

/** An id from a title: `Führungszeugnis beantragen` becomes `fuehrungszeugnis-beantragen`. */
function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug || 'eintrag';
}
