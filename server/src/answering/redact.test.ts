import { describe, expect, it } from 'vitest';
import { redact, withoutPlaceholders } from './redact.ts';

const city = new Set(['06990009115', 'buergerservice@lindenfurt.example']);
const redacted = (text: string) => redact(text, city).text;

describe('personal data is replaced (DP-7)', () => {
  it.each([
    ['Schreiben Sie an erika.muster@web.de bitte', 'Schreiben Sie an [email] bitte'],
    ['IBAN DE89 3704 0044 0532 0130 00.', 'IBAN [iban].'],
    ['Karte 4111 1111 1111 1111', 'Karte [card]'],
    ['Steuer-ID 86 095 742 719', 'Steuer-ID [tax-id]'],
    ['geboren am 12.03.1985 in Mainz', 'geboren am [birth-date] in Mainz'],
    ['Rufen Sie mich an: +49 171 2345678', 'Rufen Sie mich an: [phone]'],
    ['Tel. 0171/2345678', 'Tel. [phone]'],
    ['Ich heiße Erika Mustermann und brauche einen Pass', 'Ich heiße [name] und brauche einen Pass'],
    ['My name is John Smith', 'My name is [name]'],
  ])('%s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });
});

describe('what is nobody’s stays', () => {
  it.each([
    'Ist das die 115 oder 112?',
    '§ 25 TDDDG vom 1.12.2021',
    'Das kostet 37,00 € oder 27,60 Euro',
    '63099 Lindenfurt',
    'Mo-Fr 08:00-16:00',
    'IBAN DE00 3704 0044 0532 0130 00 ist falsch',
    'Formular 2026-11-24',
    'Die Wahl ist am 14.03.2027',
    'Ich heiße nicht so',
    'Telefon 069 90009-115',
    'buergerservice@lindenfurt.example',
  ])('%s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});

it('says where it replaced what, in UTF-16 code units of the input', () => {
  const text = '😀 a@b.de und 0171 2345678';
  const { redactions } = redact(text, city);
  expect(redactions.map(({ class: name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ['email', 'a@b.de'],
    ['phone', '0171 2345678'],
  ]);
});

it('leaves no placeholder to be searched', () => {
  expect(withoutPlaceholders('Pass für [name], [email]').trim()).toBe('Pass für  ,');
});
