import { expect, it } from 'vitest';
import { Judgements } from './judgements.ts';

const statements = ['Die Anmeldung ist kostenlos.', 'Sie dauert zwei Wochen.'];

it('statements are wanted once they are asked for, and known when they were judged', () => {
  const judgements = new Judgements();
  expect(judgements.of('Was kostet das?', statements)).toBeUndefined();
  expect(judgements.wanted).toEqual(new Map([['Was kostet das?', statements]]));
  judgements.add('Was kostet das?', statements, Float32Array.of(2, -3));
  expect(judgements.of('Was kostet das?', statements.toReversed())).toEqual([-3, 2]);
  expect(judgements.wanted.size).toBe(0);
  expect(judgements.of('Wie lange dauert das?', statements)).toBeUndefined();
});
