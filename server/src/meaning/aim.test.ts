import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { aimed, aimOf } from './aim.ts';
import { Encoder, encoderFolder } from './encoder.ts';
import { Page } from './examples.ts';
import { type AimedAt, encodePage, learnAim, nearestPage } from './learn-aim.ts';

/** Questions in German of each page, and pages. */
const [EACH, PAGES] = [6, 24];
/** Pages like those that it was learned from, which it was not. */
const lines = readFileSync(new URL('../../../test/bench/pages/social.jsonl', import.meta.url), 'utf8');

describe('what questions are moved by', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await Encoder.load(encoderFolder);
  });

  it('brings those about unseen pages nearer to the right one', async () => {
    const pages: AimedAt[] = [];
    for (const line of lines.split('\n').slice(0, PAGES)) {
      const page = Page.parse(JSON.parse(line));
      const ask = page.ask.filter(({ l }) => l === 'de').slice(0, EACH);
      pages.push(await encodePage({ ...page, ask }, encoder));
    }
    const found = (move: (vector: Float32Array) => Float32Array) =>
      pages.flatMap(({ questions }, place) =>
        questions.filter((question) => nearestPage(move(question), pages) === place),
      ).length;
    expect(found(aimed) / found((vector) => vector)).toBeGreaterThan(1.05);
  });
});

describe('learning', () => {
  const at = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
  /** Pages around a circle; questions about each lie a little nearer to the next one. */
  const pages = Array.from({ length: 9 }, (_, page) => {
    const angle = (2 * Math.PI * page) / 9;
    const questions = Array.from({ length: 1000 }, (_, one) => at(angle + 0.38 + one * 4e-5));
    return { name: at(angle), sentences: [at(angle + 0.02)], questions };
  });

  it('leads questions to their pages', () => {
    const move = aimOf(learnAim(pages));
    for (const [place, { questions }] of pages.entries()) {
      expect(nearestPage(questions[0]!, pages)).not.toBe(place);
      expect(nearestPage(move(questions[0]!), pages)).toBe(place);
    }
  });

  it('makes the same of the same pages', () => {
    expect(learnAim(pages)).toEqual(learnAim(pages));
  });
});
