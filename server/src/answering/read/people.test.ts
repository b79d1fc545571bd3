import { expect, it } from 'vitest';
import { findAge } from './people.ts';

it.each([
  ['was zahle ich für den perso wenn ich 19 bin', 'de', 19],
  ['und für meine Tochter, 14?', 'de', 14],
  ['What does a card cost for a 20 year old?', 'en', 20],
  ["i'm 31", 'en', 31],
  ['5 yaşındaki kızım için', 'tr', 5],
  ['йому 8 років', 'uk', 8],
  ['мне шестнадцать лет', 'ru', 16],
  ['kći ima jedanaest godina', 'hr', 11],
  ['ابني عمره ٨ سنوات', 'ar', 8],
  ['我儿子8岁', 'zh', 8],
  ['con gái tôi 10 tuổi', 'vi', 10],
  ['mia figlia ha quindici anni', 'it', 15],
  ['ο γιος μου είναι δώδεκα χρονών', 'el', 12],
  ['kurê min heşt salî ye', 'ku', 8],
])('%s (%s) → %s years', (message, lang, age) => {
  expect(findAge(message, lang).age).toBe(age);
});

it.each([
  ['ein Pass für 2 Personen'],
  ['am 14. Dezember'],
  ['kostet das 30 Euro'],
  ['um 14 Uhr'],
])('%s: no age', (message) => {
  expect(findAge(message, 'de').age).toBeUndefined();
});

it('takes an age from the word for a person where no number is said', () => {
  expect(findAge('für mein Baby', 'de').age).toBe(0);
  expect(findAge('çocuğum için', 'tr').age).toBe(10);
});
