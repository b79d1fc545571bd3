import { beforeAll, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../../test/support/knowledge.ts';
import { judge, meantBy } from '../../../../test/support/meaning.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { Judgements } from '../../meaning/judgements.ts';
import { readMessage } from '../../meaning/reading.ts';
import { SAYS } from '../decide/decide.ts';
import { answersIn, isNameOnly, judgedIn } from './statements.ts';

let base: KnowledgeBase;
beforeAll(async () => {
  base = await sampleKnowledge();
});

const said = async (message: string, id: string) => {
  const request = { message, lang: 'de', context: { entries: [id] } };
  const { vectors, index } = await meantBy(request, base);
  const [entry, vector] = [base.entry(id), vectors.get(message)];
  if (!entry || !vector || !index) throw new Error('Nothing to compare');
  const { kinds } = readMessage(message, vector);
  const found = answersIn(entry, { text: message, lang: 'de', vector, kinds }, index, base);
  const judgements = new Judgements();
  judgedIn(entry, found, message, judgements, base);
  await judge(judgements);
  return judgedIn(entry, found, message, judgements, base) ?? [];
};

it.each([
  ['Was zahle ich dafür?', 'hundesteuer', /90/],
  ['Muss ich für meinen Blindenführhund zahlen?', 'hundesteuer', /Befreit sind Blindenführhunde/],
  ['Darf ich einen Apfelbaum fällen?', 'baumfaellung', /Obstbäume sind ausgenommen/],
  ['Bis zu welcher Uhrzeit ist das Amt donnerstags offen?', 'fundsachen', /Donnerstag/],
])('of what an entry and its offices say, what answers comes first: %s', async (message, id, expected) => {
  const [best] = await said(message, id);
  expect(best?.passage.text).toMatch(expected);
});

it('nothing is likely where the entry does not say it', async () => {
  const [best] = await said('Welche Farbe hat die Hundemarke in diesem Jahr?', 'hundesteuer');
  const [clear] = await said('Wie hoch ist die Hundesteuer?', 'hundesteuer');
  expect(best?.probability ?? 0).toBeLessThan(SAYS);
  expect(clear?.probability ?? 0).toBeGreaterThan(SAYS);
});

it.each([
  ['Nutzungsbedingungen', 'de', true],
  ['wo sind die nutzungsbedingungen', 'de', true],
  ['Ab welchem Alter gelten die Nutzungsbedingungen?', 'de', false],
  ['terms of use', 'en', false],
])('a name with nothing beside it asks for what is called so: %s (%s)', (text, lang, expected) => {
  const entry = base.entry('nutzungsbedingungen');
  if (!entry) throw new Error('Nothing to name');
  expect(isNameOnly(entry, { text, lang }, base)).toBe(expected);
});
