import {
  type LiveConversation,
  type LiveEvent,
  NetworkError,
  RateLimitedError,
  ServerError,
  TimeoutError,
} from '@stadtlotse/sdk';

/** After how long a broken line is tried again, in milliseconds, and how long at most. */
const RETRY = 2_000;
const LONGEST_RETRY = 30_000;

/** Follows a conversation with a person until it has ended, and comes back when the line breaks. */
export class LiveLine {
  readonly #conversation: LiveConversation;
  readonly #tell: (event: LiveEvent) => void;
  readonly #offline: () => void;
  readonly #left = new AbortController();
  #last = 0;

  /** `tell` gets what happens; `offline` is called when the server cannot be reached. */
  constructor(conversation: LiveConversation, tell: (event: LiveEvent) => void, offline: () => void) {
    this.#conversation = conversation;
    this.#tell = tell;
    this.#offline = offline;
    // Whoever closes the page has left.
    addEventListener('pagehide', () => void this.leave(), { signal: this.#left.signal });
  }

  say(text: string): Promise<void> {
    return this.#conversation.say(text);
  }

  /** Resolves when the conversation has ended, or the citizen has left it. */
  async follow(): Promise<void> {
    const { signal } = this.#left;
    for (let wait = RETRY; !signal.aborted; wait = Math.min(wait * 2, LONGEST_RETRY)) {
      try {
        for await (const event of this.#conversation.events(this.#last, { signal })) {
          wait = RETRY;
          if (event.event === 'message') this.#last = event.data.id;
          this.#tell(event);
          if (event.event === 'state' && event.data.state === 'ended') return this.#left.abort();
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!mayPass(error)) throw error;
        this.#offline();
      }
      await pause(wait, signal);
    }
  }

  /** The citizen leaves; nothing happens if they have already. */
  async leave(): Promise<void> {
    if (this.#left.signal.aborted) return;
    this.#left.abort();
    await this.#conversation.end().catch(() => {});
  }
}

/** Whether it may be otherwise in a moment: a line that is down, a server that is busy or just starting. */
function mayPass(error: unknown): boolean {
  return [NetworkError, TimeoutError, RateLimitedError, ServerError].some((kind) => error instanceof kind);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
