import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import {
  ConsentRequiredError,
  InvalidRequestError,
  NetworkError,
  PolicyOutdatedError,
  ProtocolError,
  RateLimitedError,
  ScopeError,
  ServerError,
  TimeoutError,
  TooLongError,
} from './errors.ts';

const answer = {
  id: '6f1c1f3e-1d3f-4a3e-9d52-0d8f8f7a3b11',
  lang: 'de',
  kind: 'answer',
  provenance: 'curated',
  text: 'Eins zwei',
  sources: [],
  cards: [],
  confidence: 1,
  notices: [],
};
const consent = {
  receipt: 'a.b',
  policyVersion: '1',
  scopes: ['answers'],
  expiresAt: '2026-11-24T10:00:00Z',
};
const line = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A client of a server that answers as the listener says. */
async function clientOf(listener: RequestListener, path = '', silence?: number) {
  server = createServer(listener);
  const { port } = await new Promise<{ port: number }>((resolve) => {
    const started = server?.listen(0, '127.0.0.1', () => {
      const address = started?.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
  return createClient({ baseUrl: `http://127.0.0.1:${port}${path}`, ...(silence && { silence }) });
}

async function askAll(client: ReturnType<typeof createClient>, signal?: AbortSignal) {
  const events = client.ask({ message: 'Frage' }, signal ? { signal } : {});
  const seen: string[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done) return { seen, answer: value };
    seen.push(value.event);
  }
}

describe('ask', () => {
  it('yields the events as they come and returns the whole answer', async () => {
    const client = await clientOf((request, response) => {
      expect(request.headers.accept).toBe('text/event-stream');
      response.setHeader('content-type', 'text/event-stream');
      response.end(
        line('start', { id: answer.id, lang: 'de', provenance: 'curated' }) +
          line('delta', { text: 'Eins ' }) +
          line('later-version', {}) +
          line('delta', { text: 'zwei' }) +
          line('end', answer),
      );
    });
    expect(await askAll(client)).toEqual({ seen: ['start', 'delta', 'delta', 'end'], answer });
  });

  it('says that an answer broke off when the stream ends before its end', async () => {
    const client = await clientOf((_, response) => response.end(line('delta', { text: 'Eins ' })));
    await expect(askAll(client)).rejects.toThrow(NetworkError);
  });

  it('says that the connection failed when it is cut', async () => {
    const client = await clientOf((request, response) => {
      response.write(line('delta', { text: 'Eins ' }), () => request.socket.destroy());
    });
    await expect(askAll(client)).rejects.toThrow(NetworkError);
  });

  it('throws the problem that an error event carries', async () => {
    const problem = { type: 'urn:x', title: 'T', status: 500, detail: 'Fehler' };
    const client = await clientOf((_, response) => response.end(line('error', problem)));
    await expect(askAll(client)).rejects.toThrow(ServerError);
  });

  it('ends with the abort error of its signal, and closes the connection', async () => {
    const closed = Promise.withResolvers<void>();
    const abort = new AbortController();
    const client = await clientOf((_, response) => {
      response.on('close', () => closed.resolve());
      response.write(line('delta', { text: 'Eins ' }), () => abort.abort());
    });
    await expect(askAll(client, abort.signal)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    await closed.promise;
  });
});

describe('consent', () => {
  it('carries the receipt from then on, until it is withdrawn', async () => {
    const seen: (string | undefined)[] = [];
    const client = await clientOf((request, response) => {
      seen.push(request.headers.authorization);
      if (request.method === 'DELETE') response.writeHead(204).end();
      else response.end(JSON.stringify(request.url === '/v1/consent' ? consent : { results: [] }));
    });
    await client.consent({ policyVersion: '1', scopes: ['answers'] });
    await client.search({ query: 'Hund' });
    expect(client.receipt).toBe('a.b');
    await client.withdraw();
    expect(client.receipt).toBeUndefined();
    await client.search({ query: 'Hund' });
    expect(seen).toEqual([undefined, 'Bearer a.b', 'Bearer a.b', undefined]);
  });

  it('forgets the receipt even if the server cannot be reached (Art. 7(3) DSGVO)', async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', receipt: 'a.b' });
    await expect(client.withdraw()).rejects.toThrow(NetworkError);
    expect(client.receipt).toBeUndefined();
  });
});

describe('errors', () => {
  it.each([
    [400, InvalidRequestError],
    [401, ConsentRequiredError],
    [403, ScopeError],
    [409, PolicyOutdatedError],
    [413, TooLongError],
    [415, InvalidRequestError],
    [422, InvalidRequestError],
    [429, RateLimitedError],
    [500, ServerError],
    [503, ServerError],
  ])('turns a problem with status %i into its class, with the detail as message', async (status, Class) => {
    const problem = { type: 'urn:x', title: 'T', status, detail: 'Bitte warten.', policyVersion: '2' };
    const client = await clientOf((_, response) => {
      response.writeHead(status, { 'retry-after': '7' }).end(JSON.stringify(problem));
    });
    const error = await client.search({ query: 'x' }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({ message: 'Bitte warten.', status });
    if (error instanceof RateLimitedError) expect(error.retryAfter).toBe(7);
    if (error instanceof PolicyOutdatedError) expect(error.policyVersion).toBe('2');
  });

  it.each([
    ['a page of a proxy', 502, '<html>Bad gateway</html>'],
    ['something that is not JSON', 200, 'Guten Tag'],
    ['another document', 200, '{"hello":"world"}'],
  ])('takes %s for a server that does not speak this protocol', async (_, status, body) => {
    const client = await clientOf((_, response) => response.writeHead(status).end(body));
    await expect(client.config()).rejects.toThrow(ProtocolError);
  });

  it('says that the server cannot be reached', async () => {
    await expect(createClient({ baseUrl: 'http://127.0.0.1:1' }).config()).rejects.toThrow(NetworkError);
  });
});

it('takes a base URL with a path and a final slash', async () => {
  const paths: (string | undefined)[] = [];
  const client = await clientOf((request, response) => {
    paths.push(request.url);
    response.writeHead(204).end();
  }, '/chat/');
  await client.feedback({ answer: answer.id, helpful: true });
  expect(paths).toEqual(['/chat/v1/feedback']);
});

describe('a server that says nothing', () => {
  it.each<[string, RequestListener]>([
    ['before an answer', () => {}],
    [
      'in the middle of one',
      (_, response) => {
        response.setHeader('Content-Type', 'text/event-stream');
        response.write(line('delta', { text: 'Eins' }));
      },
    ],
  ])('%s is given up', async (_, listener) => {
    await expect(askAll(await clientOf(listener, '', 100))).rejects.toBeInstanceOf(TimeoutError);
  });

  it('is given up for its consent too', async () => {
    const client = await clientOf(() => {}, '', 100);
    await expect(client.consent({ policyVersion: '1', scopes: ['answers'] })).rejects.toBeInstanceOf(
      TimeoutError,
    );
  });

  it('is not one that takes long but goes on', async () => {
    const client = await clientOf(
      (_, response) => {
        response.setHeader('Content-Type', 'text/event-stream');
        let said = 0;
        const speak = setInterval(() => {
          said++;
          response.write(said < 6 ? line('delta', { text: 'Eins' }) : line('end', answer));
          if (said === 6) {
            clearInterval(speak);
            response.end();
          }
        }, 60);
      },
      '',
      200,
    );
    expect((await askAll(client)).answer).toMatchObject({ id: answer.id });
  });
});
