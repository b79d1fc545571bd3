import { expect, it } from 'vitest';
import { readEvents, type ServerSentEvent } from './sse.ts';

const stream =
  'event: start\ndata: {"a":1}\n\n: comment\n\nevent: delta\r\ndata: zwei\r\ndata: Zeilen\r\n\r\ndata: ä😀\n\n';

/** The stream as a body that arrives in pieces of `size` bytes. */
function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function collect(body: ReadableStream<Uint8Array>): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

const expected = [
  { event: 'start', data: '{"a":1}' },
  { event: 'delta', data: 'zwei\nZeilen' },
  { event: 'message', data: 'ä😀' },
];

it.each([1, 2, 3, 7, 1000])('reads the same events from pieces of %i bytes', async (size) => {
  expect(await collect(inPieces(stream, size))).toEqual(expected);
});

it('drops an event that was cut off', async () => {
  expect(await collect(inPieces(`${stream}event: end\ndata: half`, 5))).toEqual(expected);
});

it('closes the body when the reader stops early', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: x\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of readEvents(body)) break;
  expect(cancelled).toBe(true);
});
