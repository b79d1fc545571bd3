import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { HandoverConfig } from './config.ts';
import { postJson } from './fetch-json.ts';
import { asSubject, asText, type Deliver, HandoverError } from './message.ts';

const Ticket = z.looseObject({ id: z.int(), number: z.string() });
const Received = z.looseObject({ received: z.literal(true) });

/** Opens a ticket in Zammad (REST API, `POST /api/v1/tickets`). */
export function byZammad(
  { url, group, tags }: Extract<HandoverConfig, { by: 'zammad' }>,
  secret: string | undefined,
): Deliver {
  return async (message) => {
    const { email, phone } = message.reach;
    const answer = await postJson(new URL('/api/v1/tickets', url), {
      headers: { authorization: `Token token=${secret ?? ''}` },
      body: {
        title: asSubject(message),
        group: message.to ?? group,
        customer_id: `guess:${email ?? `${(phone ?? '').replace(/\D/g, '')}@telefon.invalid`}`,
        ...(tags.length > 0 && { tags: tags.join(',') }),
        article: {
          subject: asSubject(message),
          body: asText(message),
          type: 'web',
          sender: 'Customer',
          internal: false,
        },
      },
    });
    if (!Ticket.safeParse(answer).success)
      throw new HandoverError('the ticket system answered what is no ticket');
  };
}

/**
 * Sends the message as JSON to a program of the city's, signed: `Stadtlotse-Signature: sha256=<HMAC of the body, hex>`.
 * It answers `{ "received": true }`.
 */
export function byWebhook(
  { url }: Extract<HandoverConfig, { by: 'webhook' }>,
  secret: string | undefined,
): Deliver {
  return async (message) => {
    const body = JSON.stringify(message);
    const signature = createHmac('sha256', secret ?? '')
      .update(body)
      .digest('hex');
    const answer = await postJson(new URL(url), {
      headers: { 'stadtlotse-signature': `sha256=${signature}` },
      body,
    });
    if (!Received.safeParse(answer).success)
      throw new HandoverError('the webhook did not say that it received it');
  };
}
