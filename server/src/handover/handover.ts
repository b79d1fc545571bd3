import type { HandoverRequest, HandoverResponse } from '@stadtlotse/sdk';
import { officesFor } from '../finder/offices.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { HandoverConfig } from './config.ts';
import { byEmail } from './email.ts';
import { byWebhook, byZammad } from './http.ts';
import { type Deliver, type Message, newNumber } from './message.ts';
import { Once } from './once.ts';

/**
 * Hands citizens' messages over to people. Nothing of a message is kept, and a second click sends no second message.
 */
export class Handover {
  readonly #deliver: Deliver;
  readonly #once = new Once();

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Sends a message once. Throws a `ProblemError` (502) if it did not arrive. */
  async send(request: HandoverRequest, receipt: string, base: KnowledgeBase): Promise<HandoverResponse> {
    const number = await this.#once.send(request, receipt, base, () => this.#sendNow(request, base));
    const way = [request.reach.phone, request.reach.email].filter(Boolean).join(', ');
    return { number, next: texts(request.lang)('handover.next', { number, way }) };
  }

  async #sendNow(request: HandoverRequest, base: KnowledgeBase): Promise<string> {
    const entry = request.entry === undefined ? undefined : base.entry(request.entry);
    const [to] = entry
      ? [entry, ...officesFor(entry, base)].flatMap(({ facts }) => facts.handover ?? [])
      : [];
    const message: Message = {
      ...request,
      number: newNumber(),
      subject: entry && base.text(entry, base.mainLang).title,
      to,
    };
    await this.#deliver(message);
    return message.number;
  }
}

/** The configured way to people; undefined with none. Throws what the file system says of a certificate. */
export function openHandover(
  config: HandoverConfig | undefined,
  secret: string | undefined,
): Handover | undefined {
  switch (config?.by) {
    case 'email':
      return new Handover(byEmail(config, secret));
    case 'zammad':
      return new Handover(byZammad(config, secret));
    case 'webhook':
      return new Handover(byWebhook(config, secret));
    default:
      return undefined;
  }
}
