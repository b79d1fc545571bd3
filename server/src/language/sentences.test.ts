import { expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

test.each([
  ['Melden Sie den Hund an. Das kostet nichts.', 2],
  ['Das gilt bis 2027. Danach zahlen Sie.', 2],
  ['Rufen Sie an: 069 90009-810. Wir helfen.', 2],
  ['Der Umzug ist später. Melden Sie ihn dann.', 2],
  ['Am 31. Januar endet die Frist.', 1],
  ['Bringen Sie ein Dokument mit, z. B. Ihren Ausweis.', 1],
])('%s: %i', (text, count) => {
  const sentences = splitSentences(text);
  expect(sentences).toHaveLength(count);
  expect(sentences.join('')).toBe(text);
});
