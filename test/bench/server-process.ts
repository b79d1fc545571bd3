import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../server/bin/stadtlotse.js', import.meta.url));

export interface ServerProcess {
  url: string;
  stop(): void;
}

/** Starts the built server in a process of its own, so that it is measured alone; without limits. */
export async function startServerProcess(origins: string[] = []): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'stadtlotse-bench-'));
  const config = join(folder, 'stadtlotse.config.yaml');
  writeFileSync(config, JSON.stringify({ limits: { questionsPerMinute: 0 }, origins }));
  const server = spawn(process.execPath, [bin, 'serve', '--port', '0', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(server.stdout, 'data');
  const [url = ''] = /http:\/\/\S+/.exec(String(line)) ?? [];
  return {
    url,
    stop() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
