import { once } from 'node:events';
import type { Answer, ChatEvent } from '@stadtlotse/sdk';
import type { Request, Response } from 'express';

/** Proxies must not hold events back. */
const eventStream = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

function asEvent(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Sends an answer as the client asked for it: one JSON document, or server-sent events as they come, no faster than the
 * client reads (SEC-4); `count` gets it when it is whole. A client that has gone is no error.
 */
export async function sendAnswer(
  request: Request,
  response: Response,
  events: Iterable<ChatEvent> | AsyncIterable<ChatEvent>,
  gone: AbortSignal,
  count: (answer: Answer) => void,
): Promise<void> {
  const streams = request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
  try {
    for await (const { event, data } of events) {
      // Art. 50(2) AI Act: the response says machine-readably how its text came about.
      if (event === 'start' && !response.headersSent)
        response.set({
          'Cache-Control': 'no-store',
          'Content-Language': data.lang,
          'Stadtlotse-Provenance': data.provenance,
        });
      if (streams) {
        if (!response.headersSent) response.set(eventStream);
        const taken = response.write(asEvent(event, data));
        if (!taken) await once(response, 'drain', { signal: gone });
      }
      if (event !== 'end') continue;
      count(data);
      if (streams) response.end();
      else response.set('Stadtlotse-Provenance', data.provenance).json(data);
    }
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

/** Sends events as they happen until `follow` resolves; its signal comes when the client has gone. */
export async function sendEvents(
  response: Response,
  follow: (tell: (event: { event: string; data: unknown }) => void, gone: AbortSignal) => Promise<void>,
): Promise<void> {
  if (response.closed) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await follow(({ event, data }) => {
    if (response.writableEnded) return;
    if (!response.headersSent) response.set({ ...eventStream, 'Cache-Control': 'no-store' });
    response.write(asEvent(event, data));
  }, gone.signal);
  response.end();
}
