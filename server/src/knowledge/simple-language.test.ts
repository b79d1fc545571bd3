import { describe, expect, it } from 'vitest';
import { sampleKnowledge } from '../../../test/support/knowledge.ts';
import { simpleLanguageProblems } from './simple-language.ts';

const check = (intro: string) =>
  simpleLanguageProblems({
    lang: 'de-simple',
    file: 'a.de-simple.md',
    title: 'Titel',
    questions: [],
    keywords: [],
    labels: {},
    intro,
    sections: [],
  }).map(({ key }) => key);

describe('Leichte Sprache (A11Y-9)', () => {
  it.each([
    ['Sie brauchen einen Ausweis. Den Ausweis bekommen Sie im Bürger-Büro.', []],
    [
      'Sie bekommen den neuen Ausweis im Bürger-Büro, wenn Sie einen Termin haben und das alte Papier mitbringen.',
      ['long'],
    ],
    ['Der Antrag wird vom Amt geprüft.', ['passive']],
    ['Das ist die Farbe des Hauses.', ['genitive']],
    ['Sie könnten auch anrufen.', ['subjunctive']],
    ['Sie brauchen eine Wohnungsgeberbestätigung.', ['compound']],
    ['Sie brauchen eine Wohnungs-Geber-Bestätigung.', []],
  ])('%s', (text, problems) => {
    expect(check(text)).toEqual(problems);
  });

  it('is kept by the sample city’s own texts', async () => {
    const base = await sampleKnowledge();
    const found = base.entries().flatMap(({ id, texts }) => {
      const text = texts.get('de-simple');
      return text ? simpleLanguageProblems(text).map(({ key, said }) => `${id}: ${key}: ${said}`) : [];
    });
    expect(found).toEqual([]);
  });
});
