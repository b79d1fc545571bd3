import type { SearchResult } from '@stadtlotse/sdk';
import type { ReactiveControllerHost } from 'lit';

/** How long typing must pause before a search, in milliseconds. */
const PAUSE = 150;
/** Fewer letters than this find too much. */
const SHORTEST = 2;

export type Search = (query: string, signal: AbortSignal) => Promise<SearchResult[]>;

/** What is suggested while somebody types, and which of it Enter would choose. */
export class Suggestions {
  /** What was found; none before anything was looked for. */
  results: SearchResult[] = [];
  /** The place of the one that Enter would choose, -1 for none. */
  active = -1;
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController({ hostDisconnected: () => this.close() });
  }

  /** Looks for what a text may mean once typing pauses. */
  lookFor(text: string, search: Search): void {
    this.#stop();
    const query = text.trim();
    if (query.length < SHORTEST) this.close();
    else this.#timer = setTimeout(() => void this.#find(query, search), PAUSE);
  }

  async #find(query: string, search: Search): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const results = await search(query, abort.signal);
    if (!abort.signal.aborted) this.#show(results);
  }

  close(): void {
    this.#stop();
    if (this.results.length > 0) this.#show([]);
  }

  /** From the last suggestion back to the field, and from there to the first. */
  move(step: 1 | -1): void {
    const places = this.results.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.#host.requestUpdate();
  }

  #show(results: SearchResult[]): void {
    this.results = results;
    this.active = -1;
    this.#host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }
}
