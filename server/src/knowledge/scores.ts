/** Scores of documents for one question: as fast as an array, and emptied at the cost of what was touched. */
export class Scores {
  readonly #values: Float64Array;
  #touched: number[] = [];

  constructor(count: number) {
    this.#values = new Float64Array(count);
  }

  get(document: number): number {
    return this.#values[document] ?? 0;
  }

  add(document: number, value: number): void {
    this.raise(document, this.get(document) + value);
  }

  /** Sets a score if it is higher than what is there. */
  raise(document: number, value: number): void {
    const before = this.#values[document] ?? 0;
    if (value <= before) return;
    if (before === 0) this.#touched.push(document);
    this.#values[document] = value;
  }

  /** The documents with a score, in no order. */
  documents(): readonly number[] {
    return this.#touched;
  }

  /** The best documents of those that `allow` lets pass, best first, at most `limit`. */
  top(limit: number, allow: (document: number) => boolean): number[] {
    const best: number[] = [];
    for (const document of this.#touched) {
      const score = this.get(document);
      if (best.length === limit && score <= this.get(best[limit - 1] ?? 0)) continue;
      if (!allow(document)) continue;
      let place = best.length;
      while (place > 0 && this.get(best[place - 1] ?? 0) < score) place--;
      best.splice(place, 0, document);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  clear(): void {
    for (const document of this.#touched) this.#values[document] = 0;
    this.#touched = [];
  }
}
