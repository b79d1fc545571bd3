import { beforeAll, describe, expect, it } from 'vitest';
import { verifyText } from '../../server/src/answering/verify/verify.ts';
import type { KnowledgeBase } from '../../server/src/knowledge/knowledge-base.ts';
import { Meaning } from '../../server/src/meaning/meaning.ts';
import { openMeaning } from '../../server/src/meaning/open-meaning.ts';
import { sentencesOf } from '../../server/src/meaning/passages.ts';
import { sampleKnowledge } from '../support/knowledge.ts';
import { type Judged, judgeSentences, shareDropped } from './measure.ts';

/** Of faithful sentences in very other words so few may be dropped. */
const FALSE_ALARMS = 0.05;

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

describe('sentences of a model without a wrong figure (SEC-7)', () => {
  let judged: Judged[];
  beforeAll(async () => {
    const meaning = await openMeaning('on', () => {});
    await meaning.prepare(base);
    judged = await judgeSentences(base, meaning);
    await meaning.close();
  }, 60_000);

  it.each([
    ['that judge people', 'judging', 0.75],
    ['that allow no exception', 'always-never', 0.85],
  ])('%s are dropped', (_, kind, least) => {
    const missed = judged.filter((one) => one.kind === kind && !one.problem).map(({ text }) => text);
    expect(shareDropped(judged, kind), missed.join('\n')).toBeGreaterThanOrEqual(least);
  });

  it('that are faithful are shown', () => {
    const lost = judged.filter(({ kind, problem }) => kind === 'faithful' && problem);
    const list = lost.map(({ problem, text }) => `${problem}: ${text}`).join('\n');
    expect(shareDropped(judged, 'faithful'), list).toBeLessThanOrEqual(FALSE_ALARMS);
  });
});

describe("the city's own sentences", () => {
  const byWords = new Meaning(undefined, undefined);
  const own = () =>
    base.entries().flatMap((entry) => {
      const text = entry.texts.get('de');
      return text && entry.kind !== 'document'
        ? sentencesOf(entry.id, text).map((passage) => ({ entry, text: passage.text }))
        : [];
    });
  const turns: [RegExp, string][] = [
    [/ nicht(?= |\.)/, ''],
    [/ keine(?= )/, ' eine'],
    [/ keinen(?= )/, ' einen'],
    [/(?<= (?:ist|sind|wird|werden|müssen Sie|können Sie|brauchen Sie|erhalten Sie)) /, ' nicht '],
    [/ vor(?= der| dem| einem)/, ' nach'],
    [/ nach(?= der| dem| einem)/, ' vor'],
    [/ mit(?= \p{L})/u, ' ohne'],
    [/ ohne(?= \p{L})/u, ' mit'],
    [/(?<=\b)unter(?= \d)/, 'über'],
    [/ erste(?=n? )/, ' zweite'],
  ];

  it('are not shown with one word turned', async () => {
    const turned = own().flatMap(({ entry, text }) =>
      turns.flatMap(([word, other]) =>
        word.test(text) ? { entry, text: text.replace(word, other), was: text } : [],
      ),
    );
    expect(turned.length).toBeGreaterThan(200);
    const shown: string[] = [];
    for (const { entry, text } of turned)
      if ((await verifyText(text, [entry], 'de', base, byWords)).dropped.length === 0) shown.push(text);
    expect(shown.length, shown.join('\n')).toBeLessThanOrEqual(turned.length * 0.03);
  });

  it('are shown as they are', async () => {
    const dropped: string[] = [];
    const all = own();
    for (const { entry, text } of all) {
      const [first] = (await verifyText(text, [entry], 'de', base, byWords)).dropped;
      if (first) dropped.push(`${first.reason}: ${text}`);
    }
    expect(dropped.length, dropped.join('\n')).toBeLessThanOrEqual(all.length * 0.01);
  });
});
