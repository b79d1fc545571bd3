import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import type { Store } from '../store.ts';
import { ProblemError } from './problem.ts';

/** Seconds over which requests are counted. */
const WINDOW = 60;
const DAY = 24 * 60 * 60;
/** Many people share an address (a school, a library, a mobile network): it may ask this many times more. */
const ADDRESS_FACTOR = 5;
/** All the networks that one line may have of IPv6 may ask this many times more again. */
const NETWORK_FACTOR = 4;
/** How many requests one search may take: it is typed letter by letter. */
const LETTERS = 8;
/** How long a key for hashing addresses is used, in milliseconds. */
const KEY_LIFETIME = 60 * 60 * 1000;

interface Options {
  limits: Config['limits'];
  /** The keys for hashing addresses are made of it, so that servers that share a store count together. */
  secret: string;
  store?: Store | undefined;
}

type Limiter = RateLimiterMemory | RateLimiterRedis;
type PerAddress = 'address' | 'search-address';
type Policy = 'receipt' | PerAddress | `${PerAddress}-network` | 'search' | 'city';

/**
 * Counts requests per receipt, per address and for the city (BSI-4, SEC-4); addresses only as keyed hashes with a key
 * that rotates (DP-6). Counted in the store if there is one, in this process while it cannot be reached.
 */
export class Limits {
  readonly #limiters: Record<Policy, Limiter | undefined>;
  readonly #secret: KeyObject;
  readonly #concurrent: number;
  #key: { number: number; key: KeyObject } | undefined;
  #open = 0;

  /** A limit of 0 is none. */
  constructor({ limits, secret, store }: Options) {
    const { questionsPerMinute, questionsPerDay, concurrentAnswers } = limits;
    const limiter = (keyPrefix: string, points: number, duration = WINDOW): Limiter | undefined => {
      if (points === 0) return undefined;
      const options = { keyPrefix, points, duration };
      const inMemory = new RateLimiterMemory(options);
      return store
        ? new RateLimiterRedis({
            ...options,
            storeClient: store,
            insuranceLimiter: inMemory,
            rejectIfRedisNotReady: true,
          })
        : inMemory;
    };
    const perAddress = questionsPerMinute * ADDRESS_FACTOR;
    this.#limiters = {
      receipt: limiter('receipt', questionsPerMinute),
      address: limiter('address', perAddress),
      'address-network': limiter('address-network', perAddress * NETWORK_FACTOR),
      search: limiter('search', questionsPerMinute * LETTERS),
      'search-address': limiter('search-address', perAddress * LETTERS),
      'search-address-network': limiter('search-address-network', perAddress * LETTERS * NETWORK_FACTOR),
      city: limiter('city', questionsPerDay, DAY),
    };
    this.#secret = createSecretKey(secret, 'utf8');
    this.#concurrent = concurrentAnswers;
  }

  /**
   * Counts a request from an address; returns the `RateLimit` headers. Of IPv6 the network of an address counts, and with
   * a larger limit the networks around it: whoever has one address has 2^64. Throws the 429 `ProblemError`.
   */
  async countAddress(address = '', what: PerAddress = 'address'): Promise<Record<string, string>> {
    const { network, around } = networksOf(address);
    const headers = await this.#count(what, () => this.#hash(network));
    if (around !== undefined) await this.#count(`${what}-network`, () => this.#hash(around));
    return headers;
  }

  /** Counts a request with a receipt; returns the `RateLimit` headers. Throws the 429 `ProblemError`. */
  countReceipt(id: string, what: 'receipt' | 'search' = 'receipt') {
    return this.#count(what, () => id);
  }

  /** Counts a question in the city's daily budget. Throws the 429 `ProblemError`. */
  async countForCity(): Promise<void> {
    await this.#count('city', () => 'all');
  }

  /** Takes one of the places for answers in the making; call what is returned when it is done. Throws the 429 `ProblemError`. */
  enter(): () => void {
    if (this.#concurrent > 0 && this.#open >= this.#concurrent)
      throw new ProblemError('rate-limited', { headers: { 'Retry-After': '2' } });
    this.#open++;
    return () => {
      this.#open--;
    };
  }

  /** How many answers are in the making. */
  get open(): number {
    return this.#open;
  }

  async #count(policy: Policy, key: () => string): Promise<Record<string, string>> {
    const limiter = this.#limiters[policy];
    if (!limiter) return {};
    const result = await limiter.consume(key()).catch((refused: RateLimiterRes) => refused);
    const seconds = Math.ceil(result.msBeforeNext / 1000);
    const headers = {
      // draft-ietf-httpapi-ratelimit-headers
      'RateLimit-Policy': `"${policy}";q=${limiter.points};w=${limiter.duration}`,
      RateLimit: `"${policy}";r=${Math.max(0, result.remainingPoints)};t=${seconds}`,
    };
    if (result.consumedPoints <= limiter.points) return headers;
    throw new ProblemError('rate-limited', { headers: { ...headers, 'Retry-After': String(seconds) } });
  }

  #hash(address: string): string {
    const number = Math.floor(Date.now() / KEY_LIFETIME);
    if (this.#key?.number !== number) {
      const key = createHmac('sha256', this.#secret).update(`address ${number}`).digest();
      this.#key = { number, key: createSecretKey(key) };
    }
    return createHmac('sha256', this.#key.key).update(address).digest('base64url');
  }
}

/**
 * By what an address is counted: itself, or the network that a household has of IPv6 (64 bits), and the larger one (56
 * bits, RFC 6177) that it may choose such a network in. IPv4 written as IPv6 is IPv4 (RFC 4291, 2.5.5.2).
 */
function networksOf(address: string): { network: string; around?: string } {
  if (!ipaddr.isValid(address)) return { network: address };
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return { network: parsed.toString() };
  const bytes = parsed.toByteArray();
  return { network: bytes.slice(0, 8).join('.'), around: bytes.slice(0, 7).join('.') };
}
