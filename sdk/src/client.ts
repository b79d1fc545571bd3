import { errorFor, NetworkError, ProtocolError, RateLimitedError } from './errors.ts';
import {
  isChatEvent,
  isCityConfig,
  isConsent,
  isHandoverResponse,
  isLiveEvent,
  isLiveResponse,
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
  LiveEvent,
  LiveRequest,
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
  /** Whether it is sent even if the page is closed. */
  keepalive?: true;
}

interface CallOptions {
  signal?: AbortSignal;
}

/** A conversation with a person of the city. Its methods throw as those of the client do. */
export interface LiveConversation {
  say(text: string, options?: CallOptions): Promise<void>;
  /** What happens, and what the person writes after the message of that id; ends with the line, or with the conversation. */
  events(after: number, options?: CallOptions): AsyncGenerator<LiveEvent>;
  end(options?: CallOptions): Promise<void>;
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
  /** Begins a conversation with a person, with consent of its own to this policy version, for it alone. */
  live(request: LiveRequest, policyVersion: string, options?: CallOptions): Promise<LiveConversation>;
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
    { proof, own = receipt, keepalive }: Carried = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { accept, ...(proof && { 'stadtlotse-proof': proof }) };
    if (own) headers.authorization = `Bearer ${own}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(base + path, {
      method,
      headers,
      credentials: 'omit',
      ...(keepalive && { keepalive }),
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

  function tell(
    method: string,
    path: string,
    body: unknown,
    { signal, ...carried }: CallOptions & Carried,
  ): Promise<void> {
    return watched(signal, async (watch) => {
      await send(method, path, body, 'application/json', watch, { ...carried, keepalive: true });
    });
  }

  /** The server-sent events that an answer consists of, those of another form left out. */
  async function* stream<T extends { event: string; data: unknown }>(
    path: string,
    body: unknown,
    guard: (event: { event: string; data: unknown }) => event is T,
    { signal, ...carried }: CallOptions & Carried,
  ): AsyncGenerator<T> {
    const watch = new Watch(silence, signal);
    try {
      const response = await send('POST', path, body, 'text/event-stream', watch, carried);
      if (!response.body) throw new ProtocolError('An answer without a body');
      for await (const { event, data } of readEvents(response.body)) {
        watch.heard();
        const parsed = { event, data: parseJson(data) };
        if (guard(parsed)) yield parsed;
      }
    } catch (error) {
      throw watch.explain(error);
    } finally {
      watch.end();
    }
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

  /** A receipt for what goes to people, for this alone. */
  async function receiptFor({ lang }: { lang: string }, policyVersion: string, options?: CallOptions) {
    const { receipt } = await agree({ policyVersion, scopes: ['handover'], lang }, options);
    return receipt;
  }

  /** Hands something over to people. */
  async function hand(
    path: string,
    request: HandoverRequest | DefectRequest,
    policyVersion: string,
    options?: CallOptions,
  ): Promise<HandoverResponse> {
    const own = await receiptFor(request, policyVersion, options);
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
    async *ask(request, options = {}) {
      for await (const event of stream('/v1/chat', request, isChatEvent, options)) {
        if (event.event === 'error') throw errorFor(event.data);
        yield event;
        if (event.event === 'end') return event.data;
      }
      throw new NetworkError('The answer broke off');
    },
    search: (request, options) => call('POST', '/v1/search', request, isSearchResponse, options),
    feedback: (request, options = {}) => tell('POST', '/v1/feedback', request, options),
    handover: (request, policyVersion, options) => hand('/v1/handover', request, policyVersion, options),
    async live(request, policyVersion, options) {
      const own = await receiptFor(request, policyVersion, options);
      const { ticket } = await call('POST', '/v1/live', request, isLiveResponse, { ...options, own });
      const conversation = { ticket, lang: request.lang };
      return {
        say: (text, options) =>
          tell('POST', '/v1/live/messages', { ...conversation, text }, { ...options, own }),
        events: (after, options) =>
          stream('/v1/live/events', { ...conversation, after }, isLiveEvent, { ...options, own }),
        end: (options) => tell('POST', '/v1/live/end', conversation, { ...options, own }),
      };
    },
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
