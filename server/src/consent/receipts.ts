import { createHmac, createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { Scope } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';
import type { Store } from '../store.ts';
import { Revocations } from './revocations.ts';
import { isSame } from './same.ts';

/** How much the clocks of two servers may differ, in seconds. */
const CLOCK_SKEW = 300;

/** What a receipt says; it identifies nobody (Art. 7(1), Art. 11 DSGVO). Times in seconds since 1970. */
const Receipt = z.strictObject({
  id: z.uuid(),
  policyVersion: z.string(),
  scopes: z.array(Scope),
  issuedAt: z.int(),
  expiresAt: z.int(),
});
export type Receipt = z.infer<typeof Receipt>;

interface Options {
  /** At least 32 bytes. */
  secret: string;
  /** The secret before this one: what it signed is accepted until it expires, so that keys can be changed. */
  previousSecret?: string | undefined;
  policyVersion: string;
  /** Minutes. */
  lifetime: number;
  store?: Store | undefined;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
}

/**
 * Issues, verifies and revokes consent receipts: `<payload>.<HMAC-SHA-256>`, both base64url.
 * Nothing is stored but the ids of withdrawn receipts.
 */
export class Receipts {
  readonly policyVersion: string;
  readonly #keys: [KeyObject, ...KeyObject[]];
  readonly #lifetime: number;
  readonly #now: () => number;
  readonly #revocations: Revocations;

  constructor({ secret, previousSecret, policyVersion, lifetime, store, now = Date.now }: Options) {
    this.#keys = [keyOf(secret), ...(previousSecret ? [keyOf(previousSecret)] : [])];
    this.#revocations = new Revocations({ store, now });
    this.policyVersion = policyVersion;
    this.#lifetime = lifetime * 60;
    this.#now = now;
  }

  issue(scopes: Scope[]): { receipt: string; expiresAt: Date } {
    const issuedAt = this.#seconds();
    const expiresAt = issuedAt + this.#lifetime;
    const content: Receipt = {
      id: randomUUID(),
      policyVersion: this.policyVersion,
      scopes,
      issuedAt,
      expiresAt,
    };
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return { receipt: `${payload}.${sign(payload, this.#keys[0])}`, expiresAt: new Date(expiresAt * 1000) };
  }

  /** What a receipt says, if it is genuine, in force, of this policy version and not withdrawn. */
  async verify(receipt: string): Promise<Receipt | undefined> {
    const [payload = '', signature = '', ...rest] = receipt.split('.');
    const genuine = this.#keys.some((key) => isSame(signature, sign(payload, key)));
    if (rest.length > 0 || !genuine) return undefined;
    const content = Receipt.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const now = this.#seconds();
    // Issued later than now: the clock was set back, and the receipt would be good for longer than was agreed to.
    const inTime = content.issuedAt <= now + CLOCK_SKEW && content.expiresAt > now;
    const inForce = inTime && content.policyVersion === this.policyVersion;
    return inForce && !(await this.#revocations.has(content.id)) ? content : undefined;
  }

  /** Withdraws a receipt (Art. 7(3) DSGVO). */
  revoke({ id, expiresAt }: Receipt): Promise<void> {
    return this.#revocations.add(id, expiresAt);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function keyOf(secret: string): KeyObject {
  if (Buffer.byteLength(secret) < 32) throw new RangeError('The signing secret is shorter than 32 bytes');
  return createSecretKey(secret, 'utf8');
}

function sign(payload: string, key: KeyObject): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
