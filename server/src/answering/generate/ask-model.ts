import type { ModelConfig } from '../../config.ts';
import type { CircuitBreaker } from '../../models/breaker.ts';
import type { Budget } from '../../models/budget.ts';
import { type Model, ModelError, type ModelRequest } from '../../models/model.ts';

/** A model with what keeps it within bounds. */
export interface Assistant {
  model: Model;
  limits: ModelConfig['limits'];
  budget: Budget;
  breaker: CircuitBreaker;
}

/** Letters per token, roughly, to know beforehand whether a request is within the budget. */
const LETTERS_PER_TOKEN = 3;

/** Why the model must not be asked: receipt or city have no tokens left (SEC-6), or it has failed too often. */
export function hindrance(
  { budget, breaker, limits }: Assistant,
  receipt: string,
  request: ModelRequest,
): 'budget' | 'failed' | undefined {
  const letters =
    request.system.length +
    request.question.length +
    request.documents.reduce((sum, { text }) => sum + text.length, 0);
  if (!budget.allows(receipt, letters / LETTERS_PER_TOKEN + limits.answerTokens)) return 'budget';
  return breaker.closed ? undefined : 'failed';
}

/**
 * Asks the model; yields its text as it comes. Ends the call when the client is gone, when the first words or the whole
 * take too long. Throws `ModelError`, or the client signal's reason.
 */
export async function* askModel(
  { model, limits, budget, breaker }: Assistant,
  receipt: string,
  request: ModelRequest,
  client: AbortSignal,
): AsyncGenerator<string> {
  const late = new AbortController();
  const expire = () => late.abort(new ModelError('timeout'));
  const whole = setTimeout(expire, limits.seconds * 1000);
  const first = setTimeout(expire, limits.firstSeconds * 1000);
  let spent = false;
  let written = 0;
  try {
    for await (const event of model.write(request, AbortSignal.any([client, late.signal]))) {
      clearTimeout(first);
      if (event.type === 'usage') {
        budget.spend(receipt, event.usage);
        spent = true;
      } else {
        written += event.text.length;
        yield event.text;
      }
    }
    breaker.succeeded();
  } catch (error) {
    if (client.aborted) throw error;
    // What a model refuses or breaks off at its limit is no fault of the provider.
    if (error instanceof ModelError && ['refused', 'cut-off'].includes(error.fault)) breaker.succeeded();
    else breaker.failed();
    throw error;
  } finally {
    clearTimeout(whole);
    clearTimeout(first);
    if (!spent) budget.spend(receipt, { input: 0, output: Math.ceil(written / LETTERS_PER_TOKEN) });
  }
}
