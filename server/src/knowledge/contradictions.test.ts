import { afterEach, expect, test } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import { contradictions } from './contradictions.ts';
import { readKnowledge } from './snapshot.ts';

let city: City;
afterEach(() => city.remove());

const found = async (files: Record<string, string>) => {
  city = makeCity(files);
  return contradictions(await readKnowledge(city.dir));
};

const CARD = 'title: Bibliotheksausweis bekommen\nquestions: [Was kostet ein Bibliotheksausweis?]';

test('a frequent question and a service with different amounts for the same thing are told', async () => {
  const problems = await found({
    'services/ausweis.de.md': entry(`${CARD}\nfees: [{ id: a, amount: 24 }]`, 'Für Bücher.'),
    'faq/buecherei.de.md': entry('title: Was kostet ein Bibliotheksausweis?', 'Er kostet 20 Euro im Jahr.'),
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toMatch(/20\s€.*services\/ausweis\.de\.md.*24\s€/);
});

test('the same amount in both is no contradiction, nor are amounts of different things', async () => {
  const problems = await found({
    'services/ausweis.de.md': entry(`${CARD}\nfees: [{ id: a, amount: 24 }]`, 'Für Bücher.'),
    'services/hund.de.md': entry('title: Hundesteuer zahlen\nfees: [{ id: a, amount: 90 }]', 'Je Hund.'),
    'faq/buecherei.de.md': entry('title: Was kostet ein Bibliotheksausweis?', 'Er kostet 24 Euro im Jahr.'),
  });
  expect(problems).toEqual([]);
});

test('a life situation with another deadline than its service is told', async () => {
  const problems = await found({
    'services/auto.de.md': entry('title: Auto ummelden\ndeadline: { within: 1, unit: weeks }', 'Papiere.'),
    'topics/umzug.de.md': entry(
      'title: Umziehen\nservices: [auto]\ndeadlines: { auto: { within: 2, unit: weeks } }',
      'Liste.',
    ),
  });
  expect(problems[0]?.message).toMatch(/2 Wochen.*auto\.de\.md.*1 Woche/);
});
