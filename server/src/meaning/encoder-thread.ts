import './no-telemetry.ts';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { encoderFolder, type TextKind } from './encoder.ts';
import type { Urgency, Vectors } from './meaning.ts';

/** So many messages wait for the encoder at most; more are understood by their words alone. */
const MOST_WAITING = 12;
/** The thread has so many texts at a time, that it need not wait while this one answers others. */
const MOST_AT_WORK = 12;
/** So many questions are judged or wait for it at most: one costs as much as encoding ten. */
const MOST_JUDGED = 3;

const Done = z.object({ id: z.number(), numbers: z.instanceof(Float32Array).optional() });

/** What the thread does: a text to encode, of which so many pieces are read, or statements to judge. */
type Work = { text: string; kind: TextKind; most: number } | { question: string; statements: string[] };

interface Job {
  work: Work;
  resolve(numbers: Float32Array | undefined): void;
  done: Promise<Float32Array | undefined>;
}

/** Encodes and judges texts in a thread of its own, behind a bounded queue. */
export class EncoderThread implements Vectors {
  readonly name = readFileSync(`${encoderFolder}/manifest.json`, 'utf8');
  readonly isRecipient = false;
  readonly #worker: Worker;
  readonly #waiting: Record<Urgency, Job[]> = { first: [], next: [], idle: [] };
  readonly #atWork = new Map<number, Job>();
  #count = 0;
  #judged = 0;
  /** Resolves once it works; rejects if it cannot. */
  readonly ready: Promise<void>;
  /** Whether it has failed for good. */
  failed = false;

  constructor(folder = encoderFolder) {
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), {
      workerData: folder,
      // What a thread writes would end the server where nobody can take it.
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message) => {
        const { id, numbers } = Done.parse(message);
        if (id < 0) resolve();
        this.#atWork.get(id)?.resolve(numbers);
        this.#atWork.delete(id);
        this.#next();
      });
      this.#worker.on('error', (error) => {
        this.#fail();
        reject(error);
      });
      this.#worker.once('exit', () => {
        this.#fail();
        reject(new Error('The thread of the encoder has ended'));
      });
    });
    // Whoever waits for it is told; nobody need.
    this.ready.catch(() => {});
  }

  /** A text's vector; undefined where too many wait, or the thread has failed. */
  encode(text: string, kind: TextKind, most: number, urgency: Urgency): Promise<Float32Array | undefined> {
    if (this.failed || (urgency === 'next' && this.#waiting.next.length >= MOST_WAITING))
      return Promise.resolve(undefined);
    return this.#do({ text, kind, most }, urgency);
  }

  /** How likely statements answer a question, as logits; undefined where too many wait, or the thread has failed. */
  async judge(question: string, statements: string[]): Promise<Float32Array | undefined> {
    if (this.failed || this.#judged >= MOST_JUDGED) return undefined;
    this.#judged++;
    return this.#do({ question, statements }, 'next').finally(() => this.#judged--);
  }

  #do(work: Work, urgency: Urgency): Promise<Float32Array | undefined> {
    const { promise: done, resolve } = Promise.withResolvers<Float32Array | undefined>();
    this.#waiting[urgency].push({ work, resolve, done });
    this.#next();
    return done;
  }

  /** Ends the thread once it has done what it has begun: killed in the middle the runtime would take the server along. */
  async close(): Promise<void> {
    this.#dropWaiting();
    this.#worker.ref();
    const isReady = await this.ready.then(
      () => true,
      () => false,
    );
    if (!isReady) return;
    await Promise.all([...this.#atWork.values()].map(({ done }) => done));
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await ended;
  }

  #next(): void {
    while (this.#atWork.size < MOST_AT_WORK) {
      const { first, next, idle } = this.#waiting;
      const job = first.shift() ?? next.shift() ?? idle.shift();
      if (!job) return;
      const id = this.#count++;
      this.#atWork.set(id, job);
      this.#worker.postMessage({ id, ...job.work });
    }
  }

  #fail(): void {
    this.#dropWaiting();
    for (const job of this.#atWork.values()) job.resolve(undefined);
    this.#atWork.clear();
  }

  #dropWaiting(): void {
    this.failed = true;
    for (const queue of Object.values(this.#waiting))
      for (const job of queue.splice(0)) job.resolve(undefined);
  }
}
