import { describe, expect, it } from 'vitest';
import { CompoundSplitter } from './compounds.ts';

const splitter = new CompoundSplitter(
  new Set([
    'reise',
    'pass',
    'verlust',
    'arbeit',
    'erlaubnis',
    'haus',
    'tur',
    'hau',
    'stur',
    'kind',
    'garten',
    'platz',
    'strasse',
    'fest',
  ]),
);

describe('CompoundSplitter', () => {
  it.each([
    ['reisepass', ['reise', 'pass']],
    ['reisepassverlust', ['reise', 'pass', 'verlust']],
    ['arbeitserlaubnis', ['arbeit', 'erlaubnis']],
    ['strassenfest', ['strasse', 'fest']],
    ['kindergartenplatz', ['kind', 'garten', 'platz']],
    ['passverluste', ['pass', 'verluste']],
  ])('splits %s', (form, parts) => {
    expect(splitter.split(form)).toEqual(parts);
  });

  it.each([
    'pass',
    'haustur',
    'unbekanntes',
    'reisebus',
  ])('leaves %s, which is short or not made of known words', (form) => {
    expect(splitter.split(form)).toEqual(form === 'haustur' ? [] : []);
  });

  it('prefers the longer shortest part', () => {
    const doors = new CompoundSplitter(new Set(['haus', 'ture', 'hau', 'sture']));
    expect(doors.split('hausture')).toEqual(['haus', 'ture']);
  });
});
