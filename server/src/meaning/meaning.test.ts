import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import { Config } from '../config.ts';
import { EncoderThread } from './encoder-thread.ts';
import { Meaning, type Vectors } from './meaning.ts';
import { RemoteVectors } from './remote-vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the city’s texts', () => {
  it('are encoded once: a later start computes nothing, also after another city was served', async () => {
    const base = await knowledgeOf({ 'faq/hund.de.md': entry('title: Was kostet ein Hund?') });
    const other = await knowledgeOf({ 'faq/katze.de.md': entry('title: Was kostet eine Katze?') });
    const cache = join(folder, 'cache', 'vectors.bin');
    const first = new Meaning(new EncoderThread(), cache);
    const loading = first.prepare(base);
    expect(first.state).toBe('loading');
    await loading;
    expect(first.state).toBe('on');
    await first.prepare(other);
    await first.close();
    let encoded = 0;
    const counting: Vectors = {
      ready: Promise.resolve(),
      failed: false,
      name: new EncoderThread().name,
      isRecipient: false,
      encode: async () => {
        encoded++;
        return undefined;
      },
      close: async () => {},
    };
    const second = new Meaning(counting, cache);
    await second.prepare(base);
    expect(encoded).toBe(0);
    expect(second.indexOf(base)?.passages.length).toBeGreaterThan(0);
  });
});

describe('an endpoint', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** An endpoint of OpenAI's protocol that answers as it is told. */
  async function endpoint(body: () => string, status = 200, delay = 0): Promise<string> {
    server = createServer((request, response) => {
      request.resume();
      request.once('end', () => {
        setTimeout(
          () => response.writeHead(status, { 'content-type': 'application/json' }).end(body()),
          delay,
        );
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`;
  }
  const embedding = (values: unknown[]) =>
    JSON.stringify({ object: 'list', data: [{ index: 0, embedding: values }] });

  it('gives vectors of length 1', async () => {
    const url = await endpoint(() => embedding(new Array(384).fill(2)));
    const vector = await new RemoteVectors({ url, model: 'e5' }).encode('Reisepass', 'query');
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 4);
  });

  it.each([
    ['of another dimension', embedding(new Array(3).fill(1)), 200, 0],
    ['that are no numbers', embedding(new Array(384).fill(null)), 200, 0],
    ['as HTML', '<html>', 200, 0],
    ['with an error', '{}', 500, 0],
    ['too late', embedding(new Array(384).fill(1)), 200, 1500],
  ])('that answers %s gives none, and nobody waits long', async (_, body, status, delay) => {
    const url = await endpoint(() => body, status, delay);
    const vectors = new RemoteVectors({ url, model: 'e5' });
    expect(await vectors.encode('Reisepass', 'query')).toBeUndefined();
    vectors.ready.catch(() => {});
  });

  it('that is not the server itself must be declared, and is asked with consent only', async () => {
    const meaning = { url: 'https://embeddings.example/v1', model: 'e5' };
    expect(() => Config.parse({ meaning })).toThrow(/not the server itself/);
    expect(Config.parse({ meaning: { url: 'http://127.0.0.1:8000/v1', model: 'e5' } }).meaning).toBeTruthy();
    let asked = false;
    const recipient: Vectors = {
      ready: Promise.resolve(),
      failed: false,
      name: 'recipient',
      isRecipient: true,
      encode: async () => {
        asked = true;
        return undefined;
      },
      close: async () => {},
    };
    await new Meaning(recipient, undefined).vectorsOf(['Reisepass'], false);
    expect(asked).toBe(false);
  });
});
