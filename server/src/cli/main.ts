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
  redact: () => import('./redact.ts'),
  verify: () => import('./verify.ts'),
  build: () => import('./build.ts'),
  import: () => import('./import.ts'),
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
  return command.run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected =
    error instanceof UsageError || error instanceof ConfigError || error instanceof KnowledgeError;
  if (!expected) throw error;
  console.error(error.message);
  process.exitCode = MISUSE;
}
