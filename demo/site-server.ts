import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the pages say that the chat server is; a local address takes its place. */
const PUBLISHED = 'https://chat.lindenfurt.example';
const folder = fileURLToPath(new URL('./site', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The strictest policy a page can have that embeds the widget: no inline script or style, no eval, Trusted Types. */
export function contentSecurityPolicy(chatOrigin: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${chatOrigin}`,
    `connect-src 'self' ${chatOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify lit-html',
  ].join('; ');
}

/** Serves the sample city's website, embedding the chat from another origin. Rejects if the port is taken. */
export function serveSite(port: number, chatOrigin: () => string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const type = types[extname(name)];
    const content =
      type && /^[a-z0-9-]+\.[a-z]+$/.test(name)
        ? await readFile(join(folder, name), 'utf8').catch(() => undefined)
        : undefined;
    if (type === undefined || content === undefined) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('Diese Seite gibt es nicht.');
      return;
    }
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy(chatOrigin()),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    response.end(content.replaceAll(PUBLISHED, chatOrigin()));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
