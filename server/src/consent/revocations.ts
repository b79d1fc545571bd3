import type { Store } from '../store.ts';

/**
 * The ids of withdrawn receipts, until they would have expired: in this process, and in the store for its neighbours.
 * What is withdrawn while the store cannot be reached is told to it once it can.
 */
export class Revocations {
  readonly #store: Store | undefined;
  readonly #now: () => number;
  /** Ids and when they expire, in seconds since 1970; oldest first. */
  readonly #own = new Map<string, number>();

  constructor({
    store,
    now = Date.now,
  }: { store?: Store | undefined; now?: (() => number) | undefined } = {}) {
    this.#store = store;
    this.#now = now;
    store?.on('ready', () => {
      for (const [id, expiresAt] of this.#own) void this.#tell(id, expiresAt);
    });
  }

  async add(id: string, expiresAt: number): Promise<void> {
    this.#own.set(id, expiresAt);
    for (const [old, end] of this.#own) {
      if (end > this.#now() / 1000) break;
      this.#own.delete(old);
    }
    await this.#tell(id, expiresAt);
  }

  async has(id: string): Promise<boolean> {
    if (this.#own.has(id)) return true;
    return ((await this.#store?.exists(key(id)).catch(() => 0)) ?? 0) > 0;
  }

  async #tell(id: string, expiresAt: number): Promise<void> {
    const seconds = Math.ceil(expiresAt - this.#now() / 1000);
    if (seconds > 0) await this.#store?.set(key(id), 1, 'EX', seconds).catch(() => {});
  }
}

function key(id: string): string {
  return `withdrawn:${id}`;
}
