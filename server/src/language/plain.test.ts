import { describe, expect, it } from 'vitest';
import { plain } from './plain.ts';

describe('plain', () => {
  it.each([
    ['Bürger*innen', 'Bürger'],
    ['Bewohner:innenparkausweis', 'Bewohnerparkausweis'],
    ['Mitarbeiter_in', 'Mitarbeiter'],
    ['Antragsteller/-innen', 'Antragsteller'],
    ['Schüler/in', 'Schüler'],
    ['BürgerInnenbüro', 'Bürgerbüro'],
    ['Besucher(innen)', 'Besucher'],
    ['jede*r Angestellte:r', 'jede Angestellte'],
    ['Verwandte(r)', 'Verwandte'],
    ['Führungs\u00adzeug\u200bnis', 'Führungszeugnis'],
    ['Reise\u200dpass', 'Reisepass'],
    ['Ｒｅｉｓｅｐａｓｓ', 'Reisepass'],
    ['𝐑𝐞𝐢𝐬𝐞𝐩𝐚𝐬𝐬', 'Reisepass'],
    ['„Pass“ und ‚Ausweis‘', '"Pass" und \'Ausweis\''],
  ])('%s is read as %s', (typed, read) => {
    expect(plain(typed)).toBe(read);
  });

  it.each([
    'می‌خواهم',
    '👨‍👩‍👧',
    'Termin um 8:30 in der Stadt',
    'und/oder',
    'Rathaus (innen)',
    'https://example.org/in',
  ])('leaves %s alone', (text) => {
    expect(plain(text)).toBe(text);
  });
});
