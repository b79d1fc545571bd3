import type { Answer, ChatEvent } from '@stadtlotse/sdk';
import type { Request, Response } from 'express';

/** Sends an answer as the client asked for it: one JSON document, or server-sent events. */
export function sendAnswer(request: Request, response: Response, answer: Answer): void {
  // Art. 50(2) AI Act: the response says machine-readably how its text came about.
  response.set({
    'Cache-Control': 'no-store',
    'Content-Language': answer.lang,
    'Stadtlotse-Provenance': answer.provenance,
  });
  if (request.accepts(['application/json', 'text/event-stream']) !== 'text/event-stream') {
    response.json(answer);
    return;
  }
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  for (const { event, data } of answerEvents(answer))
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  response.end();
}

/** An answer as events: its text block by block, then the whole. */
function* answerEvents(answer: Answer): Iterable<ChatEvent> {
  const { id, lang, provenance, text } = answer;
  yield { event: 'start', data: { id, lang, provenance } };
  for (const block of text.split(/(?<=\n\n)/)) yield { event: 'delta', data: { text: block } };
  yield { event: 'end', data: answer };
}
