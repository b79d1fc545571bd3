/** What was judged of statements as answers to the questions of one message, and what is still to be. */
export class Judgements {
  readonly #logits = new Map<string, Map<string, number>>();
  readonly #wanted = new Map<string, Set<string>>();

  /** The statements that were asked for and have not been judged, by question. */
  get wanted(): Map<string, string[]> {
    return new Map([...this.#wanted].map(([question, statements]) => [question, [...statements]]));
  }

  /** How likely each statement answers a question, as logits; undefined while any is still to be judged, which is wanted then. */
  of(question: string, statements: readonly string[]): number[] | undefined {
    const known = this.#logits.get(question);
    const logits = statements.flatMap((statement) => known?.get(statement) ?? []);
    if (logits.length === statements.length) return logits;
    const wanted = this.#wanted.get(question) ?? new Set();
    this.#wanted.set(question, wanted);
    for (const statement of statements) wanted.add(statement);
    return undefined;
  }

  /** Takes what was judged. */
  add(question: string, statements: readonly string[], logits: Float32Array): void {
    this.#logits.set(
      question,
      new Map(statements.map((statement, place) => [statement, logits[place] ?? 0])),
    );
    this.#wanted.delete(question);
  }
}
