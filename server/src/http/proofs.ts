import { createHash, createHmac, createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isSame } from '../consent/same.ts';
import { ProblemError } from './problem.ts';

/** Zero bits that a proof begins with: some ten thousand hashes, a second on a phone. */
const BITS = 14;
/** How long there is for a proof, in milliseconds. */
const LIFETIME = 2 * 60 * 1000;
const WINDOW = 60;

interface Options {
  secret: string;
  /** So many consents a minute are given without a proof, from all together; 0 asks for none. */
  freePerMinute: number;
  now?: () => number;
}

/**
 * Asks for a proof of work before consent while there are more of them than usual (SEC-4). A salt is signed, not stored;
 * each is good for one consent.
 */
export class Proofs {
  readonly #key: KeyObject;
  readonly #free: RateLimiterMemory | undefined;
  readonly #now: () => number;
  /** Salts that were used, and when they end, oldest first. */
  readonly #used = new Map<string, number>();

  constructor({ secret, freePerMinute, now = Date.now }: Options) {
    this.#key = createSecretKey(secret, 'utf8');
    this.#now = now;
    if (freePerMinute > 0) this.#free = new RateLimiterMemory({ points: freePerMinute, duration: WINDOW });
  }

  /** Lets a consent pass if it is free or has a proof. Throws the 429 `ProblemError` with the work to do. */
  async check(proof: string | undefined): Promise<void> {
    const isFree = await this.#free?.consume('all').then(
      () => true,
      () => false,
    );
    if (isFree === false && !this.#accepts(proof ?? ''))
      throw new ProblemError('rate-limited', {
        headers: { 'Retry-After': '1' },
        extra: { proofOfWork: { salt: this.#salt(), bits: BITS } },
      });
  }

  #accepts(proof: string): boolean {
    const [salt = '', number = ''] = proof.split(':');
    const [end = '', id = '', signature = ''] = salt.split('.');
    const first = createHash('sha256').update(proof).digest().readUInt32BE();
    const good =
      /^\d{1,15}$/.test(number) &&
      Number(end) > this.#now() &&
      isSame(signature, this.#sign(`${end}.${id}`)) &&
      Math.clz32(first) >= BITS &&
      !this.#used.has(id);
    if (good) this.#use(id, Number(end));
    return good;
  }

  #use(id: string, end: number): void {
    this.#used.set(id, end);
    for (const [old, oldEnd] of this.#used) {
      if (oldEnd > this.#now()) break;
      this.#used.delete(old);
    }
  }

  #salt(): string {
    const content = `${this.#now() + LIFETIME}.${randomUUID()}`;
    return `${content}.${this.#sign(content)}`;
  }

  #sign(content: string): string {
    return createHmac('sha256', this.#key).update(`proof ${content}`).digest('base64url');
  }
}
