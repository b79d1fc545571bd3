import { createHash } from 'node:crypto';

/** How long a second click finds what the first one sent, in milliseconds, and how many of them. */
const REMEMBERED = 10 * 60_000;
const MOST_REMEMBERED = 10_000;

/**
 * Sends once what is sent twice, and remembers its number for some minutes. Nothing of it is kept but its hash. What did not
 * arrive can be sent again.
 */
export class Once {
  readonly #sent = new Map<string, { number: Promise<string>; until: number }>();

  send(message: object, receipt: string, deliver: () => Promise<string>): Promise<string> {
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
