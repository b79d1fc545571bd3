import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from './problem.ts';

/** Seconds over which requests are counted. */
const WINDOW = 60;
/** Many people share an address (a school, a library, a mobile network): it may ask this many times more. */
const ADDRESS_FACTOR = 5;
/** How long a key for hashing addresses is used, in milliseconds. */
const KEY_LIFETIME = 60 * 60 * 1000;

/** Counts requests per receipt and per address; addresses only as keyed hashes with a key that rotates (DP-6). */
export class Limits {
  readonly #perReceipt: RateLimiterMemory | undefined;
  readonly #perAddress: RateLimiterMemory | undefined;
  #key = randomBytes(32);
  #keyMadeAt = Date.now();

  /** `perMinute` requests from one receipt; 0 switches the limits off. */
  constructor(perMinute: number) {
    if (perMinute === 0) return;
    this.#perReceipt = new RateLimiterMemory({ points: perMinute, duration: WINDOW });
    this.#perAddress = new RateLimiterMemory({ points: perMinute * ADDRESS_FACTOR, duration: WINDOW });
  }

  /** Counts a request from an address; returns the `RateLimit` headers. Throws the 429 `ProblemError`. */
  countAddress(address: string | undefined): Promise<Record<string, string>> {
    return count('address', this.#perAddress, this.#hash(address ?? ''));
  }

  /** Counts a request with a receipt; returns the `RateLimit` headers. Throws the 429 `ProblemError`. */
  countReceipt(id: string): Promise<Record<string, string>> {
    return count('receipt', this.#perReceipt, id);
  }

  #hash(address: string): string {
    if (Date.now() - this.#keyMadeAt > KEY_LIFETIME) {
      this.#key = randomBytes(32);
      this.#keyMadeAt = Date.now();
    }
    return createHmac('sha256', this.#key).update(address).digest('base64url');
  }
}

async function count(
  policy: string,
  limiter: RateLimiterMemory | undefined,
  key: string,
): Promise<Record<string, string>> {
  if (!limiter) return {};
  const result = await limiter.consume(key).catch((refused: RateLimiterRes) => refused);
  const seconds = Math.ceil(result.msBeforeNext / 1000);
  const headers = {
    // draft-ietf-httpapi-ratelimit-headers
    'RateLimit-Policy': `"${policy}";q=${limiter.points};w=${WINDOW}`,
    RateLimit: `"${policy}";r=${Math.max(0, result.remainingPoints)};t=${seconds}`,
  };
  if (result.consumedPoints <= limiter.points) return headers;
  throw new ProblemError('rate-limited', { headers: { ...headers, 'Retry-After': String(seconds) } });
}
