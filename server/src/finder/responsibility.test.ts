import { describe, expect, it } from 'vitest';
import { findPlace } from './place.ts';
import { Rule, responsibleFor } from './responsibility.ts';

const rules = [
  { district: 'Altstadt', postcode: '10001', office: 'mitte' },
  { district: 'Nord', postcode: '10002', office: 'nord' },
  { district: 'Altstadt', postcode: '10001', street: 'Lange Straße', numbers: '1-49', office: 'mitte' },
  { district: 'Nord', postcode: '10002', street: 'Lange Straße', numbers: '50-98', office: 'nord' },
  { district: 'Altstadt', postcode: '10001', street: 'Gartenweg', office: 'mitte' },
  { district: 'Nord', postcode: '10002', street: 'Gartenweg', office: 'nord' },
].map((rule) => Rule.parse(rule));
const gazetteer = {
  districts: ['Altstadt', 'Nord'],
  postcodes: ['10001', '10002'],
  streets: ['Lange Straße', 'Gartenweg'],
};
const decide = (text: string) => responsibleFor(rules, findPlace(text, gazetteer).place);

describe('who is responsible', () => {
  it.each([
    ['Nord', 'nord'],
    ['altstadt', 'mitte'],
    ['10002', 'nord'],
    ['Lange Str. 3', 'mitte'],
    ['lange strasse 60a', 'nord'],
    ['Langestraße 98', 'nord'],
    ['Lnage Straße 12', 'mitte'],
    ['Ich wohne im Gartenweg 4 in Nord', 'nord'],
  ])('%s → %s', (text, office) => {
    expect(decide(text)).toEqual({ kind: 'office', office });
  });

  it('asks for a district before anything that tells more', () => {
    expect(decide('')).toEqual({ kind: 'ask', by: 'district', options: ['Altstadt', 'Nord'] });
  });

  it('asks which of two districts an ambiguous street is in', () => {
    expect(decide('Gartenweg 4')).toEqual({ kind: 'ask', by: 'district', options: ['Altstadt', 'Nord'] });
  });

  it.each([
    ['Mondgasse 5', 'street', 'Mondgasse'],
    ['99999', 'postcode', '99999'],
    ['Lange Straße 120', 'numbers', '120'],
  ])('says that it does not know %s, and offers the choice', (text, by, said) => {
    const result = decide(text);
    expect(result).toMatchObject({ kind: 'unknown', by, said });
    expect(result.kind === 'unknown' && result.options.length).toBe(2);
  });
});

it('decides by sides of a street and by letters', () => {
  const sides = [
    { street: 'Ring', numbers: '1-99 odd', office: 'a' },
    { street: 'Ring', numbers: '2-98 gerade', office: 'b' },
  ].map((rule) => Rule.parse(rule));
  expect(responsibleFor(sides, { street: 'Ring', number: 7 })).toMatchObject({ office: 'a' });
  expect(responsibleFor(sides, { street: 'Ring', number: 8 })).toMatchObject({ office: 'b' });
  const letters = [
    { letters: 'A-K', office: 'a' },
    { letters: 'L-Z', office: 'b' },
  ].map((rule) => Rule.parse(rule));
  const letterOf = (text: string) => findPlace(text, { districts: [], postcodes: [], streets: [] }).place;
  expect(responsibleFor(letters, letterOf('Mein Nachname beginnt mit M'))).toMatchObject({ office: 'b' });
  expect(responsibleFor(letters, letterOf('Nachname A-K'))).toMatchObject({ office: 'a' });
  expect(responsibleFor(letters, letterOf('ö'))).toMatchObject({ office: 'b' });
});
