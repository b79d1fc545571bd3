import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));

export interface ServerProcess {
  url: string;
  /** The process's id, to look at its memory. */
  pid: number;
  stop(): void;
}

/** Starts the built server in a process of its own, so that it is measured alone; without limits. */
export async function startServerProcess(more: Record<string, unknown> = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'stadtlotse-bench-'));
  const config = join(folder, 'stadtlotse.config.yaml');
  writeFileSync(config, JSON.stringify({ limits: { questionsPerMinute: 0 }, ...more }));
  const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ANTHROPIC_API_KEY: process.env.ANTHROPIC_API_KEY ?? 'none' },
  });
  const [line] = await once(server.stdout, 'data');
  const [url = ''] = /http:\/\/\S+/.exec(String(line)) ?? [];
  return {
    url,
    pid: server.pid ?? 0,
    stop() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
