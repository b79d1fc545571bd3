import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './store.ts';

const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));

export interface ServerProcess {
  url: string;
  process: ChildProcess;
  /** Its id, to look at its memory. */
  pid: number;
  /** What it wrote to standard error so far. */
  errors(): string;
  stop(): void;
}

interface Options {
  /** A module that is loaded first. */
  preload?: URL;
  port?: number;
  /** The file its output goes to, e.g. `/dev/full`; else only errors are kept. */
  output?: string;
}

/** Starts the built server in a process of its own, so that it is measured, stopped and hurt alone; without limits. */
export async function startServerProcess(
  more: Record<string, unknown> = {},
  { preload, port, output }: Options = {},
): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'stadtlotse-process-'));
  const config = join(folder, 'stadtlotse.config.yaml');
  writeFileSync(config, JSON.stringify({ limits: { questionsPerMinute: 0 }, ...more }));
  const url = `http://127.0.0.1:${port ?? (await freePort())}`;
  const target = output === undefined ? 'pipe' : openSync(output, 'w');
  const server = spawn(
    process.execPath,
    [
      ...(preload ? ['--import', preload.href] : []),
      ...[bin, 'serve', '--port', new URL(url).port, '--config', config],
    ],
    {
      stdio: ['ignore', target, target],
      env: {
        STADTLOTSE_SECRET: 'a secret of the tests, long enough to sign',
        ...process.env,
        ANTHROPIC_API_KEY: process.env.ANTHROPIC_API_KEY ?? 'none',
      },
    },
  );
  let errors = '';
  server.stdout?.resume();
  server.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(server, 'exit').then(() => {
    throw new Error(`The server ended before it listened: ${errors}`);
  });
  await Promise.race([ended, listening(url)]);
  ended.catch(() => {});
  return {
    url,
    process: server,
    pid: server.pid ?? 0,
    errors: () => errors,
    stop() {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until somebody answers. */
async function listening(url: string): Promise<void> {
  for (;;) {
    if (await fetch(`${url}/healthz`).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
