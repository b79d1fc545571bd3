import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const programs = ['valkey-server', 'redis-server'];

export interface StoreProcess {
  url: string;
  /** Lets it go on answering, or stops it from doing so without closing a connection. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Finds a Valkey or Redis server, or installs one where that is Debian's business. Throws with one clear sentence. */
export function ensureStore(): string {
  const find = () => programs.find((program) => spawnSync(program, ['--version']).status === 0);
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    execFileSync('apt-get', ['install', '-y', '-qq', 'redis-server'], { stdio: 'ignore', env });
  }
  const installed = find();
  if (installed) return installed;
  throw new Error(
    'The tests need Valkey or Redis: install valkey-server or redis-server, and run them again.',
  );
}

/** Starts one on a port of its own, in memory only. */
export async function startStore(port?: number): Promise<StoreProcess> {
  const own = port ?? (await freePort());
  const store = spawn(ensureStore(), [
    '--port',
    `${own}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]);
  for await (const chunk of store.stdout) if (/Ready to accept connections/.test(String(chunk))) break;
  store.stdout.resume();
  return {
    url: `redis://127.0.0.1:${own}`,
    pause: () => void store.kill('SIGSTOP'),
    resume: () => void store.kill('SIGCONT'),
    async stop() {
      if (store.signalCode) return;
      const ended = once(store, 'exit');
      store.kill('SIGKILL');
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}
