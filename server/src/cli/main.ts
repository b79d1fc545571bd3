import { ConfigError } from '../config.ts';
import { KnowledgeError } from '../knowledge/load.ts';
import { version } from '../version.ts';
import { ask } from './ask.ts';
import { check } from './check.ts';
import { type Command, UsageError } from './command.ts';
import { redactLines } from './redact.ts';
import { serve } from './serve.ts';

/** Exit codes: 0 done, 1 not as it should be (said by the command), 2 wrong call or configuration. */
const MISUSE = 2;

const commands: Record<string, Command> = { serve, check, ask, redact: redactLines };

function help(): string {
  const lines = Object.values(commands).map(
    ({ usage, summary }) => `  stadtlotse ${usage}\n      ${summary}`,
  );
  return [`Stadtlotse ${version}`, '', ...lines, '', 'Every command takes --config FILE and --help.'].join(
    '\n',
  );
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(help());
    return name === undefined ? MISUSE : 0;
  }
  if (name === '--version') {
    console.log(version);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${help()}`);
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
