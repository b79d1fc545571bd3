import type { Answer, FeedbackRequest } from '@stadtlotse/sdk';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ModelOutcome, ModelWatch } from '../answering/generate/model-watch.ts';

/** A count below this is not shown: it might be about somebody (DP-13). */
const SMALLEST = 5;
/** Upper bounds of the classes of durations, in seconds. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What the gauges ask for whenever they are read. */
interface State {
  /** How many answers are in the making. */
  open(): number;
  /** Tokens that the language model has taken today. */
  tokensToday(): number;
  /** How many messages were understood by meaning, by words alone, and with statements left unjudged, since the start. */
  understood(): { meaning: number; words: number; unjudged: number };
}

/** Counts without content (BSI-9): how long requests take and how they end, never what was said. */
export class Metrics implements ModelWatch {
  readonly #registry = new Registry();
  readonly #answers = new Counter({
    name: 'stadtlotse_answers_total',
    help: 'Answers by kind (abstain: no answer found), provenance and language; counts below 5 are not shown',
    labelNames: ['kind', 'provenance', 'lang'],
    registers: [this.#registry],
  });
  readonly #entries = new Counter({
    name: 'stadtlotse_entries_total',
    help: 'Answers by the entry they come from first; counts below 5 are not shown',
    labelNames: ['entry'],
    registers: [this.#registry],
  });
  readonly #feedback = new Counter({
    name: 'stadtlotse_feedback_total',
    help: 'Feedback by helpfulness and reason; counts below 5 are not shown',
    labelNames: ['helpful', 'reason'],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'stadtlotse_request_duration_seconds',
    help: 'How long requests take, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATIONS,
    registers: [this.#registry],
  });

  readonly #outcomes = new Counter({
    name: 'stadtlotse_model_outcomes_total',
    help: 'What became of answers that the model was to write: shown, trimmed, replaced, refused, failed, budget',
    labelNames: ['result'],
    registers: [this.#registry],
  });
  readonly #dropped = new Counter({
    name: 'stadtlotse_model_dropped_sentences_total',
    help: 'Sentences of the model that were not shown, by reason',
    labelNames: ['reason'],
    registers: [this.#registry],
  });
  readonly #first = new Histogram({
    name: 'stadtlotse_model_first_sentence_seconds',
    help: 'How long it takes from asking the model to the first verified sentence',
    buckets: DURATIONS,
    registers: [this.#registry],
  });

  constructor(state: State) {
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    gauge('stadtlotse_open_answers', 'Answers in the making', state.open);
    gauge('stadtlotse_model_tokens_today', 'Tokens taken of the daily budget', state.tokensToday);
    gauge(
      'stadtlotse_understood_by_meaning',
      'Messages understood with the encoder',
      () => state.understood().meaning,
    );
    gauge(
      'stadtlotse_understood_by_words',
      'Messages understood by their words alone: the encoder was busy, being prepared, or does not work here',
      () => state.understood().words,
    );
    gauge(
      'stadtlotse_left_unjudged',
      'Messages answered without reading question and statements together: the encoder was busy',
      () => state.understood().unjudged,
    );
    collectDefaultMetrics({ register: this.#registry });
  }

  answered({ kind, provenance, lang, sources: [first] }: Answer): void {
    this.#answers.inc({ kind, provenance, lang });
    if (first && kind === 'answer') this.#entries.inc({ entry: first.id });
  }

  rated({ helpful, reason }: FeedbackRequest): void {
    this.#feedback.inc({ helpful: String(helpful), reason: reason ?? 'none' });
  }

  ended(result: ModelOutcome): void {
    this.#outcomes.inc({ result });
  }

  dropped(reason: string): void {
    this.#dropped.inc({ reason });
  }

  began(ms: number): void {
    this.#first.observe(ms / 1000);
  }

  /** Takes the time of each request; routes by their pattern, so that no address ends up in a label. */
  readonly timer: RequestHandler = (request, response, next) => {
    const stop = this.#durations.startTimer();
    response.once('close', () => {
      const route = request.route?.path ?? 'files';
      stop({ method: request.method, route, status: response.writableFinished ? response.statusCode : 499 });
    });
    next();
  };

  /** In the text format of Prometheus. */
  async text(): Promise<string> {
    const lines = (await this.#registry.metrics()).split('\n');
    return lines.filter((line) => !isSmall(line)).join('\n');
  }
}

function isSmall(line: string): boolean {
  const [, count] = /^stadtlotse_(?:answers|entries|feedback)_total\{.*\} (\d+)$/.exec(line) ?? [];
  return count !== undefined && Number(count) < SMALLEST;
}
