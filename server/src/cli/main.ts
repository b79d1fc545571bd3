import { ConfigError } from '../config.ts';
import { KnowledgeError } from '../knowledge/load.ts';
import { version } from '../version.ts';
import { type Command, UsageError } from './command.ts';

/** Exit codes: 0 done, 1 not as it should be (said by the command), 2 wrong call or configuration. */
const MISUSE = 2;

/** Each is loaded when it is called. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  serve: () => import('./serve.ts'),
  check: () => import('./check.ts'),
  ask: () => import('./ask.ts'),
  why: () => import('./why.ts'),
  read: () => import('./read.ts'),
  redact: () => import('./redact.ts'),
  verify: () => import('./verify.ts'),
  build: () => import('./build.ts'),
  import: () => import('./import.ts'),
  sync: () => import('./sync.ts'),
  export: () => import('./export.ts'),
  report: () => import('./report.ts'),
  erase: () => import('./erase.ts'),
};

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ command }) => `  stadtlotse ${command.usage}\n      ${command.summary}`);
  return [`Stadtlotse ${version}`, '', ...lines, '', 'Every command takes --config FILE and --help.'].join(
    '\n',
  );
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(await help());
    return name === undefined ? MISUSE : 0;
  }
  if (name === '--version') {
    console.log(version);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(`There is no command "${name}".\n\n${await help()}`);
  const { command } = await load();
  if (args.includes('--help')) {
    console.log(`stadtlotse ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  // A server goes on without its log.
  if (name !== 'serve') process.stdout.on('error', endWithOutput);
  return command.run(args);
}

/** Whoever reads the output may have enough of it (`| head`), or the disk that it goes to may be full. */
function endWithOutput(error: NodeJS.ErrnoException): never {
  const said = refusal(error);
  if (said) console.error(said);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

/** What to do about what the system refuses. */
const advice: Record<string, string> = {
  ENOSPC: 'There is no space left to write to. Free some and run the command again.',
  EDQUOT: 'The space that this user may take is used up. Free some and run the command again.',
  EROFS: 'This place is read-only. Name another one.',
  EACCES: 'The user that runs this command has no right to it. Grant it or name another place.',
  EPERM: 'The user that runs this command has no right to it. Grant it or name another place.',
  ENOENT: 'There is no such file or folder. Create it or name another place.',
  ENOTDIR: 'It is a file where a folder is needed. Name another place.',
  EISDIR: 'It is a folder where a file is needed. Name another place.',
};

/** A sentence on what the system refused, none if something else went wrong. */
function refusal(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error)) return undefined;
  const what = advice[String(error.code)];
  const place = 'path' in error ? `${error.path}: ` : '';
  return what && `${place}${what} (${error.code})`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected =
    error instanceof UsageError || error instanceof ConfigError || error instanceof KnowledgeError;
  const said = expected ? error.message : refusal(error);
  if (said === undefined) throw error;
  console.error(said);
  process.exitCode = expected ? MISUSE : 1;
}
