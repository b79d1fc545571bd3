import OpenAI from 'openai';
import { z } from 'zod';
import type { MeaningEndpoint } from '../config.ts';
import { DIMENSIONS, normalise } from './encoder.ts';
import { isLoopback } from './loopback.ts';
import type { Vectors } from './meaning.ts';

/** How long is waited for a message's vector, and for one of the city's texts, in milliseconds. */
const PATIENCE = { message: 500, passage: 10_000 };
/** After a failure the endpoint is left alone for so long, in milliseconds. */
const PAUSE = 5_000;
/** The first call may find the endpoint starting: so often it is tried, and after so many milliseconds again. */
const TRIES = 5;
const BETWEEN_TRIES = 1_000;

/** A vector as it should be: of the dimensions that was learned with, all numbers finite. */
const Found = z.object({
  data: z.tuple([z.object({ embedding: z.array(z.number()).length(DIMENSIONS) })]),
});

/**
 * Vectors of an endpoint that speaks OpenAI's protocol for embeddings. The examples were learned with
 * multilingual-e5-small: an endpoint has to serve that model or one whose vectors agree with it.
 */
export class RemoteVectors implements Vectors {
  readonly name: string;
  /** Whether questions leave the city's server for it: then only with the scope `ai`. */
  readonly isRecipient: boolean;
  readonly ready: Promise<void>;
  failed = false;
  readonly #client: OpenAI;
  readonly #model: string;
  #pausedUntil = 0;

  constructor({ url, model }: MeaningEndpoint) {
    this.name = `${url} ${model}`;
    this.isRecipient = !isLoopback(url);
    this.#model = model;
    this.#client = new OpenAI({
      baseURL: url,
      apiKey: process.env.STADTLOTSE_MEANING_KEY ?? 'none',
      maxRetries: 0,
    });
    this.ready = this.#begin();
    this.ready.catch(() => {
      this.failed = true;
    });
  }

  async encode(text: string, kind: 'query' | 'passage'): Promise<Float32Array | undefined> {
    if (Date.now() < this.#pausedUntil) return undefined;
    try {
      return await this.#ask(text, kind, kind === 'query' ? PATIENCE.message : PATIENCE.passage);
    } catch {
      this.#pausedUntil = Date.now() + PAUSE;
      return undefined;
    }
  }

  async close(): Promise<void> {}

  async #begin(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#ask('Reisepass', 'query', PATIENCE.passage);
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
      }
    }
  }

  async #ask(text: string, kind: string, timeout: number): Promise<Float32Array> {
    const response = await this.#client.embeddings.create(
      { model: this.#model, input: [`${kind}: ${text}`], encoding_format: 'float' },
      { timeout },
    );
    const { data } = Found.parse(response);
    return normalise(Float32Array.from(data[0].embedding));
  }
}
