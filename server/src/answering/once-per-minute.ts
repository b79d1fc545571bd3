import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';

/** In milliseconds. */
const MINUTE = 60_000;
/** Some megabytes of answers. */
const MOST = 1000;

/**
 * Remembers what was made from a knowledge base within the same minute of the clock: what is open changes no faster. For
 * what the city wrote, never for a citizen's words (DP-5).
 */
export class OncePerMinute<T> {
  readonly #known = new WeakMap<KnowledgeBase, { minute: number; made: Map<string, T> }>();

  get(base: KnowledgeBase, key: string, make: () => T): T {
    const minute = Math.floor(Date.now() / MINUTE);
    let known = this.#known.get(base);
    if (known?.minute !== minute || known.made.size === MOST) {
      known = { minute, made: new Map() };
      this.#known.set(base, known);
    }
    const one = known.made.get(key) ?? make();
    known.made.set(key, one);
    return one;
  }
}
