import { createHash } from 'node:crypto';
import { ProblemError } from '../http/problem.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import { HandoverError } from './message.ts';

/** How long a second click finds what the first one sent, in milliseconds, and how many of them. */
const REMEMBERED = 10 * 60_000;
const MOST_REMEMBERED = 10_000;

/**
 * Sends once what is sent twice, and remembers its number for some minutes. Nothing of it is kept but its hash. What did not
 * arrive can be sent again.
 */
export class Once {
  readonly #sent = new Map<string, { number: Promise<string>; until: number }>();

  /** Resolves with the number that `deliver` gives it. Throws a `ProblemError` (502) if it did not arrive. */
  async send(
    message: { lang: string },
    receipt: string,
    base: KnowledgeBase,
    deliver: () => Promise<string>,
  ): Promise<string> {
    try {
      return await this.#send(message, receipt, deliver);
    } catch (error) {
      if (!(error instanceof HandoverError)) throw error;
      console.error(`A message could not be handed over: ${error.reason}.`);
      const { phone = '115' } = base.city.contact;
      throw new ProblemError('handover-failed', {
        detail: texts(message.lang)('handover.failed', { phone }),
      });
    }
  }

  #send(message: object, receipt: string, deliver: () => Promise<string>): Promise<string> {
    const now = Date.now();
    for (const [key, { until }] of this.#sent) {
      if (until > now && this.#sent.size < MOST_REMEMBERED) break;
      this.#sent.delete(key);
    }
    const key = createHash('sha256')
      .update(`${receipt} ${JSON.stringify(message)}`)
      .digest('hex');
    const known = this.#sent.get(key);
    if (known) return known.number;
    const number = deliver();
    this.#sent.set(key, { number, until: now + REMEMBERED });
    number.catch(() => this.#sent.delete(key));
    return number;
  }
}
