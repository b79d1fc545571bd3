import { describe, expect, it } from 'vitest';
import { createAnalyzer } from './analyze.ts';
import { CompoundSplitter } from './compounds.ts';
import { PhraseMatcher } from './phrases.ts';

const concepts = new Map([
  ['reisepass', ['Reisepass', 'Pass']],
  ['kinderpass', ['Pass fürs Kind', 'Kinderpass']],
  ['verlust', ['Verlust', 'verloren', 'weg']],
  ['kennzeichen-weg', ['Kennzeichen weg']],
]);

async function matched(text: string, lang = 'de', own = concepts) {
  const analyzer = await createAnalyzer(lang);
  const splitter = lang === 'de' ? new CompoundSplitter(new Set(['pass', 'verlust'])) : undefined;
  return new PhraseMatcher(analyzer, own, splitter)
    .match(analyzer.words(text))
    .map(({ concept }) => concept)
    .sort();
}

describe('PhraseMatcher', () => {
  it('finds concepts by any of their names, inflected too', async () => {
    expect(await matched('Ich habe meinen Pass verloren')).toEqual(['reisepass', 'verlust']);
    expect(await matched('zwei Reisepässe')).toEqual(['reisepass']);
  });

  it('finds them in the parts of a compound', async () => {
    expect(await matched('Passverlust')).toEqual(['reisepass', 'verlust']);
  });

  it('wants all words of a name, also those that say little', async () => {
    expect(await matched('Wunschkennzeichen')).toEqual([]);
    expect(await matched('Mein Kennzeichen')).toEqual([]);
    expect(await matched('Mein Kennzeichen ist weg')).toEqual(['kennzeichen-weg', 'verlust']);
  });

  it('finds a name at the beginning of an agglutinated word', async () => {
    const turkish = new Map([['reisepass', ['pasaport']]]);
    expect(await matched('pasaportumuzu kaybettik', 'tr', turkish)).toEqual(['reisepass']);
  });

  it('says which words of the question a concept was found by', async () => {
    const analyzer = await createAnalyzer('de');
    const matcher = new PhraseMatcher(analyzer, concepts);
    expect(matcher.match(analyzer.words('Pass leider verloren'))).toEqual([
      { concept: 'reisepass', places: [0] },
      { concept: 'verlust', places: [2] },
    ]);
  });
});
