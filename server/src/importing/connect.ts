import { covers, isPostcode } from './areas.ts';
import type { ForeignEntry } from './catalogue.ts';
import { nameOf } from './found.ts';
import type { Memory } from './memory.ts';

/** Who names whom, in either direction, in this import and in those before. */
export class Connections {
  readonly #links: Memory['links'];
  readonly #resolve: (kind: string, key: string) => string | undefined;
  readonly #offices = new Map<string, Set<string>>();
  readonly #topics = new Map<string, Set<string>>();
  readonly #online = new Map<string, string>();
  /** By service, then by office. */
  readonly #postcodes = new Map<string, Map<string, Set<string>>>();

  /** `ags` is the city's own key, where it has one: who is responsible elsewhere is left out. */
  constructor({ links, ids }: Pick<Memory, 'links' | 'ids'>, ags?: string) {
    this.#links = links;
    this.#resolve = resolver([...Object.keys(ids), ...Object.keys(links)]);
    const key = (kind: string, one: string) => this.#resolve(kind, one) ?? one;
    for (const [name, link] of Object.entries(links)) {
      const [kind, own] = split(name);
      const services = link.services.map((service) => key('service', service));
      if (kind === 'service')
        for (const office of link.offices) add(this.#offices, own, key('office', office));
      if (kind === 'office') for (const service of services) add(this.#offices, service, own);
      if (kind === 'topic') for (const service of services) add(this.#topics, own, service);
      if (kind === 'online' && link.url) for (const service of services) this.#online.set(service, link.url);
      if (kind === 'responsibility') this.#addResponsibility(link, services, ags);
    }
  }

  #addResponsibility(
    { of = '', areas = [] }: Memory['links'][string],
    services: string[],
    ags?: string,
  ): void {
    const keys = areas.filter((area) => !isPostcode(area));
    if (ags && keys.length > 0 && !keys.some((area) => covers(area, ags))) return;
    const office = this.#resolve('office', of);
    const online = this.#resolve('online', of);
    const url = online === undefined ? undefined : this.#links[nameOf({ kind: 'online', key: online })]?.url;
    for (const service of services) {
      if (url) this.#online.set(service, url);
      if (office === undefined) continue;
      add(this.#offices, service, office);
      const byOffice = this.#postcodes.get(service) ?? new Map<string, Set<string>>();
      for (const area of areas.filter(isPostcode)) add(byOffice, office, area);
      this.#postcodes.set(service, byOffice);
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

  /** The postcodes that each office of a service is responsible for, if all of several offices have some. */
  postcodesOf(service: string): [office: string, postcodes: string[]][] {
    const byOffice = this.#postcodes.get(service) ?? new Map<string, Set<string>>();
    const offices = this.officesOf(service);
    if (offices.length < 2 || offices.some((office) => !byOffice.has(office))) return [];
    return [...byOffice].map(([office, postcodes]) => [office, [...postcodes].sort()]);
  }

  servicesOf(topic: string): string[] {
    return [...(this.#topics.get(topic) ?? [])];
  }

  onlineOf(service: string): string | undefined {
    return this.#online.get(service);
  }

  /** The key under which something is known that is named with its agency or without. */
  keyOf(kind: string, key: string): string | undefined {
    return this.#resolve(kind, key);
  }

  /** What is named and not known, by the name of who names it. */
  *lost(): Iterable<{ by: string; key: string }> {
    for (const [by, { offices, services, of, url }] of Object.entries(this.#links)) {
      for (const key of offices) if (this.#resolve('office', key) === undefined) yield { by, key };
      for (const key of services) if (this.#resolve('service', key) === undefined) yield { by, key };
      if (
        of !== undefined &&
        url === undefined &&
        !this.#resolve('office', of) &&
        !this.#resolve('online', of)
      )
        yield { by, key: of };
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

/** Finds keys `agency|id` that are named without their agency, and the other way round, if there is one alone. */
function resolver(names: string[]): (kind: string, key: string) => string | undefined {
  const known = new Set(names);
  const bare = new Map<string, Set<string>>();
  for (const name of known) {
    const [kind, key] = split(name);
    add(bare, nameOf({ kind, key: bareOf(key) }), key);
  }
  return (kind, key) => {
    if (known.has(nameOf({ kind, key }))) return key;
    const alike = [...(bare.get(nameOf({ kind, key: bareOf(key) })) ?? [])].filter(
      (one) => !(one.includes('|') && key.includes('|')),
    );
    return alike.length === 1 ? alike[0] : undefined;
  };
}

function bareOf(key: string): string {
  return key.slice(key.indexOf('|') + 1);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const all = map.get(key) ?? new Set();
  map.set(key, all.add(value));
}
