import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../../test/support/knowledge.ts';
import { meantBy } from '../../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { explain } from '../pipeline.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

describe('what a message wants', () => {
  it.each([
    ['Hallo!', 'greeting'],
    ['Guten Morgen', 'greeting'],
    ['Vielen Dank', 'thanks'],
    ['Wer bist du?', 'identity'],
    ['Bist du ein Mensch?', 'identity'],
    ['Ich möchte mit einem Menschen sprechen', 'wants-a-person'],
    ['Welche Daten haben Sie über mich gespeichert?', 'privacy'],
    ['Ich möchte Auskunft nach Art. 15 DSGVO', 'privacy'],
    ['', 'empty'],
    ['??? 😀', 'empty'],
  ])('%s → %s', async (message, about) => {
    const request = { message, lang: 'de' };
    const { decision } = explain(request, base, await meantBy(request, base));
    expect(decision).toMatchObject({ does: 'talk', about });
  });

  it.each([
    ['Hilfe, es brennt bei uns!'],
    ['Mein Kind hat sich vergiftet'],
    ['He is not breathing'],
  ])('%s → help', async (message) => {
    const request = { message, lang: 'de' };
    expect(explain(request, base, await meantBy(request, base)).decision.does).toBe('call-for-help');
  });

  it.each([
    ['Hallo, was kostet ein Reisepass?'],
    ['danke, und wo ist das Standesamt?'],
  ])('%s → an answer', async (message) => {
    const request = { message, lang: 'de' };
    expect(explain(request, base, await meantBy(request, base)).decision.does).toBe('answer');
  });
});
