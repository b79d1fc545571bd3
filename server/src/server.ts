import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import { ProblemError } from './http/problem.ts';

/** How long is waited for a client, in milliseconds (SEC-4). */
export const TIMEOUTS = {
  /** For all of its headers, and for all of its request (slow loris). */
  headers: 10_000,
  request: 20_000,
  /** While nothing is said in either direction: longer than a model may think. */
  idle: 60_000,
  /** Between two requests on one connection: longer than proxies keep theirs (nginx 60 s, Caddy 120 s), or they lose one. */
  keepAlive: 125_000,
};
/** How long answers in the making have to be finished before the server ends, in milliseconds. */
const FAREWELL = 35_000;

/** Starts listening; resolves with the server once it does. Rejects if the address cannot be had. */
export function listen(app: Express, port: number, host: string, timeouts = TIMEOUTS): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      connectionsCheckingInterval: timeouts.headers / 4,
    },
    app,
  );
  server.timeout = timeouts.idle;
  server.keepAliveTimeout = timeouts.keepAlive;
  server.on('clientError', (_, socket) => {
    if (!socket.writable) return;
    const body = JSON.stringify(new ProblemError('bad-request').document('de'));
    const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}`;
    socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Ends a server gracefully: nobody new is let in, answers in the making are finished. */
export async function close(server: Server): Promise<void> {
  // Who has just been answered is not waited for again.
  server.keepAliveTimeout = 1;
  const late = setTimeout(() => server.closeAllConnections(), FAREWELL);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(late);
}
