import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { Scope } from '@stadtlotse/sdk/protocol';
import { z } from 'zod';

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
  policyVersion: string;
  /** Minutes. */
  lifetime: number;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
}

/**
 * Issues, verifies and revokes consent receipts: `<payload>.<HMAC-SHA-256>`, both base64url.
 * Nothing is stored but the ids of withdrawn receipts, until they would have expired.
 */
export class Receipts {
  readonly policyVersion: string;
  readonly #key: KeyObject;
  readonly #lifetime: number;
  readonly #now: () => number;
  /** Withdrawn ids and when they expire, oldest first. */
  readonly #revoked = new Map<string, number>();

  constructor({ secret, policyVersion, lifetime, now = Date.now }: Options) {
    if (Buffer.byteLength(secret) < 32) throw new RangeError('The signing secret is shorter than 32 bytes');
    this.#key = createSecretKey(secret, 'utf8');
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
    return { receipt: `${payload}.${this.#sign(payload)}`, expiresAt: new Date(expiresAt * 1000) };
  }

  /** What a receipt says, if it is genuine, in force, of this policy version and not withdrawn. */
  verify(receipt: string): Receipt | undefined {
    const [payload = '', signature = '', ...rest] = receipt.split('.');
    const expected = Buffer.from(this.#sign(payload));
    const given = Buffer.from(signature);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
      return undefined;
    const content = Receipt.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const inForce = content.expiresAt > this.#seconds() && content.policyVersion === this.policyVersion;
    return inForce && !this.#revoked.has(content.id) ? content : undefined;
  }

  /** Withdraws a receipt (Art. 7(3) DSGVO). */
  revoke({ id, expiresAt }: Receipt): void {
    this.#revoked.set(id, expiresAt);
    for (const [old, end] of this.#revoked) {
      if (end > this.#seconds()) break;
      this.#revoked.delete(old);
    }
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url');
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
