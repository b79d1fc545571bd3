import {
  type Answer,
  type Client,
  ConsentRequiredError,
  type DefectRequest,
  type HandoverRequest,
  type LiveEvent,
  type LiveRequest,
  type LiveStanding,
  NetworkError,
  PolicyOutdatedError,
  RateLimitedError,
  type Scope,
  type SearchResult,
  TimeoutError,
  TooLongError,
  type Turn,
} from '@stadtlotse/sdk';
import type { Translate } from './i18n.ts';
import type { LiveLine } from './live.ts';

/** How many turns travel with a question, or to a person, and how much of each, so that the request stays small. */
const HISTORY_TURNS = 20;
const HISTORY_LENGTH = 400;
/** How many entries are offered while one types. */
const SUGGESTED = 4;

export type ErrorCode =
  | 'offline'
  | 'timeout'
  | 'rate-limited'
  | 'consent-required'
  | 'policy-outdated'
  | 'too-long'
  | 'failed';

export interface Failure {
  code: ErrorCode;
  /** Seconds to wait, with `rate-limited`. */
  retryAfter?: number;
}

type Said =
  /** `live`: said to a person, no question to the assistant. */
  | { role: 'user'; text: string; live?: boolean }
  | { role: 'person'; name: string; text: string }
  | { role: 'assistant'; answer: Answer; rating?: 'yes' | 'no' };

export type Message = { id: string } & Said;

export type Phase = 'consent' | 'refused' | 'chat';

/** What happens in a conversation that others may want to know; never with message text. */
export interface ConversationEvents {
  consent: { scopes: Scope[] };
  answer: { kind: string; provenance: string };
  error: { code: ErrorCode };
}

export type Emit = <Name extends keyof ConversationEvents>(
  name: Name,
  detail: ConversationEvents[Name],
) => void;

interface Question {
  text: string;
  entry?: string | undefined;
}

/**
 * The state of one conversation. It lives in this object only: not on the device, not on the server.
 * `onChange` is called after every change.
 */
export class Conversation {
  phase: Phase = 'consent';
  messages: Message[] = [];
  /** What has arrived of the answer that is being written, or undefined if none is. */
  streaming: string | undefined;
  failure: Failure | undefined;
  /** Whether consent was just withdrawn. */
  withdrawn = false;
  busy = false;
  /** How a conversation with a person stands, in a sentence of the server's; without one it cannot be reached. */
  live: { state: LiveStanding; text?: string } | undefined;

  #line: LiveLine | undefined;
  readonly #client: Client;
  readonly #onChange: () => void;
  readonly #emit: Emit;
  #pending: Question | undefined;
  #abort: AbortController | undefined;
  #count = 0;

  constructor(client: Client, onChange: () => void, emit: Emit) {
    this.#client = client;
    this.#onChange = onChange;
    this.#emit = emit;
  }

