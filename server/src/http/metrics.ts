import type { Answer, FeedbackRequest } from '@stadtlotse/sdk';
import { Counter, Registry } from 'prom-client';

/** Counts without content (BSI-9): how answers came out and whether they helped, never what was said. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #answers = new Counter({
    name: 'stadtlotse_answers_total',
    help: 'Answers by kind, provenance and language',
    labelNames: ['kind', 'provenance', 'lang'],
    registers: [this.#registry],
  });
  readonly #feedback = new Counter({
    name: 'stadtlotse_feedback_total',
    help: 'Feedback by helpfulness and reason',
    labelNames: ['helpful', 'reason'],
    registers: [this.#registry],
  });

  answered({ kind, provenance, lang }: Answer): void {
    this.#answers.inc({ kind, provenance, lang });
  }

  rated({ helpful, reason }: FeedbackRequest): void {
    this.#feedback.inc({ helpful: String(helpful), reason: reason ?? 'none' });
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
