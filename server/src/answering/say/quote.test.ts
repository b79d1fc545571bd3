import { afterEach, expect, test } from 'vitest';
import { type City, entry, makeCity } from '../../../../test/support/city.ts';
import { readKnowledge } from '../../knowledge/snapshot.ts';
import { sentencesOf } from '../../meaning/passages.ts';
import { texts } from '../../texts/texts.ts';
import { quote } from './quote.ts';

let city: City;
afterEach(() => city.remove());

const FRIST = 'Der Hund wird angemeldet.\n\n## Frist\n\nDas hat Zeit. Melden Sie ihn in zwei Wochen an.';

const quoted = async (lang: string, files: Record<string, string>) => {
  city = makeCity({ 'services/hund.de.md': entry('title: Hund anmelden', FRIST), ...files });
  const base = await readKnowledge(city.dir);
  const hund = base.entry('hund');
  if (!hund) throw new Error('The entry is missing');
  const passages = sentencesOf('hund', base.text(hund, 'de')).filter(({ text }) =>
    text.includes('zwei Wochen'),
  );
  return quote(hund, passages, lang, base, texts(lang));
};

test('a sentence is said as it stands, with the heading it stands under', async () => {
  expect(await quoted('de', {})).toEqual({ text: 'Melden Sie ihn in zwei Wochen an.', section: 'Frist' });
});

test('what follows a sentence in its paragraph is quoted with it, as long as both are short', async () => {
  const [frist, rest] = ['Nach zwei Wochen endet die Frist.', 'Ausgenommen sind Blindenführhunde.'];
  const files = (between: string) => ({
    'services/hund.de.md': entry(
      'title: Hund anmelden',
      `Kurz. ${frist} ${between}${rest}\n\nDas Amt hilft.`,
    ),
  });
  expect((await quoted('de', files(''))).text).toBe(`${frist} ${rest}`);
  city.remove();
  const long = `Das gilt ${'immer und '.repeat(40)}überall. `;
  expect((await quoted('de', files(long))).text).toBe(frist);
});

test('a translation of as many sentences is quoted in the same place', async () => {
  const english = 'The dog is registered.\n\n## Deadline\n\nThere is time. Register it within two weeks.';
  const { text, section } = await quoted('en', {
    'services/hund.en.md': entry('title: Register a dog', english),
  });
  expect({ text, section }).toEqual({ text: 'Register it within two weeks.', section: 'Deadline' });
});

test('of another translation the whole part is quoted', async () => {
  const english = 'The dog is registered.\n\n## Deadline\n\nTwo weeks.';
  const { text } = await quoted('en', { 'services/hund.en.md': entry('title: Register a dog', english) });
  expect(text).toBe('Two weeks.');
});

test('without a translation the sentence stays as it is, and in which language is said', async () => {
  const { text } = await quoted('tr', {});
  expect(text).toMatch(/Almanca[\s\S]*\n\nMelden Sie ihn in zwei Wochen an\.$/);
});
