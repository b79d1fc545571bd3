import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../../demo/site-server.ts';

/** A website of wild pages, and a line to the chat server below `/chat` that can be held. */
export interface WildSite {
  url: string;
  /** Paths of the chat server that match wait until `release` is called. */
  hold(paths: RegExp): void;
  release(): void;
  close(): void;
}

/** Serves `pages/` with `CHAT` replaced by where the chat is. */
export async function serveWild(chat: () => string): Promise<WildSite> {
  let held: RegExp | undefined;
  let released = Promise.withResolvers<void>();
  const server = createServer(async (asked, response) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/chat/')) {
      if (held?.test(pathname)) await released.promise;
      pass(asked, response, chat() + pathname.slice('/chat'.length));
      return;
    }
    const page = await readFile(new URL(`./pages${pathname}`, import.meta.url), 'utf8').catch(
      () => undefined,
    );
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(pathname === '/strict-csp.html' && { 'Content-Security-Policy': contentSecurityPolicy(chat()) }),
    });
    response.end(page.replaceAll('CHAT', chat()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    hold(paths) {
      held = paths;
      released = Promise.withResolvers();
    },
    release() {
      held = undefined;
      released.resolve();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(asked: IncomingMessage, response: ServerResponse, to: string): void {
  const forward = request(to, { method: asked.method, headers: asked.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  forward.on('error', () => response.destroy());
  asked.pipe(forward);
}
