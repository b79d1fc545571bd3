/** After so many failures in a row nobody asks for a while, in milliseconds. */
const FAILURES = 4;
const PAUSE = 20_000;

/** Keeps a provider that fails from being asked by everybody: after a pause one request tries again. */
export class CircuitBreaker {
  readonly #now: () => number;
  #failures = 0;
  #until = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get closed(): boolean {
    if (this.#failures < FAILURES) return true;
    if (this.#now() < this.#until) return false;
    // One tries; the others wait for what comes of it.
    this.#until = this.#now() + PAUSE;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures++;
    this.#until = this.#now() + PAUSE;
  }
}
