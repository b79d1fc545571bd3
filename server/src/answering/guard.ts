import type { Scope } from '@stadtlotse/sdk';
import type { z } from 'zod';
import type { Receipt, Receipts } from '../consent/receipts.ts';
import type { Limits } from '../http/limits.ts';
import { ProblemError } from '../http/problem.ts';

/** A request as it came in; nothing of it is believed yet. */
export interface RawRequest {
  /** Where it came from; counted as a keyed hash only. */
  address: string | undefined;
  /** The `Authorization` header. */
  authorization: string | undefined;
  body: unknown;
}

/** What decides who is let in. */
export interface Gate {
  receipts: Receipts;
  limits: Limits;
}

/** A request that was let in, and the `RateLimit` headers for its response. */
export interface Admitted<T> {
  request: T;
  receipt: Receipt;
  headers: Record<string, string>;
}

/** No body of the protocol nests deeper than this. */
const MAX_DEPTH = 8;

/**
 * Lets a request in: with a receipt that is signed, in force and covers the scope, within the limits, and with a
 * body of the protocol's form, cleaned of characters that hide text; a `search` is counted apart. Throws a
 * `ProblemError` (401, 403, 413, 422, 429).
 */
export async function guard<T>(
  raw: RawRequest,
  schema: z.ZodType<T>,
  scope: Scope,
  { receipts, limits }: Gate,
  { search = false } = {},
): Promise<Admitted<T>> {
  await limits.countAddress(raw.address, search ? 'search-address' : 'address');
  const receipt = await receipts.verify(bearer(raw.authorization));
  if (!receipt) throw new ProblemError('consent-required');
  if (!receipt.scopes.includes(scope)) throw new ProblemError('scope-missing');
  const headers = await limits.countReceipt(receipt.id, search ? 'search' : 'receipt');
  if (!search) await limits.countForCity();
  return { request: parseBody(raw.body, schema), receipt, headers };
}

/** Parses a body strictly: 413 if something is too long, 422 for any other flaw. */
export function parseBody<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(cleanDeep(body));
  if (parsed.success) return parsed.data;
  const tooLong = parsed.error.issues.some((issue) => issue.code === 'too_big' && issue.origin !== 'number');
  throw new ProblemError(tooLong ? 'too-long' : 'unprocessable');
}

/** The token of an `Authorization: Bearer` header (RFC 6750). */
export function bearer(authorization: string | undefined): string {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1] ?? '';
}

/**
 * Removes what can hide text from a reader (BSI-7): control characters except line break and tab, soft hyphens,
 * zero-width space, word joiner and byte-order mark, bidirectional overrides and isolates, Unicode tags, lone surrogates.
 * The joiners U+200C and U+200D stay: Persian and emoji need them.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu,
      '',
    )
    .normalize('NFC');
}

function cleanDeep(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new ProblemError('unprocessable');
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleanDeep(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanDeep(item, depth + 1)]));
}
