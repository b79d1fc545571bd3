import Anthropic from '@anthropic-ai/sdk';
import OpenAI, { AzureOpenAI } from 'openai';
import { ConfigError, type ModelConfig } from '../config.ts';
import { anthropicModel } from './anthropic.ts';
import type { Model } from './model.ts';
import { openAiModel } from './openai.ts';

/** Once more, before the first word only: the SDKs wait as the provider tells them. */
const RETRIES = 1;

/**
 * Opens the configured model; undefined with `none`. Keys come from the environment only. Throws `ConfigError` if a key
 * or an optional package is missing.
 */
export async function openModel(
  config: ModelConfig,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Model | undefined> {
  const { provider, name = '', baseUrl, apiVersion, region, project, headers, limits } = config;
  const label = `${provider} ${name}`;
  const common = {
    maxRetries: RETRIES,
    timeout: limits.seconds * 1000,
    defaultHeaders: headers,
    ...(baseUrl && { baseURL: baseUrl }),
  };
  switch (provider) {
    case 'none':
      return undefined;
    case 'anthropic':
      return anthropicModel(new Anthropic({ ...common, apiKey: key('ANTHROPIC_API_KEY', env) }), name, label);
    case 'openai': {
      // A server of one's own needs no key.
      const apiKey = baseUrl ? (env.OPENAI_API_KEY ?? 'none') : key('OPENAI_API_KEY', env);
      return openAiModel(new OpenAI({ ...common, apiKey }), name, label);
    }
    case 'azure': {
      const { baseURL: endpoint = '', ...others } = common;
      const apiKey = key('AZURE_OPENAI_API_KEY', env);
      const client = new AzureOpenAI({ ...others, endpoint, apiKey, apiVersion, deployment: name });
      return openAiModel(client, name, label);
    }
    case 'bedrock': {
      const { default: Bedrock } = await optional(
        () => import('@anthropic-ai/bedrock-sdk'),
        '@anthropic-ai/bedrock-sdk',
      );
      return anthropicModel(new Bedrock({ ...common, ...(region && { awsRegion: region }) }), name, label);
    }
    case 'vertex': {
      const { default: Vertex } = await optional(
        () => import('@anthropic-ai/vertex-sdk'),
        '@anthropic-ai/vertex-sdk',
      );
      return anthropicModel(
        new Vertex({ ...common, region: region ?? '', projectId: project ?? '' }),
        name,
        label,
      );
    }
  }
}

function key(name: string, env: NodeJS.ProcessEnv): string {
  const value = env[name];
  if (value) return value;
  throw new ConfigError(
    `${name} is not set. Put the provider's key into the environment, never into a file.`,
  );
}

async function optional<T>(load: () => Promise<T>, name: string): Promise<T> {
  try {
    return await load();
  } catch {
    throw new ConfigError(`The package ${name} is not installed. Install it with "npm install ${name}".`);
  }
}
