import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppointmentsConfig } from './appointments/config.ts';
import { DefectsConfig } from './defects/config.ts';
import { Words } from './fields.ts';
import { Governance } from './governance/config.ts';
import { Declaration } from './governance/declaration.ts';
import { HandoverConfig } from './handover/config.ts';
import { parseYaml, YamlError } from './knowledge/front-matter.ts';
import { LiveConfig } from './live/config.ts';
import { isLoopback } from './meaning/loopback.ts';

/** Where a checkout or an installed package keeps the sample city. */
const sampleCity = fileURLToPath(new URL('../../knowledge', import.meta.url));

const Origin = z.url({ protocol: /^https?$/ }).refine((url) => URL.parse(url)?.origin === url, {
  error:
    'write scheme, host and port only, without a path or a final slash, e.g. https://www.example-city.de',
});

const Model = z
  .strictObject({
    provider: z.enum(['none', 'anthropic', 'bedrock', 'vertex', 'openai', 'azure']).default('none'),
    /** The model's name as the provider has it; with `azure` that of the deployment. */
    name: Words.optional(),
    /** Another endpoint of the same protocol: a European one, or one's own server. */
    baseUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** With `azure`: the version of its interface. */
    apiVersion: Words.default('2024-10-21'),
    /** With `bedrock` and `vertex`: the cloud region; with `vertex` the project too. */
    region: Words.optional(),
    project: Words.optional(),
    headers: z.record(z.string(), z.string()).default({}),
    declaration: Declaration.optional(),
    limits: z
      .strictObject({
        /** The longest answer, in tokens. */
        answerTokens: z.int().min(50).max(4000).default(600),
        /** Tokens in and out for one receipt, and for the city in a day; 0 switches a limit off. */
        receiptTokens: z.int().min(0).default(60_000),
        dayTokens: z.int().min(0).default(5_000_000),
        /** Euros in a day, counted with the prices per million tokens; 0 switches it off. */
        dayEuros: z.number().min(0).default(0),
        pricePerMillionIn: z.number().min(0).default(0),
        pricePerMillionOut: z.number().min(0).default(0),
        /** Seconds until the first words, and until the whole answer. */
        firstSeconds: z.number().min(0.1).max(60).default(8),
        seconds: z.number().min(0.1).max(300).default(30),
      })
      .prefault({}),
  })
  .superRefine(({ provider, name, declaration, region, project, baseUrl }, context) => {
    if (provider === 'none') return;
    const needed = {
      name,
      declaration,
      ...(provider === 'bedrock' && { region }),
      ...(provider === 'vertex' && { region, project }),
      ...(provider === 'azure' && { baseUrl }),
    };
    for (const [key, value] of Object.entries(needed)) {
      if (value !== undefined) continue;
      const message =
        key === 'declaration'
          ? 'say who processes the questions, where, how long they are kept and whether models are trained with them: { processor, region, retention, training }'
          : `the provider "${provider}" needs it`;
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });
export type ModelConfig = z.infer<typeof Model>;

/** An endpoint of OpenAI's protocol for embeddings; one that is not the server's own must be declared (Art. 28 DSGVO). */
const MeaningEndpoint = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    /** The model's name as the endpoint has it. */
    model: Words,
    declaration: Declaration.optional(),
  })
  .refine(({ url, declaration }) => isLoopback(url) || declaration !== undefined, {
    path: ['declaration'],
    error:
      'this address is not the server itself: say who processes the questions, where, how long they are kept and whether models are trained with them: { processor, region, retention, training }',
  });
export type MeaningEndpoint = z.infer<typeof MeaningEndpoint>;

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
      /** Questions to the city in a day, from all together; 0 switches it off. */
      questionsPerDay: z.int().min(0).default(0),
      /** So many consents a minute, from all together, need no proof of work; 0 asks for none ever. */
      freeConsentsPerMinute: z.int().min(0).default(0),
      /** Answers in the making at a time; 0 switches it off. */
      concurrentAnswers: z.int().min(0).default(6000),
    })
    .prefault({}),
  /** What understands by meaning: the encoder inside the server, nothing, or an endpoint. */
  meaning: z.union([z.enum(['on', 'off']), MeaningEndpoint]).default('on'),
  model: Model.prefault({}),
  /** Where messages of citizens to people go; none are taken without it. */
  handover: HandoverConfig.optional(),
  /** Where people of the city write with citizens; no conversation is offered without it. */
  live: LiveConfig.optional(),
  /** Where reports of defects go; none are taken without it. */
  defects: DefectsConfig.optional(),
  /** Where free appointments are looked up; none are shown without it. */
  appointments: AppointmentsConfig.optional(),
  /** Who answers for it, and what was decided: for the report. */
  governance: Governance.prefault({}),
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

/** What only the environment tells. */
export interface Secrets {
  /** Signs receipts, at least 32 bytes. */
  secret: string;
  /** The one before, while receipts signed with it are still in force. */
  previousSecret: string | undefined;
  /** Where the store is that servers share; may hold a password. */
  storeUrl: string | undefined;
  /** Opens `GET /metrics`. */
  metricsToken: string | undefined;
  /** The password of the mailbox, the token of the ticket system, or what signs webhooks. */
  handoverSecret: string | undefined;
  /** The access token of the desk at which people write with citizens. */
  liveToken: string | undefined;
  /** The key of the endpoint that takes reports of defects. */
  defectsKey: string | undefined;
}

/**
 * Reads the secrets from the environment (SEC-8): `STADTLOTSE_SECRET`, `STADTLOTSE_SECRET_PREVIOUS`,
 * `STADTLOTSE_STORE_URL`, `STADTLOTSE_METRICS_TOKEN`, `STADTLOTSE_HANDOVER_SECRET`, `STADTLOTSE_LIVE_TOKEN`,
 * `STADTLOTSE_DEFECTS_KEY`. In production the server does not start without the first;
 * elsewhere a random one is made, so that receipts end with the process. Throws `ConfigError`.
 */
export function readSecrets(env: NodeJS.ProcessEnv = process.env): Secrets {
  const previousSecret = longEnough('STADTLOTSE_SECRET_PREVIOUS', env);
  const secret = longEnough('STADTLOTSE_SECRET', env);
  if (secret === undefined && env.NODE_ENV === 'production') {
    throw new ConfigError(
      'STADTLOTSE_SECRET is not set. Set it to at least 32 random bytes, e.g. from "openssl rand -hex 32".',
    );
  }
  const storeUrl = env.STADTLOTSE_STORE_URL || undefined;
  if (storeUrl && !/^rediss?:\/\/[^/]/.test(storeUrl)) {
    throw new ConfigError(
      'STADTLOTSE_STORE_URL is no address of a Valkey or Redis server, e.g. redis://valkey:6379.',
    );
  }
  return {
    secret: secret ?? crypto.randomUUID() + crypto.randomUUID(),
    previousSecret,
    storeUrl,
    metricsToken: env.STADTLOTSE_METRICS_TOKEN || undefined,
    handoverSecret: env.STADTLOTSE_HANDOVER_SECRET || undefined,
    liveToken: env.STADTLOTSE_LIVE_TOKEN || undefined,
    defectsKey: env.STADTLOTSE_DEFECTS_KEY || undefined,
  };
}

function longEnough(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const secret = env[name];
  if (secret === undefined || Buffer.byteLength(secret) >= 32) return secret;
  throw new ConfigError(
    `${name} is shorter than 32 bytes. Make a new one, e.g. with "openssl rand -hex 32".`,
  );
}
