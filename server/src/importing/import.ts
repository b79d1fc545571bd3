import { mkdir, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { folders } from '../knowledge/folders.ts';
import { parseMarkdown, parseYaml } from '../knowledge/front-matter.ts';
import { FrontMatter, Translation } from '../knowledge/schema.ts';
import type { Foreign, ForeignEntry, ForeignSupplement, ForeignText, Sink } from './catalogue.ts';
import { Connections, linksOf, split } from './connect.ts';
import { Found, nameOf } from './found.ts';
import { MEMORY, type Memory, readMemory } from './memory.ts';
import { mergeEntry, writeEntry } from './merge.ts';
import { ImportReport } from './report.ts';

const City = z.looseObject({ languages: z.array(z.string()).min(1), ags: z.string().optional() });

/** What reads a source into a sink; `dir` is the knowledge folder. Throws `ImportError`. */
export type Reader = (sink: Sink, dir: string) => Promise<void>;

/**
 * Imports what `read` finds into a knowledge folder. All of it is read before anything is written. Words and facts that
 * editors changed stay; what both sides changed is reported, and the imported version is kept in `.import/conflicts/`.
 * `source` names where it comes from: what it had the last time and has no longer is reported. Throws `ImportError` if
 * it cannot be read; then nothing was written.
 */
export async function importFrom(source: string, read: Reader, dir: string): Promise<ImportReport> {
  const work = await mkdtemp(join(tmpdir(), 'stadtlotse-import-'));
  try {
    return await new Import(source, dir, work).run(read);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

class Import {
  readonly #source: string;
  readonly #dir: string;
  readonly #work: string;
  readonly #report: ImportReport;
  readonly #found: Found;
  readonly #taken = new Set<string>();
  /** The titles of what was found, in the city's main language: ids are made of them. */
  readonly #titles = new Map<string, string>();
  readonly #deleted = new Set<string>();
  readonly #supplements: ForeignSupplement[] = [];
  /** The names of the responsibilities of this import. */
  readonly #responsible = new Set<string>();
  /** Keys of what could not be read. */
  readonly #still = new Set<string>();
  /** Staged files: what citizens read, and what the next import remembers. */
  readonly #staged = { content: new Set<string>(), memory: new Set<string>() };
  #memory: Memory = { ids: {}, links: {}, sources: {}, times: {} };
  #connections = new Connections({ links: {}, ids: {} });
  #languages = ['de'];
  #ags: string | undefined;
  #isPartial = false;

  constructor(source: string, dir: string, work: string) {
    this.#source = source;
    this.#dir = dir;
    this.#work = work;
    this.#report = new ImportReport(source, (name) => this.#pathOf(name));
    this.#found = new Found(work, this.#report.note);
  }

  async run(read: Reader): Promise<ImportReport> {
    await this.#remember();
    const start = new Date().toISOString();
    await read(
      {
        note: this.#report.note,
        take: (one) => this.#take(one),
        still: (key) => this.#still.add(key),
        since: this.#memory.times[this.#source],
        partial: () => {
          this.#isPartial = true;
        },
      },
      this.#dir,
    );
    for (const [name, title] of this.#titles) this.#memory.ids[name] ??= this.#freeId(title);
    this.#connections = new Connections(this.#memory, this.#ags);
    for (const { of, texts } of this.#supplements) {
      const key = this.#connections.keyOf('service', of);
      const name = nameOf({ kind: 'service', key: key ?? of });
      if (this.#found.has(name)) this.#found.supplement(name, texts);
      else this.#report.note('lost', { name: of });
    }
    for (const { by, key } of this.#connections.lost())
      if (this.#found.has(by) || this.#responsible.has(by))
        this.#report.note('lost', { record: by, name: key });
    for (const name of this.#found.names()) await this.#stage(this.#found.get(name));
    for (const name of this.#connections.services()) await this.#reconnect(name);
    for (const name of this.#deleted) await this.#delete(name);
    this.#noteVanished();
    if (this.#found.names().length > 0) this.#memory.times[this.#source] = start;
    await this.#publish();
    return this.#report;
  }

  /** Reads the languages of the city, the ids in use, and what was imported before. */
  async #remember(): Promise<void> {
    const city = await readFile(join(this.#dir, 'city.yaml'), 'utf8').catch(() => undefined);
    const parsed = city === undefined ? undefined : City.safeParse(parseYaml(city).data);
    if (parsed?.success) {
      this.#languages = parsed.data.languages;
      this.#ags = parsed.data.ags;
    } else this.#report.note('noCity');
    this.#memory = await readMemory(this.#dir);
    for (const folder of Object.values(folders))
      for (const name of await readdir(join(this.#dir, folder)).catch(() => []))
        this.#taken.add(name.split('.')[0] ?? '');
  }

  /** Keeps it and remembers what it names. */
  #take(one: Foreign): void {
    if (one.kind === 'deletion') {
      const name = nameOf({ kind: one.of, key: one.key });
      delete this.#memory.links[name];
      this.#found.remove(name);
      this.#titles.delete(name);
      this.#deleted.add(name);
      return;
    }
    const name = nameOf(one);
    if (one.kind === 'online') {
      this.#memory.links[name] = { offices: [], services: one.services, url: one.url };
      return;
    }
    if (one.kind === 'responsibility') {
      this.#memory.links[name] = { offices: [], services: [one.service], of: one.of, areas: one.areas };
      this.#responsible.add(name);
      return;
    }
    if (one.kind === 'supplement') {
      this.#supplements.push(one);
      return;
    }
    this.#deleted.delete(name);
    const whole = this.#found.add(one);
    this.#memory.links[name] = linksOf(whole);
    this.#titles.set(name, this.#mainText(whole)?.title ?? name);
  }

  #freeId(title: string): string {
    const slug = slugOf(title);
    let id = slug;
    for (let number = 2; this.#taken.has(id); number++) id = `${slug}-${number}`;
    this.#taken.add(id);
    return id;
  }

  #mainText({ texts }: ForeignEntry): ForeignText | undefined {
    return this.#languages.map((lang) => texts[lang]).find(Boolean) ?? texts.de ?? Object.values(texts)[0];
  }

  /** Where an entry stands in a language, the city's main one if none is given, relative to the knowledge folder. */
  #pathOf(name: string, lang = this.#languages[0] ?? 'de'): string | undefined {
    const [kind] = split(name);
    const id = this.#memory.ids[name];
    const folder = Object.entries(folders).find(([one]) => one === kind)?.[1];
    return id && folder ? `${folder}/${id}.${lang}.md` : undefined;
  }

  /** Makes the files of an entry and merges them with what is there. The first language that it has carries the facts. */
  async #stage(one: ForeignEntry): Promise<void> {
    const name = nameOf(one);
    for (const lang of Object.keys(one.texts))
      if (!this.#languages.includes(lang)) this.#report.note('language', { lang });
    const [main, ...others] = this.#languages.filter((lang) => one.texts[lang]);
    const text = main && one.texts[main];
    const path = main && this.#pathOf(name, main);
    if (!text || !path) return;
    const facts = {
      ...(one.isDraft && { draft: true }),
      ...one.facts,
      ...this.#linkFacts(one.kind, one.key, one.facts),
    };
    if (one.kind === 'service')
      Object.assign(facts, await this.#stageTable(one.key, this.#memory.ids[name] ?? ''));
    this.#report.came(one.kind, path, text, facts);
    const content = this.#fileOf(FrontMatter[one.kind], { ...wordsOf(text, false), ...facts }, text, name);
    await this.#mergeFile(path, content, one.isDraft);
    for (const lang of others) {
      const [own, file] = [one.texts[lang], this.#pathOf(name, lang)];
      if (own && file)
        await this.#mergeFile(file, this.#fileOf(Translation, wordsOf(own, true), own, name), one.isDraft);
    }
  }

  /** The offices, services and online service that an entry is connected with, by our ids. */
  #linkFacts(kind: string, key: string, facts: Record<string, unknown>): Record<string, unknown> {
    const idsOf = (of: string, keys: string[]) =>
      keys.flatMap((one) => this.#memory.ids[nameOf({ kind: of, key: one })] ?? []);
    if (kind === 'document' && Array.isArray(facts.meetings))
      return {
        meetings: facts.meetings.map((one: object & { document: string }) => ({
          ...one,
          document: this.#memory.ids[nameOf({ kind: 'document', key: one.document })],
        })),
      };
    if (kind === 'topic') {
      const services = idsOf('service', this.#connections.servicesOf(key));
      return services.length > 0 ? { services } : {};
    }
    if (kind !== 'service') return {};
    const offices = idsOf('office', this.#connections.officesOf(key));
    const online = facts.online ?? this.#connections.onlineOf(key);
    return { ...(offices.length > 0 && { offices }), ...(online !== undefined && { online }) };
  }

  /** Brings a service that this import does not have up to date with who names it. */
  async #reconnect(name: string): Promise<void> {
    const path = this.#pathOf(name);
    if (!path || this.#found.has(name) || this.#deleted.has(name)) return;
    const before = await this.#read(`${MEMORY}/last/${path}`);
    if (before === undefined) return;
    const [kind, key] = split(name);
    const { data, body } = parseMarkdown(before);
    const facts = z.looseObject({ offices: z.unknown(), online: z.unknown() }).partial().parse(data);
    const links = this.#linkFacts(kind, key, facts);
    const now = writeEntry({ ...facts, offices: undefined, ...links }, [['', body]]);
    if (now !== before) await this.#mergeFile(path, now);
  }

  #fileOf(schema: z.ZodType, fields: Record<string, unknown>, text: ForeignText, name: string): string {
    const kept = { ...fields };
    const parsed = schema.safeParse(fields);
    for (const { path, code } of parsed.error?.issues ?? []) {
      const [field] = path;
      if (code === 'unrecognized_keys' || typeof field !== 'string' || field === 'title') continue;
      delete kept[field];
      this.#report.note('field', { field, record: name, title: text.title, value: shown(fields[field]) });
    }
    return writeEntry(kept, [
      ...(text.intro ? [['', this.#named(text.intro)] as const] : []),
      ...text.sections.map((section) => [section.heading, this.#named(section.text)] as const),
    ]);
  }

  /** Puts titles where a text names another entry as `{{office:7}}`. */
  #named(text: string): string {
    return text.replace(
      /\{\{((?:office|service):[^{}]+)\}\}/g,
      (_, name: string) => this.#titles.get(name) ?? split(name)[1],
    );
  }

  async #mergeFile(path: string, now: string, isDraft = false): Promise<void> {
    const [own, before] = [await this.#read(path), await this.#read(`${MEMORY}/last/${path}`)];
    await this.#write('memory', `${MEMORY}/last/${path}`, now);
    if (own === undefined) {
      // What editors deleted stays deleted.
      if (before !== undefined) {
        this.#report.note('deleted', { path });
        return;
      }
      this.#report.counts.added++;
      return this.#write('content', path, now);
    }
    if (isDraft && own !== before && before !== undefined) return this.#leave(path, before, now);
    const { content, conflicts } = mergeEntry(before ?? '', own, now);
    for (const part of conflicts) this.#report.note('conflict', { path, part });
    if (conflicts.length > 0) {
      this.#report.counts.conflicts++;
      await this.#write('memory', `${MEMORY}/conflicts/${path}`, now);
    }
    if (content === own || before === now) this.#report.counts.unchanged++;
    else {
      this.#report.counts.updated++;
      await this.#write('content', path, content);
    }
  }

  /** Writes who is responsible for which postcodes, unless editors have a table of their own there. */
  async #stageTable(service: string, id: string): Promise<{ responsibility?: string }> {
    const rules = this.#connections
      .postcodesOf(service)
      .flatMap(([office, postcodes]) =>
        postcodes.map(
          (postcode) => `${postcode};${this.#memory.ids[nameOf({ kind: 'office', key: office })]}`,
        ),
      );
    if (rules.length === 0) return {};
    const path = `responsibility/${id}.csv`;
    const now = `postcode;office\n${rules.join('\n')}\n`;
    const [own, before] = [await this.#read(path), await this.#read(`${MEMORY}/last/${path}`)];
    await this.#write('memory', `${MEMORY}/last/${path}`, now);
    if (own === undefined || own === before) await this.#write('content', path, now);
    else if (before !== now) this.#report.note('conflict', { path, part: 'postcode' });
    return { responsibility: id };
  }

  /** Leaves a draft alone that editors have worked on, and says if its source changed. */
  async #leave(path: string, before: string, now: string): Promise<void> {
    this.#report.counts.unchanged++;
    if (before === now) return;
    this.#report.note('changed', { path });
    await this.#write('memory', `${MEMORY}/conflicts/${path}`, now);
  }

  /** Takes an entry out that the other catalogue deleted, unless editors made it their own. */
  async #delete(name: string): Promise<void> {
    const path = this.#pathOf(name);
    if (!path) return;
    const [own, before] = [await this.#read(path), await this.#read(`${MEMORY}/last/${path}`)];
    if (own === undefined) return;
    if (own !== before) {
      this.#report.note('keptDeleted', { path });
      return;
    }
    const translations = this.#languages.map((lang) => path.replace(/[^.]+\.md$/, `${lang}.md`));
    for (const file of translations) await unlink(join(this.#dir, file)).catch(() => {});
    for (const file of translations) await unlink(join(this.#dir, MEMORY, 'last', file)).catch(() => {});
    this.#report.note('gone', { path });
    delete this.#memory.ids[name];
  }

  /** Notes what this source had the last time and has no longer. */
  #noteVanished(): void {
    const before = this.#memory.sources[this.#source] ?? [];
    const missing = before.filter((name) => !this.#found.has(name) && !this.#deleted.has(name));
    const unread = missing.filter((name) => this.#isPartial || this.#still.has(split(name)[1]));
    for (const name of missing) if (!unread.includes(name)) this.#report.note('vanished', { record: name });
    this.#memory.sources[this.#source] = [...this.#found.names(), ...unread];
  }

  async #read(file: string): Promise<string | undefined> {
    return readFile(join(this.#dir, file), 'utf8').catch(() => undefined);
  }

  async #write(part: 'content' | 'memory', path: string, content: string): Promise<void> {
    const target = join(this.#work, 'staged', path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    this.#staged[part].add(path);
  }

  /**
   * Puts everything in its place, each file at once. Whenever it is stopped, the next import goes on from there: ids come
   * first, and what is remembered of a file comes after the file.
   */
  async #publish(): Promise<void> {
    const index = `${MEMORY}/index.json`;
    await this.#write('memory', index, `${JSON.stringify(this.#memory, null, 1)}\n`);
    this.#staged.memory.delete(index);
    for (const path of [index, ...this.#staged.content, ...this.#staged.memory]) {
      const target = join(this.#dir, path);
      await mkdir(dirname(target), { recursive: true });
      // Over a neighbour, because the temporary folder may be on another disk.
      await writeFile(`${target}.new`, await readFile(join(this.#work, 'staged', path)));
      await rename(`${target}.new`, target);
    }
  }
}

function wordsOf(
  { title, keywords, questions, labels }: ForeignText,
  isTranslation: boolean,
): Record<string, unknown> {
  const own = [...new Set(keywords)];
  return {
    title,
    ...(questions.length > 0 && { questions }),
    ...(own.length > 0 && { keywords: own }),
    ...(isTranslation && Object.keys(labels).length > 0 && { labels }),
  };
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80);
}

/** An id from a title: `Führungszeugnis beantragen` becomes `fuehrungszeugnis-beantragen`. */
function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug || 'eintrag';
}
