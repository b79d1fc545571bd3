import { beforeAll, describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import { answer } from '../answering/pipeline.ts';
import { loadGeneralThesaurus, overlay, type Thesaurus } from './thesaurus.ts';

let thesaurus: Thesaurus;
beforeAll(async () => {
  thesaurus = await loadGeneralThesaurus();
});

describe('the general thesaurus', () => {
  it('has at least 500 concepts of German administration', () => {
    expect(thesaurus.get('de')?.size).toBeGreaterThanOrEqual(500);
  });

  it.each([
    'en',
    'tr',
    'uk',
    'ru',
    'ar',
    'pl',
    'fr',
    'ro',
    'it',
    'es',
    'fa',
  ])('names at least 200 of them in %s', (lang) => {
    const concepts = [...(thesaurus.get(lang)?.keys() ?? [])];
    expect(concepts.length).toBeGreaterThanOrEqual(200);
    expect(concepts.filter((concept) => !thesaurus.get('de')?.has(concept))).toEqual([]);
  });

  it('says each name once in a concept', () => {
    for (const [lang, concepts] of thesaurus) {
      for (const [concept, names] of concepts)
        expect({ lang, concept, names: [...new Set(names)] }).toEqual({ lang, concept, names: [...names] });
    }
  });
});

it('a city’s concept replaces the general one of the same name', () => {
  const general = new Map([
    [
      'de',
      new Map([
        ['hund', ['Hund', 'Köter']],
        ['katze', ['Katze']],
      ]),
    ],
  ]);
  const own = new Map([
    ['de', new Map([['hund', ['Hund', 'Wauwau']]])],
    ['fr', new Map([['hund', ['chien']]])],
  ]);
  const merged = overlay(general, own);
  expect(merged.get('de')?.get('hund')).toEqual(['Hund', 'Wauwau']);
  expect(merged.get('de')?.get('katze')).toEqual(['Katze']);
  expect(merged.get('fr')?.get('hund')).toEqual(['chien']);
});

it('a city’s own words find its entries', async () => {
  const files = {
    'faq/linde.de.md': entry('title: Ermäßigungskarte Lindenpass', 'Für Menschen mit wenig Geld.'),
    'faq/hund.de.md': entry('title: Hundesteuer'),
    'faq/bad.de.md': entry('title: Schwimmbad'),
  };
  const without = await knowledgeOf(files);
  const withOwn = await knowledgeOf({
    ...files,
    'thesaurus.de.yaml': 'lindenpass: [Ermäßigungskarte, Sparfuchs]\n',
  });
  const kind = (base: typeof without) => answer({ message: 'Sparfuchs', lang: 'de' }, base).sources[0]?.id;
  expect([kind(without), kind(withOwn)]).toEqual([undefined, 'linde']);
});

it('a broken thesaurus is reported, and the rest goes on', async () => {
  const base = await knowledgeOf({
    'faq/hund.de.md': entry('title: Hundesteuer'),
    'thesaurus.de.yaml': 'hund: Köter\n',
  });
  expect(base.problems).toEqual([
    expect.objectContaining({ severity: 'error', file: 'thesaurus.de.yaml', line: 1, field: 'hund' }),
  ]);
  expect(answer({ message: 'Köter', lang: 'de' }, base).sources[0]?.id).toBe('hund');
});