  /** Gives consent; the chat begins. */
  async agree(policyVersion: string, scopes: ['answers'] | ['answers', 'ai'], lang: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#client.consent({ policyVersion, scopes, lang });
      this.phase = 'chat';
      this.withdrawn = false;
      this.#emit('consent', { scopes });
    });
    if (this.phase === 'chat' && this.#pending) await this.retry(lang);
  }

  refuse(): void {
    this.phase = 'refused';
    this.failure = undefined;
    this.withdrawn = false;
    this.#onChange();
  }

  reconsider(): void {
    this.phase = 'consent';
    this.#onChange();
  }

  /** Asks; `entry` is what the question is about, if that is known. */
  async ask(text: string, lang: string, entry?: string): Promise<void> {
    if (this.busy || text.trim() === '') return;
    this.live = undefined;
    this.#add({ role: 'user', text });
    this.#pending = { text, entry };
    await this.retry(lang);
  }

  /** What was asked last, and what it was about, as far as that is known. */
  get last(): { question: string; entry: string | undefined } {
    const question = this.messages.findLast(({ role }) => role === 'user');
    const answer = this.messages.findLast((message) => message.role === 'assistant');
    const { sources = [], choices = [] } = answer?.role === 'assistant' ? answer.answer : {};
    return {
      question: question?.role === 'user' ? question.text : '',
      entry: sources[0]?.id ?? choices[0]?.entry,
    };
  }

  /** Sends a message to people; resolves with what happens next, rejects with a sentence for the citizen. */
  async handOver(request: HandoverRequest, policyVersion: string): Promise<string> {
    return (await this.#client.handover(request, policyVersion)).next;
  }

  /** Whether what the citizen writes goes to a person. */
  get isLive(): boolean {
    return this.live !== undefined && this.live.state !== 'ended';
  }

  /** Begins a conversation with a person; rejects with a sentence for the citizen. */
  async goLive(request: LiveRequest, policyVersion: string): Promise<void> {
    const { LiveLine } = await import('./live.ts');
    const line = new LiveLine(
      await this.#client.live(request, policyVersion),
      (event) => this.#happened(event),
      () => this.#stands({ state: 'broken' }),
    );
    this.#line = line;
    this.#add({ role: 'user', text: request.matter, live: true });
    this.#stands({ state: 'waiting' });
    void line
      .follow()
      .catch((error) => this.#stands({ state: 'ended', text: error instanceof Error ? error.message : '' }));
  }

  /** Writes to the person; whether it arrived. */
  async sayLive(text: string): Promise<boolean> {
    const { messages } = this;
    this.#add({ role: 'user', text, live: true });
    this.failure = undefined;
    this.#onChange();
    try {
      await this.#line?.say(text);
      return true;
    } catch (error) {
      this.messages = messages;
      this.#fail(error);
      this.#onChange();
      return false;
    }
  }

  /** The citizen leaves the person, and is with the assistant again. */
  async leaveLive(): Promise<void> {
    const line = this.#line;
    this.#line = undefined;
    this.live = undefined;
    this.#onChange();
    await line?.leave();
  }

  #happened({ event, data }: LiveEvent): void {
    if (event === 'message') this.#add({ role: 'person', name: data.name, text: data.text });
    else this.live = data;
    this.#onChange();
  }

  #stands(live: Conversation['live']): void {
    this.live = live;
    this.#onChange();
  }

  /** Reports a defect to the city; resolves with what it says, rejects with a sentence for the citizen. */
  async reportDefect(request: DefectRequest, policyVersion: string): Promise<string> {
    return (await this.#client.reportDefect(request, policyVersion)).next;
  }

  /** Asks the last question again that got no answer. */
  async retry(lang: string): Promise<void> {
    const question = this.#pending;
    if (!question || this.busy) return;
    await this.#attempt(async (signal) => {
      this.streaming = '';
      const entries = question.entry ? [question.entry] : this.#lastEntries();
      const request = {
        message: question.text,
        lang,
        history: this.#turnsOf(this.messages.slice(0, -1)),
        ...(entries.length > 0 && { context: { entries } }),
      };
      for await (const event of this.#client.ask(request, { signal })) {
        if (event.event === 'delta') this.streaming += event.data.text;
        if (event.event === 'end') {
          this.#add({ role: 'assistant', answer: event.data });
          this.#pending = undefined;
          this.#emit('answer', { kind: event.data.kind, provenance: event.data.provenance });
        }
        this.#onChange();
      }
    });
  }

  /** Takes back the question whose answer is in the making; returns its text. */
  stop(): string {
    this.#abort?.abort();
    const { text = '' } = this.#pending ?? {};
    this.#pending = undefined;
    this.messages = this.messages.slice(0, -1);
    return text;
  }

  /** Entries for what is being typed, best first; none if they cannot be had just now. */
  async search(query: string, lang: string, signal: AbortSignal): Promise<SearchResult[]> {
    try {
      const { results } = await this.#client.search({ query, lang, limit: SUGGESTED }, { signal });
      return results;
    } catch (error) {
      if (!signal.aborted && error instanceof ConsentRequiredError) this.#fail(error);
      return [];
    }
  }

  /** Counts whether an answer helped. */
  async rate(message: Extract<Message, { role: 'assistant' }>, helpful: boolean): Promise<void> {
    message.rating = helpful ? 'yes' : 'no';
    this.#onChange();
    await this.#client.feedback({ answer: message.answer.id, helpful }).catch(() => {});
  }

  /** Deletes the conversation and withdraws consent (Art. 7(3) DSGVO). */
  async withdraw(): Promise<void> {
    this.#abort?.abort();
    void this.leaveLive();
    this.messages = [];
    this.#pending = undefined;
    this.failure = undefined;
    this.phase = 'consent';
    this.withdrawn = true;
    this.#onChange();
    this.#emit('consent', { scopes: [] });
    await this.#client.withdraw().catch(() => {});
  }

  async #attempt(action: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    this.failure = undefined;
    this.#onChange();
    try {
      await action(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(error);
    } finally {
      this.busy = false;
      this.streaming = undefined;
      this.#onChange();
    }
  }

  #fail(error: unknown): void {
    this.failure = toFailure(error);
    if (this.failure.code === 'consent-required') this.phase = 'consent';
    if (this.failure.code === 'too-long') this.#pending = undefined;
    this.#emit('error', { code: this.failure.code });
  }

  #add(message: Said): void {
    this.#count++;
    this.messages = [...this.messages, { id: `message-${this.#count}`, ...message }];
  }

  #lastEntries(): string[] {
    const answers = this.messages.flatMap((message) =>
      message.role === 'assistant' ? [message.answer] : [],
    );
    return (
      answers
        .at(-1)
        ?.sources.map(({ id }) => id)
        .slice(0, 1) ?? []
    );
  }

  /** The last questions and answers, each cut short; what was said to a person is none of the assistant's. */
  get turns(): Turn[] {
    return this.#turnsOf(this.messages);
  }

  #turnsOf(messages: Message[]): Turn[] {
    const turns = messages.flatMap((message): Turn[] => {
      if (message.role === 'person' || (message.role === 'user' && message.live)) return [];
      const text = message.role === 'user' ? message.text : message.answer.text;
      return [{ role: message.role, text: text.slice(0, HISTORY_LENGTH) }];
    });
    return turns.slice(-HISTORY_TURNS);
  }
}

/** How a conversation with a person stands, in words. */
export function standing({ state, text }: NonNullable<Conversation['live']>, t: Translate): string {
  return text ?? t(state === 'broken' ? 'error.offline' : 'searching');
}

function toFailure(error: unknown): Failure {
  if (error instanceof NetworkError) return { code: 'offline' };
  if (error instanceof TimeoutError) return { code: 'timeout' };
  if (error instanceof RateLimitedError) return { code: 'rate-limited', retryAfter: error.retryAfter };
  if (error instanceof ConsentRequiredError) return { code: 'consent-required' };
  if (error instanceof PolicyOutdatedError) return { code: 'policy-outdated' };
  if (error instanceof TooLongError) return { code: 'too-long' };
  return { code: 'failed' };
}
