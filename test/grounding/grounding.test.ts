import { beforeAll, expect, it } from 'vitest';
import { verifyText } from '../../server/src/answering/verify/verify.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { Meaning } from '../../server/src/meaning/meaning.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { type Forged, forgedAnswers } from './forged.ts';

/** Of so many wrong facts none may be shown; of so many faithful answers so few may lose a sentence. */
const CAUGHT = 0.99;
const FALSE_ALARMS = 0.03;

/** Facts are compared without understanding anything by meaning. */
const byWords = new Meaning(undefined, undefined);

let base: KnowledgeBase;
let answers: Forged[];
beforeAll(async () => {
  base = await sampleKnowledge();
  answers = forgedAnswers(base);
});

const check = async (one: Forged) => {
  const entries = one.entries.flatMap((id) => base.entry(id) ?? []);
  return { ...one, shown: await verifyText(one.text, entries, one.lang, base, byWords) };
};

it('knows at least 300 answers, half of them wrong in one fact', () => {
  const wrong = answers.filter((one) => one.wrong).length;
  expect(answers.length).toBeGreaterThanOrEqual(300);
  expect(Math.abs(wrong / answers.length - 0.5)).toBeLessThan(0.05);
});

it('shows no wrong fact (SEC-7)', async () => {
  const forged = await Promise.all(answers.filter((one) => one.wrong).map(check));
  const missed = forged.filter(({ shown, wrong }) => shown.text.includes(wrong ?? ''));
  const list = missed.map(({ kind, entries, text }) => `${kind} ${entries}: ${text}`).join('\n');
  expect(missed.length, list).toBeLessThanOrEqual(forged.length * (1 - CAUGHT));
});

it('lets faithful answers in other words and formats pass', async () => {
  const faithful = await Promise.all(answers.filter((one) => !one.wrong).map(check));
  const alarms = faithful.flatMap(({ shown, ...one }) =>
    shown.dropped.map(({ reason }) => ({ ...one, reason })),
  );
  const list = alarms.map(({ reason, entries, text }) => `${reason} ${entries}: ${text}`).join('\n');
  expect(alarms.length, list).toBeLessThanOrEqual(faithful.length * FALSE_ALARMS);
});
