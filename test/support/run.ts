import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a command wrote, and its exit code. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    ran.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ran.err += chunk;
  });
  child.stdin.end(input);
  [ran.code] = await once(child, 'close');
  return ran;
}
