import { describe, expect, it } from 'vitest';
import { entry } from '../../../test/support/city.ts';
import { knowledgeOf } from '../../../test/support/knowledge.ts';
import { contentFaults } from './content-faults.ts';

async function faults(files: Record<string, string>): Promise<string[]> {
  const base = await knowledgeOf(files);
  return contentFaults(base).map(({ file, field, message }) => `${file} ${field ?? ''} ${message}`);
}

describe('check speaks of', () => {
  it.each([
    [
      'an entry without text',
      { 'services/a.de.md': '---\ntitle: A\nurl: https://a.example/\nonline: https://a.example/\n---\n' },
      /hat keinen Text/,
    ],
    [
      'a text that is the title',
      { 'faq/a.de.md': entry('title: Angeln', 'Angeln') },
      /wiederholt nur den Titel/,
    ],
    [
      'a placeholder in a fact',
      { 'faq/a.de.md': entry('title: A\nurl: https://a.example/{id}') },
      /url Die Adresse enthält einen Platzhalter/,
    ],
    [
      'a placeholder in a text',
      { 'faq/a.de.md': entry('title: A', '[Hier](https://a.example/%7Bid%7D) lang.') },
      /intro .*Platzhalter/,
    ],
    ['a service that leads nowhere', { 'services/a.de.md': entry('title: A') }, /keine Dienststelle/],
    ['an office without hours', { 'offices/a.de.md': entry('title: A') }, /keine Öffnungszeiten/],
    [
      'two offices of one name',
      {
        'offices/a.de.md': entry('title: A\nhours: Mo 08:00-12:00'),
        'offices/b.de.md': entry('title: A\nhours: Mo 08:00-12:00'),
      },
      /heißen auch: offices\/b\.de\.md/,
    ],
    [
      'an entry that nobody looked at for a year',
      { 'faq/a.de.md': entry('title: A\nreviewed: 2020-01-31') },
      /Zuletzt geprüft am 2020-01-31/,
    ],
  ])('%s', async (_, files, message) => {
    expect(await faults(files)).toEqual([expect.stringMatching(message)]);
  });

  it('nothing else, and not of age where the city does not want it', async () => {
    expect(
      await faults({
        'city.yaml': 'name: Teststadt\nlanguages: [de]\nreviewMonths: 0\n',
        'faq/a.de.md': entry('title: Angeln\nreviewed: 2020-01-31', 'Angeln dürfen alle mit Schein.'),
      }),
    ).toEqual([]);
  });
});
