import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, expect, it } from 'vitest';
import { sendEvents } from './chat.ts';

type Follow = Parameters<typeof sendEvents>[1];
const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A client that asks for events and reads none of them; resolves with the response it is sent, once all was told. */
async function unread(follow: Follow, before: (response: Response) => unknown = () => {}): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const app = express();
  app.get('/', async (_, response) => {
    await before(response);
    sendEvents(response, follow).then(() => resolve(response), reject);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  ends.push(
    () => client.destroy(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return promise;
}

/** More than the system takes for a client that does not read. */
const long = 'x'.repeat(16_000_000);

it('what is told after the end is not written: it would end the server', async () => {
  let tellLate = () => {};
  const errors: unknown[] = [];
  const response = await unread(
    async (tell) => {
      tellLate = () => tell({ event: 'state', data: { state: 'ended' } });
      tell({ event: 'message', data: long });
    },
    (response) => response.on('error', (error) => errors.push(error)),
  );
  tellLate();
  await new Promise((resolve) => setImmediate(resolve));
  expect(response.writableFinished).toBe(false);
  expect(errors).toEqual([]);
});

it('nobody is followed for whom has gone before', async () => {
  let followed = false;
  await unread(
    async () => {
      followed = true;
    },
    async (response) => {
      response.socket?.destroy();
      await once(response, 'close');
    },
  );
  expect(followed).toBe(false);
});
