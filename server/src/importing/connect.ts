import type { ForeignEntry } from './catalogue.ts';
import { nameOf } from './found.ts';
import type { Memory } from './memory.ts';

/** Who names whom, in either direction, in this import and in those before. */
export class Connections {
  readonly #links: Memory['links'];
  readonly #offices = new Map<string, Set<string>>();
  readonly #topics = new Map<string, Set<string>>();
  readonly #online = new Map<string, string>();

  constructor(links: Memory['links']) {
    this.#links = links;
    for (const [name, { offices, services, url }] of Object.entries(links)) {
      const [kind = '', key = ''] = split(name);
      if (kind === 'service') for (const office of offices) add(this.#offices, key, office);
      if (kind === 'office') for (const service of services) add(this.#offices, service, key);
      if (kind === 'topic') for (const service of services) add(this.#topics, key, service);
      if (kind === 'online' && url) for (const service of services) this.#online.set(service, url);
    }
  }

  /** The names of services that somebody else named. */
  services(): string[] {
    return [...new Set([...this.#offices.keys(), ...this.#online.keys()])].map((key) =>
      nameOf({ kind: 'service', key }),
    );
  }

  officesOf(service: string): string[] {
    return [...(this.#offices.get(service) ?? [])];
  }

  servicesOf(topic: string): string[] {
    return [...(this.#topics.get(topic) ?? [])];
  }

  onlineOf(service: string): string | undefined {
    return this.#online.get(service);
  }

  /** Everything that is named, by the name of who names it. */
  *named(): Iterable<{ by: string; name: string }> {
    for (const [by, { offices, services }] of Object.entries(this.#links)) {
      for (const key of offices) yield { by, name: nameOf({ kind: 'office', key }) };
      for (const key of services) yield { by, name: nameOf({ kind: 'service', key }) };
    }
  }
}

/** What an entry names, to be remembered. */
export function linksOf({ offices = [], services = [] }: ForeignEntry): Memory['links'][string] {
  return { offices, services };
}

export function split(name: string): [kind: string, key: string] {
  const at = name.indexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const all = map.get(key) ?? new Set();
  map.set(key, all.add(value));
}
