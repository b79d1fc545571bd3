import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config.ts';

/** A command: what it is called with, and what it does; `run` resolves with the exit code. */
export interface Command {
  usage: string;
  summary: string;
  run(args: string[]): Promise<number>;
}

/** A call that is not of the command's form; the message says what is wrong. */
export class UsageError extends Error {}

type Flags<Text extends string, Switch extends string> = { [K in Text]?: string } & {
  [K in Switch]?: boolean;
};

/** Reads flags and words, and the configuration that `--config` names. Throws `UsageError` or `ConfigError`. */
export function readCall<Text extends string = never, Switch extends string = never>(
  args: string[],
  { text = [], switches = [] }: { text?: readonly Text[]; switches?: readonly Switch[] } = {},
): { flags: Flags<Text, Switch>; words: string[]; config: Config } {
  const options = Object.fromEntries([
    ...['config', ...text].map((name) => [name, { type: 'string' as const }]),
    ...switches.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { config, ...flags } = parsed.values;
  return {
    flags: flags as Flags<Text, Switch>,
    words: parsed.positionals,
    config: loadConfig(typeof config === 'string' ? config : undefined),
  };
}
