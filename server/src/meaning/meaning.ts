import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Judgements } from './judgements.ts';
import { PassageIndex } from './passage-index.ts';
import { encodedText, passagesOf, textKind } from './passages.ts';
import { readMessage } from './reading.ts';
import { MOST_PIECES } from './tokenizer.ts';
import { MESSAGE_PIECES } from './train.ts';
import { keyOf, type Packed, pack, readVectors, writeVectors } from './vectors.ts';

/** How far understanding by meaning is: it works, it is being made ready, it is switched off, or it does not work here. */
export type MeaningState = 'on' | 'loading' | 'off' | 'words-only';

/** From this probability on by its words alone, a message does not wait in the queue: somebody may be in danger. */
const URGENT = 0.2;

/** How soon a text is encoded: before all others, in its turn, or when there is nothing else to do. */
export type Urgency = 'first' | 'next' | 'idle';

/** What turns texts into vectors: the thread of the encoder, or an endpoint. */
export interface Vectors {
  /** Resolves once it works; rejects if it cannot. */
  ready: Promise<void>;
  failed: boolean;
  /** What tells its vectors from those of another. */
  name: string;
  /** Whether texts leave the city's server for it. */
  isRecipient: boolean;
  encode(
    text: string,
    kind: 'query' | 'passage',
    most: number,
    urgency: Urgency,
  ): Promise<Float32Array | undefined>;
  /** How likely statements answer a question, as logits; undefined where too many wait. An endpoint only encodes. */
  judge?(question: string, statements: string[]): Promise<Float32Array | undefined>;
  close(): Promise<void>;
}

/** So many vectors of other knowledge folders and of earlier texts stay in the cache (8 MB). */
const KEPT_OF_OTHERS = 20_000;

/** Where vectors are kept from one start to the next: as systemd says, else in the user's cache folder. */
export function cacheFile(env: NodeJS.ProcessEnv = process.env): string {
  const folder = env.CACHE_DIRECTORY ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'stadtlotse');
  return join(folder, 'vectors.bin');
}

/** Understanding by meaning: of messages as they come, and of the city's texts, prepared whenever they change. */
export class Meaning {
  readonly #vectors: Vectors | undefined;
  readonly #cache: string | undefined;
  readonly #report: (news: string) => void;
  readonly #indexes = new WeakMap<KnowledgeBase, PassageIndex>();
  #preparing: Promise<void> = Promise.resolve();
  #pending = 0;
  #isClosing = false;
  #wordsAlone = 0;
  #encoded = 0;
  #unjudged = 0;

  /** Without `vectors` it is switched off; without `cache` nothing is kept for the next start. */
  constructor(
    vectors: Vectors | undefined,
    cache: string | undefined,
    report: (news: string) => void = () => {},
  ) {
    this.#vectors = vectors;
    this.#cache = cache;
    this.#report = report;
    vectors?.ready.catch((error: unknown) => {
      if (this.#isClosing) return;
      report(
        `Understanding by meaning does not work here: ${error instanceof Error ? error.message : error}. Questions are understood by their words alone.`,
      );
    });
  }

  get state(): MeaningState {
    if (!this.#vectors) return 'off';
    if (this.#vectors.failed) return 'words-only';
    return this.#pending > 0 ? 'loading' : 'on';
  }

  /** How many messages were understood with a vector, by their words alone, and with statements left unjudged. */
  get counts(): { meaning: number; words: number; unjudged: number } {
    return { meaning: this.#encoded, words: this.#wordsAlone, unjudged: this.#unjudged };
  }

  /**
   * The vectors of the texts of one message; those that could not be had are missing. `mayLeave`: whether the citizen
   * agrees that texts go to a recipient.
   */
  async vectorsOf(texts: readonly string[], mayLeave: boolean): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    const vectors = this.#vectors;
    if (!vectors || (vectors.isRecipient && !mayLeave)) return found;
    await Promise.all(
      [...new Set(texts)].map(async (text) => {
        const urgent = readMessage(text, undefined).emergency.probability >= URGENT;
        const vector = await vectors.encode(text, 'query', MESSAGE_PIECES, urgent ? 'first' : 'next');
        if (vector) found.set(text, vector);
      }),
    );
    if (found.size > 0) this.#encoded++;
    else this.#wordsAlone++;
    return found;
  }

  /** The vector of a sentence that a model wrote from the city's texts, which it is compared with. */
  async sentenceVector(text: string): Promise<Float32Array | undefined> {
    return this.#vectors?.encode(text, 'passage', MOST_PIECES, 'next');
  }

  /** Whether statements can be judged: an endpoint only encodes. */
  get judges(): boolean {
    return this.#vectors?.judge !== undefined;
  }

  /** Judges what is wanted, as far as there is time. */
  async judge(judgements: Judgements): Promise<void> {
    const judged = await Promise.all(
      [...judgements.wanted].map(async ([question, statements]) => {
        const logits = await this.#vectors?.judge?.(question, statements);
        if (logits) judgements.add(question, statements, logits);
        return logits !== undefined;
      }),
    );
    if (judged.includes(false)) this.#unjudged++;
  }

  /** The passages of a city's texts; undefined while they are being prepared. */
  indexOf(base: KnowledgeBase): PassageIndex | undefined {
    return this.#indexes.get(base);
  }

  /** Encodes what is new in a city's texts. Resolves when that is done; never rejects. */
  prepare(base: KnowledgeBase): Promise<void> {
    const vectors = this.#vectors;
    if (!vectors) return Promise.resolve();
    this.#pending++;
    this.#preparing = this.#preparing
      .then(() => vectors.ready)
      .then(() => this.#encode(base, vectors))
      .catch(() => {})
      .finally(() => this.#pending--);
    return this.#preparing;
  }

  /** Ends the encoder; what is not encoded by then is not. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#vectors?.close();
    await this.#preparing;
  }

  async #encode(base: KnowledgeBase, vectors: Vectors): Promise<void> {
    const passages = passagesOf(base);
    const texts = [
      ...passages.map((passage) => ({ text: encodedText(passage), kind: textKind(passage) })),
      ...base.taught.map(({ text }) => ({ text, kind: 'query' as const })),
    ];
    const kept = this.#cache ? await readVectors(this.#cache) : new Map<string, Packed>();
    const own = new Map<string, Packed>();
    let made = 0;
    for (const { text, kind } of texts) {
      const key = keyOf(`${kind}: ${text}`, vectors.name);
      if (own.has(key)) continue;
      const known = kept.get(key);
      const vector = known ? undefined : await vectors.encode(text, kind, MOST_PIECES, 'idle');
      if (!known && !vector) return;
      if (vector && ++made % 500 === 0) this.#report(`${own.size} of ${texts.length} passages are encoded.`);
      own.set(key, known ?? pack(vector!));
    }
    const packed = texts.map(({ text, kind }) => own.get(keyOf(`${kind}: ${text}`, vectors.name))!);
    const examples = packed.splice(passages.length);
    this.#indexes.set(base, new PassageIndex(passages, packed, examples));
    if (made > 0 && this.#cache) await this.#keep(own);
  }

  async #keep(vectors: ReadonlyMap<string, Packed>): Promise<void> {
    const file = this.#cache!;
    try {
      await mkdir(dirname(file), { recursive: true });
      const others = [...(await readVectors(file))].filter(([key]) => !vectors.has(key));
      await writeVectors(file, new Map([...vectors, ...others.slice(0, KEPT_OF_OTHERS)]));
    } catch (error) {
      this.#report(
        `${file} cannot be written, so the next start encodes all again: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
