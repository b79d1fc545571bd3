import { beforeAll, expect, it } from 'vitest';
import { verifyText } from '../../server/src/answering/verify/verify.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { type Forged, forgedAnswers } from './forged.ts';

/** Of so many wrong facts none may be shown; of so many faithful answers so few may lose a sentence. */
const CAUGHT = 0.99;
const FALSE_ALARMS = 0.03;

let base: KnowledgeBase;
let answers: Forged[];
beforeAll(async () => {
  base = await sampleKnowledge();
  answers = forgedAnswers(base);
});

const check = ({ text, entries, lang }: Forged) =>
  verifyText(
    text,
    entries.flatMap((id) => base.entry(id) ?? []),
    lang,
    base,
  );

it('knows at least 300 answers, half of them wrong in one fact', () => {
  const wrong = answers.filter((one) => one.wrong).length;
  expect(answers.length).toBeGreaterThanOrEqual(300);
  expect(Math.abs(wrong / answers.length - 0.5)).toBeLessThan(0.05);
});

it('shows no wrong fact (SEC-7)', () => {
  const forged = answers.filter((one) => one.wrong);
  const missed = forged.filter((one) => check(one).text.includes(one.wrong ?? ''));
  const list = missed.map(({ kind, entries, text }) => `${kind} ${entries}: ${text}`).join('\n');
  expect(missed.length, list).toBeLessThanOrEqual(forged.length * (1 - CAUGHT));
});

it('lets faithful answers in other words and formats pass', () => {
  const faithful = answers.filter((one) => !one.wrong);
  const alarms = faithful.flatMap((one) => check(one).dropped.map(({ reason }) => ({ ...one, reason })));
  const list = alarms.map(({ reason, entries, text }) => `${reason} ${entries}: ${text}`).join('\n');
  expect(alarms.length, list).toBeLessThanOrEqual(faithful.length * FALSE_ALARMS);
});
