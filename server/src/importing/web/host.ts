import { setTimeout as wait } from 'node:timers/promises';
import { isLoopback } from '../../meaning/loopback.ts';
import { version } from '../../version.ts';
import { ImportError } from '../catalogue.ts';

/** What a host answered; `url` after redirects. */
export interface Fetched {
  url: string;
  status: number;
  /** The media type, in lower case, without parameters. */
  type: string;
  bytes: Uint8Array;
  /** When it was changed, as ISO 8601, if the host says so. */
  modified: string | undefined;
}

/** Why something could not be fetched. */
export type Failure = 'elsewhere' | 'unreachable' | 'late' | 'large' | 'loop';

/** The name under which sites know us (RFC 9309). */
export const AGENT = 'Stadtlotse';
/** Between two requests, in milliseconds, where the site asks for nothing else. */
const PACE = 250;
/** The longest pause a site can ask for, in milliseconds. */
const LONGEST_PACE = 30_000;
/** An answer must be complete after this many milliseconds. */
const PATIENCE = 30_000;
const MOST_REDIRECTS = 5;
/** How often a site is asked again that is busy (429, 503). */
const MOST_TRIES = 3;

/**
 * The one host that a source was given as. Nothing is fetched from anywhere else, wherever links and redirects lead, so
 * that no page can make us ask a private address (SSRF).
 */
export class Host {
  readonly origin: string;
  #pace: number;
  #next = 0;

  constructor(address: string) {
    const url = new URL(address);
    this.origin = url.origin;
    this.#pace = isLoopback(url.href) ? 0 : PACE;
  }

  /** Takes what a site asks for, in seconds, as the pause between requests. */
  setPace(seconds: number): void {
    this.#pace = Math.min(LONGEST_PACE, seconds * 1000);
  }

  isOwn(address: string): boolean {
    return URL.parse(address)?.origin === this.origin;
  }

  /** Fetches what must be there. Throws `ImportError`. */
  async need(address: string, most: number): Promise<Fetched> {
    const fetched = await this.get(address, most);
    if (typeof fetched === 'string')
      throw new ImportError(fetched, { file: address, most: most / 1_000_000 });
    if (fetched.status !== 200) throw new ImportError('status', { file: address, status: fetched.status });
    return fetched;
  }

  /** Fetches an address of this host, `most` bytes at most; redirects are followed on this host only. */
  async get(address: string, most: number): Promise<Fetched | Failure> {
    let url = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      if (!this.isOwn(url)) return 'elsewhere';
      const answer = await this.#patient(url, most);
      if (typeof answer === 'string') return answer;
      if (answer.location === undefined) return answer.fetched;
      const next = URL.parse(answer.location, url);
      if (!next) return 'elsewhere';
      url = next.href;
    }
    return 'loop';
  }

  async #patient(url: string, most: number) {
    for (let tries = 1; ; tries++) {
      const answer = await this.#ask(url, most);
      const isBusy = typeof answer !== 'string' && [429, 503].includes(answer.fetched.status);
      if (!isBusy || tries === MOST_TRIES) return answer;
      await wait(Math.min(LONGEST_PACE, (answer.retryAfter ?? 2 ** tries) * 1000));
    }
  }

  async #ask(url: string, most: number) {
    await this.#turn();
    try {
      const response = await fetch(url, {
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE),
        headers: { 'user-agent': `${AGENT}/${version}`, accept: 'text/html, application/json, */*;q=0.5' },
      });
      const bytes = await bytesOf(response, most);
      if (!bytes) return 'large' as const;
      const { headers, status } = response;
      const location = status >= 300 && status < 400 ? (headers.get('location') ?? undefined) : undefined;
      const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
      const modified = Date.parse(headers.get('last-modified') ?? '');
      const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
      return {
        location,
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
        fetched: {
          url,
          status,
          type,
          bytes,
          modified: Number.isNaN(modified) ? undefined : new Date(modified).toISOString().slice(0, 10),
        },
      };
    } catch (error) {
      return error instanceof DOMException && error.name === 'TimeoutError'
        ? ('late' as const)
        : ('unreachable' as const);
    }
  }

  /** Waits until the site may be asked again. */
  async #turn(): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.#pace;
    if (start > now) await wait(start - now);
  }
}

/** The body, or undefined if it is larger than `most` bytes. */
async function bytesOf(response: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
