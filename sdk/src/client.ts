import { errorFor, NetworkError, ProtocolError, RateLimitedError } from './errors.ts';
import {
  isChatEvent,
  isCityConfig,
  isConsent,
  isHandoverResponse,
  isProblem,
  isSearchResponse,
} from './guards.ts';
import { prove } from './proof.ts';
import type {
  Answer,
  ChatEvent,
  ChatRequest,
  CityConfig,
  Consent,
  ConsentRequest,
  DefectRequest,
  DefectResponse,
  FeedbackRequest,
  HandoverRequest,
  HandoverResponse,
  SearchRequest,
  SearchResponse,
} from './protocol.ts';
import { readEvents } from './sse.ts';
import { Watch } from './watch.ts';

export interface ClientOptions {
  /** Where the server is, e.g. `https://chat.example-city.de`. */
  baseUrl: string;
  /** The receipt of an earlier consent in this tab. */
  receipt?: string;
  /** How long the server may say nothing, in milliseconds; 20 seconds if left out. */
  silence?: number;
}

/** Longer than a server takes that still works; a model's answer comes word by word. */
const SILENCE = 20_000;

/** What a request carries: work that was done for it, and a receipt of its own. */
interface Carried {
  proof?: string;
  own?: string;
}

interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Speaks the HTTP interface. Every method throws a `StadtlotseError` (see `errors.ts`), or the
 * `AbortError` of its signal. The receipt is kept in memory only.
 */
export interface Client {
  /** The receipt that is sent along, if consent was given. */
  readonly receipt: string | undefined;
  /** Gives consent; what follows carries the receipt. */
  consent(request: ConsentRequest, options?: CallOptions): Promise<Consent>;
  /** Withdraws consent (Art. 7(3) DSGVO). The receipt is forgotten even if the server cannot be reached. */
  withdraw(options?: CallOptions): Promise<void>;
  /** Asks; yields the events as they come, the last is `end` with the whole answer, which is also returned. */
  ask(request: ChatRequest, options?: CallOptions): AsyncGenerator<ChatEvent, Answer>;
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResponse>;
  feedback(request: FeedbackRequest, options?: CallOptions): Promise<void>;
  /** Sends a message to people, with consent of its own to this policy version, for this message alone. */
  handover(request: HandoverRequest, policyVersion: string, options?: CallOptions): Promise<HandoverResponse>;
  /** Reports a defect to the city, with consent of its own to this policy version, for this report alone. */
  reportDefect(request: DefectRequest, policyVersion: string, options?: CallOptions): Promise<DefectResponse>;
  config(lang?: string, options?: CallOptions): Promise<CityConfig>;
}

export function createClient({ baseUrl, receipt: initial, silence = SILENCE }: ClientOptions): Client {
  const base = baseUrl.replace(/\/+$/, '');
  let receipt = initial;

  async function send(
    method: string,
    path: string,
    body: unknown,
    accept: string,
    watch: Watch,
    { proof, own = receipt }: Carried = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { accept, ...(proof && { 'stadtlotse-proof': proof }) };
    if (own) headers.authorization = `Bearer ${own}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(base + path, {
      method,
      headers,
      credentials: 'omit',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: watch.signal,
    });
    watch.heard();
    if (response.ok) return response;
    const problem = await readJson(response).catch(() => undefined);
    if (!isProblem(problem)) throw new ProtocolError(`HTTP ${response.status} without a problem document`);
    throw errorFor(problem, Number(response.headers.get('retry-after')) || undefined);
  }

  function call<T>(
    method: string,
    path: string,
    body: unknown,
    guard: (value: unknown) => value is T,
    { signal, ...carried }: CallOptions & Carried = {},
  ): Promise<T> {
    return watched(signal, async (watch) => {
      const value = await readJson(await send(method, path, body, 'application/json', watch, carried));
      if (!guard(value)) throw new ProtocolError(`Unexpected answer from ${path}`);
      return value;
    });
  }

  function tell(method: string, path: string, body: unknown, { signal }: CallOptions): Promise<void> {
    return watched(signal, async (watch) => {
      await send(method, path, body, 'application/json', watch);
    });
  }

  async function watched<T>(signal: AbortSignal | undefined, act: (watch: Watch) => Promise<T>): Promise<T> {
    const watch = new Watch(silence, signal);
    try {
      return await act(watch);
    } catch (error) {
      throw watch.explain(error);
    } finally {
      watch.end();
    }
  }

  async function agree(request: ConsentRequest, options?: CallOptions): Promise<Consent> {
    const ask = (proof?: string) =>
      call('POST', '/v1/consent', request, isConsent, { ...options, ...(proof && { proof }) });
    return ask().catch(async (error) => {
      const work = error instanceof RateLimitedError ? error.problem.proofOfWork : undefined;
      if (!work) throw error;
      return ask(await prove(work));
    });
  }

  /** Hands something over to people, with consent for this alone. */
  async function hand(
    path: string,
    request: HandoverRequest | DefectRequest,
    policyVersion: string,
    options?: CallOptions,
  ): Promise<HandoverResponse> {
    const { lang } = request;
    const { receipt: own } = await agree({ policyVersion, scopes: ['handover'], lang }, options);
    return call('POST', path, request, isHandoverResponse, { ...options, own });
  }

  return {
    get receipt() {
      return receipt;
    },
    async consent(request, options) {
      const consent = await agree(request, options);
      receipt = consent.receipt;
      return consent;
    },
    async withdraw(options = {}) {
      if (!receipt) return;
      const request = tell('DELETE', '/v1/consent', undefined, options);
      receipt = undefined;
      await request;
    },
    async *ask(request, { signal } = {}) {
      const watch = new Watch(silence, signal);
      try {
        const response = await send('POST', '/v1/chat', request, 'text/event-stream', watch);
        if (!response.body) throw new ProtocolError('An answer without a body');
        for await (const { event, data } of readEvents(response.body)) {
          watch.heard();
          const parsed = { event, data: parseJson(data) };
          if (!isChatEvent(parsed)) continue;
          if (parsed.event === 'error') throw errorFor(parsed.data);
          yield parsed;
          if (parsed.event === 'end') return parsed.data;
        }
      } catch (error) {
        throw watch.explain(error);
      } finally {
        watch.end();
      }
      throw new NetworkError('The answer broke off');
    },
    search: (request, options) => call('POST', '/v1/search', request, isSearchResponse, options),
    feedback: (request, options = {}) => tell('POST', '/v1/feedback', request, options),
    handover: (request, policyVersion, options) => hand('/v1/handover', request, policyVersion, options),
    reportDefect: (request, policyVersion, options) => hand('/v1/defects', request, policyVersion, options),
    config: (lang, options) =>
      call(
        'GET',
        `/v1/config${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`,
        undefined,
        isCityConfig,
        options,
      ),
  };
}

async function readJson(response: Response): Promise<unknown> {
  return parseJson(await response.text());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError('An answer that is not JSON');
  }
}
