import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseYaml, YamlError } from './knowledge/front-matter.ts';

/** Where a checkout or an installed package keeps the sample city. */
const sampleCity = fileURLToPath(new URL('../../knowledge', import.meta.url));

const Origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url, {
  error:
    'write scheme, host and port only, without a path or a final slash, e.g. https://www.example-city.de',
});

/** `stadtlotse.config.yaml`: every key with its default. */
export const Config = z.strictObject({
  /** The knowledge folder, relative to the configuration file. */
  knowledge: z.string().default(sampleCity),
  /** The address to listen on. */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65535).default(8080),
  /** The websites that may embed the widget (CORS), e.g. `https://www.example-city.de`. */
  origins: z.array(Origin).default([]),
  /** Whether the server stands behind one reverse proxy whose `X-Forwarded-For` can be believed. */
  trustProxy: z.boolean().default(false),
  privacy: z
    .strictObject({
      /** A new version asks every citizen again. */
      policyVersion: z.string().min(1).max(40).default('2026-11'),
      /** How long consent lasts, in minutes. */
      receiptMinutes: z.int().min(5).max(1440).default(120),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Questions per minute from one receipt, and five times as many from one address; 0 switches it off. */
      questionsPerMinute: z.int().min(0).default(30),
    })
    .prefault({}),
  model: z.strictObject({ provider: z.literal('none').default('none') }).prefault({}),
});
export type Config = z.infer<typeof Config>;

/** A configuration that cannot be used; the message says where and what to do. */
export class ConfigError extends Error {}

/**
 * Reads the configuration from `file`, else from `STADTLOTSE_CONFIG`, else from `stadtlotse.config.yaml` in the
 * working directory, else takes the defaults. Throws `ConfigError`.
 */
export function loadConfig(file: string | undefined, env: NodeJS.ProcessEnv = process.env): Config {
  const named = file ?? env.STADTLOTSE_CONFIG;
  const path = resolve(named ?? 'stadtlotse.config.yaml');
  if (!named && !existsSync(path)) return Config.parse({});
  let yaml: ReturnType<typeof parseYaml>;
  try {
    yaml = parseYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason =
      error instanceof YamlError ? `line ${error.line}: ${error.message}` : 'the file cannot be read';
    throw new ConfigError(`${path}: ${reason}`);
  }
  const parsed = Config.safeParse(yaml.data);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `${path}:${yaml.lineOf(issue.path)}: ${issue.path.join('.')}: ${issue.message}`,
    );
    throw new ConfigError(lines.join('\n'));
  }
  return { ...parsed.data, knowledge: resolve(dirname(path), parsed.data.knowledge) };
}

/**
 * The secret that signs receipts, from `STADTLOTSE_SECRET`, at least 32 bytes (SEC-8). In production the server
 * does not start without one; elsewhere a random one is made, so that receipts end with the process.
 * Throws `ConfigError`.
 */
export function signingSecret(env: NodeJS.ProcessEnv = process.env): string {
  const secret = env.STADTLOTSE_SECRET;
  if (secret === undefined) {
    if (env.NODE_ENV !== 'production') return crypto.randomUUID() + crypto.randomUUID();
    throw new ConfigError(
      'STADTLOTSE_SECRET is not set. Set it to at least 32 random bytes, e.g. from "openssl rand -hex 32".',
    );
  }
  if (Buffer.byteLength(secret) >= 32) return secret;
  throw new ConfigError(
    'STADTLOTSE_SECRET is shorter than 32 bytes. Make a new one, e.g. with "openssl rand -hex 32".',
  );
}
