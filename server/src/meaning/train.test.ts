import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExamples, understandingFolder } from './examples.ts';
import { featuresOf } from './features.ts';
import { learnDense } from './learn.ts';
import { Learned, sparse } from './learned.ts';
import { trainWords } from './train.ts';

/** Everything is learned again, on a machine that does other things too: milliseconds. */
const PATIENCE = 240_000;

describe('what was learned', () => {
  it(
    'is what training makes of the examples',
    () => {
      const learned = Learned.parse(JSON.parse(readFileSync(`${understandingFolder}/learned.json`, 'utf8')));
      expect(trainWords(readExamples())).toEqual(learned.words);
    },
    PATIENCE,
  );

  it('tells the languages of its examples apart', () => {
    const learned = Learned.parse(JSON.parse(readFileSync(`${understandingFolder}/learned.json`, 'utf8')));
    const languages = sparse(learned.words.languages);
    const examples = readExamples().filter(({ text }) => text.split(/\s+/).length >= 3);
    const right = examples.filter(
      ({ text, lang }) => languages(featuresOf(text))[0]?.name === lang.split('-')[0],
    );
    expect(right.length / examples.length).toBeGreaterThan(0.97);
  });
});

it('learns from vectors to tell classes apart', () => {
  const vectors = Array.from({ length: 200 }, (_, place) =>
    Float64Array.of(place % 2 ? 1 : -1, Math.sin(place), 1),
  );
  const { weights } = learnDense(
    vectors,
    vectors.map((_, place) => place % 2),
    2,
    { penalty: 0.01, steps: 30 },
  );
  expect(weights[1]! - weights[0]!).toBeGreaterThan(1);
});
