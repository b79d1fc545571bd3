import { createHmac } from 'node:crypto';
import type {
  LiveEvent,
  LiveEventsRequest,
  LiveMessageRequest,
  LiveRequest,
  LiveResponse,
  LiveStanding,
} from '@stadtlotse/sdk';
import { z } from 'zod';
import { isSame } from '../consent/same.ts';
import { openState } from '../finder/hours.ts';
import { HandoverError } from '../handover/message.ts';
import { ProblemError } from '../http/problem.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import { Chatwoot } from './chatwoot.ts';
import type { LiveConfig } from './config.ts';
import type { Desk, Happening, Place } from './desk.ts';

const Ticket = z.strictObject({
  contact: z.string().regex(/^[\w-]+$/),
  listener: z.string(),
  conversation: z.int(),
});

/** How often is asked whether somebody is at the desk, in milliseconds. */
const AGAIN = 30_000;
/** How long a message of a transcript may be that a desk takes, in characters. */
const MAX_TRANSCRIPT = 20_000;

interface Options {
  hours: string | undefined;
  /** Signs tickets. */
  secret: string;
  /** Gets what cannot be done; nothing of a conversation. */
  report: (news: string) => void;
}

/**
 * Conversations of citizens with people of the city. Messages go through; nothing is kept: what is needed to go on stands in
 * a signed ticket that the citizen's browser has.
 */
export class Live {
  readonly #desk: Desk;
  readonly #options: Options;
  #staffed = false;
  /** Whether it could not be told: said once. */
  #failed = false;

  constructor(desk: Desk, options: Options) {
    this.#desk = desk;
    this.#options = options;
  }

  /** Looks whether somebody is there, within the hours. Never rejects: a desk that cannot be reached has nobody. */
  async refresh(base: KnowledgeBase, now = new Date()): Promise<void> {
    try {
      this.#staffed = this.#inHours(base, now) && (await this.#desk.isStaffed());
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) this.#options.report(`Conversations are not offered: ${reasonOf(error)}.`);
      this.#failed = true;
      this.#staffed = false;
    }
  }

  /** Whether a conversation can begin now. */
  isOpen(base: KnowledgeBase, now = new Date()): boolean {
    return this.#staffed && this.#inHours(base, now);
  }

  /** Begins a conversation. Throws a `ProblemError` (502, 503). */
  async begin(request: LiveRequest, base: KnowledgeBase): Promise<LiveResponse> {
    const { matter, entry, name, transcript, lang } = request;
    if (!this.isOpen(base)) throw this.#problem('nobody-there', lang, base);
    const about = entry === undefined ? undefined : base.entry(entry);
    const head = [about && `Betrifft: ${base.text(about, base.mainLang).title}`, `Sprache: ${lang}`];
    const earlier = transcript
      ?.map(({ role, text }) => `${role === 'user' ? '>' : '<'} ${text}`)
      .join('\n')
      .slice(-MAX_TRANSCRIPT);
    const messages = [`${head.filter(Boolean).join('\n')}\n\n${matter}`];
    if (earlier) messages.unshift(`Bisheriges Gespräch (> Frage, < Antwort):\n\n${earlier}`);
    const place = await this.#reached(lang, base, () => this.#desk.begin(name, messages));
    return { ticket: this.#seal(place) };
  }

  /** Passes on what the citizen writes. Throws a `ProblemError` (404, 502). */
  async say({ ticket, text, lang }: LiveMessageRequest, base: KnowledgeBase): Promise<void> {
    const place = this.#open(ticket);
    await this.#reached(lang, base, () => this.#desk.say(place, text));
  }

  /** Ends a conversation; the person at the desk sees that the citizen has left. Throws a `ProblemError` (404, 502). */
  async end({ ticket, lang }: { ticket: string; lang: string }, base: KnowledgeBase): Promise<void> {
    const place = this.#open(ticket);
    await this.#reached(lang, base, () => this.#desk.end(place));
  }

  /** Tells what happens, each time in a sentence for the citizen, until it has ended. Throws a `ProblemError` (404). */
  async follow(
    { ticket, after = 0, lang }: LiveEventsRequest,
    base: KnowledgeBase,
    tell: (event: LiveEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const place = this.#open(ticket);
    const t = texts(lang);
    const phone = phoneOf(base);
    let writer: string | undefined;
    const stands = (state: LiveStanding, ...sentences: string[]) =>
      tell({ event: 'state', data: { state, text: sentences.join(' ') } });
    const happened = (happening: Happening) => {
      switch (happening.is) {
        case 'message': {
          const { id, name, text } = happening;
          return tell({ event: 'message', data: { id, provenance: 'human', name, text } });
        }
        case 'joined':
          writer = happening.name;
          return stands('joined', t('live.joined', { name: writer }));
        case 'ended':
          return stands('ended', t('live.ended'));
        case 'nobody':
          return stands('nobody', t('live.nobody', { phone }));
        case 'waiting': {
          const { ahead } = happening;
          const place = ahead === undefined ? [] : [t('live.ahead', { count: ahead, ahead })];
          return writer === undefined
            ? stands('waiting', t('live.waiting'), ...place)
            : stands('left', t('live.left', { name: writer }), ...place);
        }
      }
    };
    try {
      await this.#desk.follow(place, after, happened, signal);
    } catch (error) {
      this.#options.report(`A conversation broke off: ${reasonOf(error)}.`);
      stands('broken', t('live.broken', { phone }));
    }
  }

  #inHours({ city }: KnowledgeBase, now: Date): boolean {
    const hours = this.#options.hours ?? city.contact.hours;
    return hours === undefined || openState({ hours, state: city.holidays }, now).open;
  }

  async #reached<T>(lang: string, base: KnowledgeBase, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.#options.report(`A message could not be passed on: ${reasonOf(error)}.`);
      throw this.#problem('handover-failed', lang, base);
    }
  }

  #problem(kind: 'handover-failed' | 'nobody-there', lang: string, base: KnowledgeBase): ProblemError {
    const said = kind === 'nobody-there' ? 'live.closed' : 'live.failed';
    return new ProblemError(kind, { detail: texts(lang)(said, { phone: phoneOf(base) }) });
  }

  #seal(place: Place): string {
    const payload = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${payload}.${this.#sign(payload)}`;
  }

  #open(ticket: string): Place {
    const [payload = '', signature = ''] = ticket.split('.');
    if (!isSame(signature, this.#sign(payload))) throw new ProblemError('not-found');
    return Ticket.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  }

  /** Of its own kind: no receipt is a ticket. */
  #sign(payload: string): string {
    return createHmac('sha256', this.#options.secret).update(`live ${payload}`).digest('base64url');
  }
}

/** A failure without anything of a conversation. Throws what is none of the desk's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof HandoverError)) throw error;
  return error.reason;
}

function phoneOf({ city }: KnowledgeBase): string {
  return city.contact.phone ?? '115';
}

/** The configured desk, asked now and again whether somebody is there; undefined with none. */
export function openLive(
  config: LiveConfig | undefined,
  { token, ...options }: Omit<Options, 'hours'> & { token: string | undefined },
  current: () => KnowledgeBase,
): Live | undefined {
  if (!config) return undefined;
  const live = new Live(new Chatwoot(config, token ?? ''), { ...options, hours: config.hours });
  void live.refresh(current());
  setInterval(() => void live.refresh(current()), AGAIN).unref();
  return live;
}
