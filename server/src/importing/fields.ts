import type { Sink } from './catalogue.ts';

/** What stands for "nothing" in catalogues that were written by scripts: `false`, `null`, `""`, `[]`, `{}`. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'string' && value.trim() === '') ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** Notes where nothing depends on the values: paths lose their numbers. */
const general = (path: string) => path.replace(/\[\d+\]/g, '[]');

/**
 * A record of another catalogue, read field by field: what has another type than expected costs that field and is
 * noted with its path; what nobody asked for is noted by `finish`.
 */
export class Fields {
  readonly #values: Record<string, unknown>;
  readonly #path: string;
  readonly #record: string;
  readonly #note: Sink['note'];
  readonly #read = new Set<string>();
  readonly #inner: Fields[] = [];

  /** `record` names the record for an editor; `path` is where it stands within the record. */
  constructor(values: object, record: string, note: Sink['note'], path = '') {
    this.#values = { ...values };
    this.#record = record;
    this.#note = note;
    this.#path = path;
  }

  has(name: string): boolean {
    return !isEmpty(this.#values[name]);
  }

  isText(name: string): boolean {
    return typeof this.#values[name] === 'string';
  }

  /** A text; numbers count as texts. Empty if there is none. */
  text(name: string): string {
    const value = this.#take(name);
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number') return String(value);
    if (!isEmpty(value)) this.#refuse(name);
    return '';
  }

  /** Texts, as a list or with commas between them. */
  words(name: string): string[] {
    const value = this.#take(name);
    if (typeof value === 'string') return value.split(/[,;\n]/).flatMap((word) => word.trim() || []);
    if (isEmpty(value)) return [];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number'))
      return value.map(String).flatMap((word) => word.trim() || []);
    this.#refuse(name);
    return [];
  }

  /** Whether it is said to be so; `undefined` if nothing is said. */
  flag(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'boolean') return value;
    if (value === 0 || value === '0' || value === 'false') return false;
    if (value === 1 || value === '1' || value === 'true') return true;
    if (!isEmpty(value)) this.#refuse(name);
    return undefined;
  }

  /** The fields within; without any if there are none. */
  group(name: string): Fields {
    const value = this.#take(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return this.#within(name, value);
    if (!isEmpty(value)) this.#refuse(name);
    return this.#within(name, {});
  }

  /** The records of a list; a text or number stands for a record with that as its `key`. */
  list(name: string, key: string): Fields[] {
    const value = this.#take(name);
    if (isEmpty(value)) return [];
    const items = Array.isArray(value)
      ? value
      : typeof value === 'object'
        ? Object.values(value ?? {})
        : [value];
    return items.flatMap((item: unknown, index) => {
      const at = `${name}[${index}]`;
      if (typeof item === 'string' || typeof item === 'number') return this.#within(at, { [key]: item });
      if (typeof item === 'object' && item !== null && !Array.isArray(item)) return this.#within(at, item);
      if (!isEmpty(item)) this.#refuse(at);
      return [];
    });
  }

  /** Passes over a field that says nothing an entry could say, e.g. because another field says it, too. */
  skip(...names: string[]): void {
    for (const name of names) this.#read.add(name);
  }

  /** Notes a field that was read and cannot be used; `key` names a text of `import.note`. */
  refuse(name: string, key: string, value: string): void {
    this.#note(key, { field: general(this.#path + name), record: this.#record, value });
  }

  /** Notes everything that was not read, by the names of its fields. */
  finish(): void {
    for (const [name, value] of Object.entries(this.#values))
      if (!this.#read.has(name) && !isEmpty(value))
        this.#note('unread', { field: general(this.#path + name) });
    for (const inner of this.#inner) inner.finish();
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#values[name];
  }

  #within(name: string, values: object): Fields {
    const inner = new Fields(values, this.#record, this.#note, `${this.#path}${name}.`);
    this.#inner.push(inner);
    return inner;
  }

  #refuse(name: string): void {
    this.#note('type', { field: this.#path + name, record: this.#record });
  }
}
