import { NetworkError, TimeoutError } from './errors.ts';

/** Listens to a server while a request is under way, and ends the request once nothing is heard for too long. */
export class Watch {
  readonly #abort = new AbortController();
  readonly #silence: number;
  readonly #outer: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silent = false;

  /** `silence` in milliseconds; `outer` ends the request, too. */
  constructor(silence: number, outer: AbortSignal | undefined) {
    this.#silence = silence;
    this.#outer = outer;
    if (outer?.aborted) this.#follow();
    outer?.addEventListener('abort', this.#follow);
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something was heard: the time starts anew. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.#abort.abort();
    }, this.#silence);
  }

  /** What a failed request means; `fetch` and body readers throw a bare `TypeError` when the connection fails. */
  explain(error: unknown): unknown {
    if (this.#silent) return new TimeoutError('The server is silent', { cause: error });
    if (this.#outer?.aborted || !(error instanceof TypeError)) return error;
    return new NetworkError('The server cannot be reached', { cause: error });
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#follow);
  }

  #follow = () => this.#abort.abort(this.#outer?.reason);
}
