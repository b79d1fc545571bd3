import { readFileSync } from 'node:fs';
import { beforeAll, expect, it, vi } from 'vitest';
import { answer } from '../../server/src/answering/pipeline.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { meantBy } from '../support/meaning.ts';

/** Of so many questions the exact fact must come first. */
const SHARE = 0.95;

const questions = readFileSync(new URL('./questions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [lang = '', question = '', fact = ''] = line.split(' | ');
    return { lang, question, fact };
  });

let base: KnowledgeBase;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T10:00:00+01:00') });
  base = await sampleKnowledge();
  return () => vi.useRealTimers();
});

/** Whether a text has one of the alternatives of each part. */
function says(text: string, fact: string): boolean {
  const plain = text.replace(/[\u00a0\u202f\u2009]/g, ' ');
  return fact.split(' & ').every((part) => part.split(' / ').some((one) => plain.includes(one)));
}

it('knows at least 150 questions for facts', () => {
  expect(questions.length).toBeGreaterThanOrEqual(150);
});

it(`answers ${SHARE * 100} % of them with the fact, and a single amount or time in the first line`, async () => {
  const wrong: string[] = [];
  for (const { lang, question, fact } of questions) {
    const request = { message: question, lang };
    const { text } = answer(request, base, await meantBy(request, base));
    const [first = ''] = text.split('\n');
    const isSingle = /^[\d.,]+( \/|$)|gebührenfrei/.test(fact);
    if (!says(isSingle ? first : text, fact)) wrong.push(`${question} → ${text.slice(0, 160)}`);
  }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(questions.length * (1 - SHARE));
});
