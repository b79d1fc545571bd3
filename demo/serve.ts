/** Starts the sample city: its website on one origin, the chat server on another. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startModelServer } from './model-server.ts';
import { serveSite } from './site-server.ts';

const SITE_PORT = 8080;
const CHAT_PORT = 8081;

const sitePort = await freePort(SITE_PORT);
const chatPort = await freePort(CHAT_PORT, sitePort);
const site = `http://localhost:${sitePort}`;
const chat = `http://localhost:${chatPort}`;

const folder = mkdtempSync(join(tmpdir(), 'stadtlotse-demo-'));
const config = join(folder, 'stadtlotse.config.yaml');
const model = process.argv.includes('--demo-model') ? await startModelServer() : undefined;
writeFileSync(
  config,
  JSON.stringify({
    origins: [site, `http://127.0.0.1:${sitePort}`],
    ...(model && {
      model: {
        provider: 'anthropic',
        name: 'demo-model',
        baseUrl: model.url,
        declaration: {
          processor: 'Niemand: Vorführmodell auf diesem Rechner',
          region: 'dieser Rechner',
          retention: 'keine',
          training: 'nein',
        },
      },
    }),
  }),
);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const bin = fileURLToPath(new URL('../server/bin/stadtlotse.js', import.meta.url));
const server = spawn(process.execPath, [bin, 'serve', '--config', config, '--port', String(chatPort)], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, ...(model && { ANTHROPIC_API_KEY: 'demo' }) },
});
server.once('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill(signal));

server.stdout.pipe(process.stdout);
// Says where it is once it listens: whoever opens the website finds the assistant on it.
await once(server.stdout, 'data');
await serveSite(sitePort, () => chat);
console.log(
  `\n  Website of the sample city  ${site}\n  Chat server                 ${chat}\n\n  Edit a file in knowledge/ and ask again: the next answer is different. Ctrl+C ends both.\n`,
);

/** The wanted port, or any other if that is taken. */
async function freePort(wanted: number, taken?: number): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        const actual = typeof address === 'object' && address ? address.port : undefined;
        probe.close(() => resolve(actual));
      });
    });
  const free = (wanted === taken ? undefined : await attempt(wanted)) ?? (await attempt(0));
  if (free === undefined) throw new Error('There is no free port on 127.0.0.1.');
  return free;
}
