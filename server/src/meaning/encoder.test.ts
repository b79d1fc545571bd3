import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Encoder, encoderFolder } from './encoder.ts';
import { EncoderThread } from './encoder-thread.ts';

const References = z.array(z.object({ text: z.string(), vector: z.array(z.number()) }));

let encoder: Encoder;
beforeAll(async () => {
  encoder = await Encoder.load(encoderFolder);
});

const cosine = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Array.from(one).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

it('reads what is shouted in Turkish as the same said', async () => {
  const [shouted, said] = await Promise.all([
    encoder.encode('BİZİM EVDE SU YOK', 'query'),
    encoder.encode('bizim evde su yok', 'query'),
  ]);
  expect(shouted).toEqual(said);
});

describe('the encoder', () => {
  it('gives the vectors of the reference on this processor', async () => {
    const references = References.parse(JSON.parse(readFileSync(`${encoderFolder}/reference.json`, 'utf8')));
    expect(references.length).toBeGreaterThan(40);
    for (const { text, vector } of references) {
      const [, kind, said = ''] = /^(query|passage): (.*)$/.exec(text) ?? [];
      const own = await encoder.encode(said, kind === 'query' ? 'query' : 'passage');
      expect(cosine(own, vector), text).toBeGreaterThan(0.995);
    }
  });

  it('finds the same meaning in another language nearer than another meaning in the same', async () => {
    const [german, turkish, other] = await Promise.all(
      ['Was kostet ein Reisepass?', 'Pasaport ne kadar?', 'Wo ist das Schwimmbad?'].map((text) =>
        encoder.encode(text, 'query'),
      ),
    );
    expect(cosine(german!, turkish!)).toBeGreaterThan(cosine(german!, other!));
  });

  it('takes what is shouted for the same said', async () => {
    const [loud, calm] = [
      await encoder.encode('ES BRENNT', 'query'),
      await encoder.encode('es brennt', 'query'),
    ];
    expect(cosine(loud, calm)).toBeGreaterThan(0.999);
  });

  it.each([
    ['nothing', ''],
    ['a megabyte of one letter', 'a'.repeat(1_000_000)],
    ['lone surrogates', '\ud83d\ud83d x \udc00'],
    ['only emoji', '😀🔥😀'],
    ['mixed scripts', 'Паss मेरा 护照 паспорт'],
  ])('bears %s', async (_, text) => {
    const vector = await encoder.encode(text, 'query', 160);
    expect(cosine(vector, vector)).toBeCloseTo(1, 4);
  });
});

describe('the judge', () => {
  const statements = [
    'Bienen halten. Anmeldung: Wer Bienen hält, zeigt das dem Veterinäramt an.',
    'Bienen halten. Die Anmeldung ist kostenlos.',
    'Bienen halten. Die Registriernummer kommt nach zwei Wochen.',
  ];

  it.each([
    ['was zahl ich dafür?', 1],
    ['Numaram ne zaman gelir?', 2],
  ])('finds the statement that answers “%s”', async (question, answers) => {
    const logits = await encoder.judge(question, statements);
    expect(logits.indexOf(Math.max(...logits))).toBe(answers);
    expect(logits[answers]).toBeGreaterThan(0);
  });

  it('knows what no statement answers', async () => {
    const logits = await encoder.judge('Wie viele Völker darf ich im Garten haben?', statements);
    expect(Math.max(...logits)).toBeLessThan(0);
  });

  it('is left out where too many wait, so that nobody waits long', async () => {
    const thread = new EncoderThread();
    await thread.ready;
    const all = Array.from({ length: 8 }, () => thread.judge('was kostet das?', statements));
    const done = (await Promise.all(all)).filter(Boolean);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(8);
    await thread.close();
  });
});

describe('a broken encoder, or one from elsewhere (B-04, B-11)', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function copied(): string {
    folder = mkdtempSync(join(tmpdir(), 'encoder-'));
    for (const name of ['manifest.json', 'pieces.bin', 'lower.onnx', 'upper.onnx', 'judge.bin'])
      cpSync(join(encoderFolder, name), join(folder, name));
    symlinkSync(join(encoderFolder, 'embeddings.bin'), join(folder, 'embeddings.bin'));
    return folder;
  }

  it.each([
    ['is missing', (dir: string) => rmSync(join(dir, 'upper.onnx'))],
    ['is truncated', (dir: string) => writeFileSync(join(dir, 'pieces.bin'), 'short')],
    [
      'has another hash',
      (dir: string) =>
        writeFileSync(
          join(dir, 'manifest.json'),
          readFileSync(join(dir, 'manifest.json'), 'utf8').replaceAll(/[0-9a-f]{64}/g, '0'),
        ),
    ],
  ])('that %s is reported, and texts have no vectors', async (_, damage) => {
    damage(copied());
    const thread = new EncoderThread(folder);
    await expect(thread.ready).rejects.toThrow();
    expect(await thread.encode('Reisepass', 'query', 160, 'next')).toBeUndefined();
    expect(thread.failed).toBe(true);
  });
});

describe('the queue', () => {
  it('lets no more wait than it can serve soon, and whoever may be in danger before all', async () => {
    const thread = new EncoderThread();
    await thread.ready;
    const order: string[] = [];
    const all = Array.from({ length: 60 }, async (_, place) => {
      const vector = await thread.encode(`Frage ${place}`, 'query', 160, 'next');
      if (vector) order.push(String(place));
      return vector;
    });
    const urgent = thread.encode('er atmet nicht', 'query', 160, 'first').then((vector) => {
      order.push('urgent');
      return vector;
    });
    const done = await Promise.all(all);
    expect(await urgent).toBeInstanceOf(Float32Array);
    expect(order.indexOf('urgent')).toBeLessThan(14);
    expect(done.filter(Boolean).length).toBeLessThan(60);
    await thread.close();
  });
});
