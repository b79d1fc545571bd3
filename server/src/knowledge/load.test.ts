import { afterEach, describe, expect, it } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import { KnowledgeError, loadKnowledge } from './load.ts';

let city: City;
afterEach(() => city.remove());

async function load(files: Record<string, string | Uint8Array>) {
  city = makeCity({ 'faq/good.de.md': entry('title: Gut'), ...files });
  return loadKnowledge(city.dir);
}

it('needs nothing of an entry but a title and a text', async () => {
  const { entries, problems } = await load({});
  expect(problems).toEqual([]);
  expect(entries.get('good')).toMatchObject({ kind: 'faq', texts: new Map([['de', expect.anything()]]) });
});

it('needs nothing of city.yaml but name and languages', async () => {
  const { city: loaded } = await load({});
  expect(loaded).toMatchObject({ name: 'Teststadt', languages: ['de', 'en'] });
});

it('takes facts from the main language and words from each translation', async () => {
  const { entries } = await load({
    'services/hund.de.md': entry(
      'title: Hundesteuer\nfees: [{ id: first, label: erster Hund, amount: 96 }]\nreviewed: 2026-10-01',
      'Kurz.\n\n## Kosten\n\nJe Jahr.',
    ),
    'services/hund.en.md': entry('title: Dog tax\nlabels: { first: first dog }', 'Short.'),
  });
  const hund = entries.get('hund');
  expect(hund?.facts).toMatchObject({ fees: [{ amount: 96 }], reviewed: '2026-10-01' });
  expect(hund?.texts.get('en')).toMatchObject({
    title: 'Dog tax',
    labels: { first: 'first dog' },
    intro: 'Short.',
  });
  expect(hund?.texts.get('de')?.sections).toEqual([{ heading: 'Kosten', text: 'Je Jahr.', facet: 'cost' }]);
});

it('reads Windows line ends and a byte-order mark', async () => {
  const { problems } = await load({ 'faq/win.de.md': '\ufeff---\r\ntitle: Fenster\r\n---\r\n\r\nText.\r\n' });
  expect(problems).toEqual([]);
});

describe('a broken file is reported with file, line and field, and left out; the others stay', () => {
  const cases: [
    name: string,
    file: string,
    content: string | Uint8Array,
    line: number,
    field: string | undefined,
    message: RegExp,
  ][] = [
    ['bad YAML', 'faq/bad.de.md', '---\ntitle: Gut\nkeywords: [a\n---\nText', 3, undefined, /YAML/],
    ['a missing title', 'faq/bad.de.md', entry('keywords: [a]'), 1, 'title', /„title“ fehlt/],
    [
      'a wrong date',
      'faq/bad.de.md',
      entry('title: A\nvalidUntil: 31.2.2026'),
      3,
      'validUntil',
      /2026-02-28/,
    ],
    [
      'a date that does not exist',
      'faq/bad.de.md',
      entry('title: A\nreviewed: 2026-02-30'),
      3,
      'reviewed',
      /2026-02-30/,
    ],
    [
      'a fee with a euro sign',
      'services/bad.de.md',
      entry('title: A\nfees:\n  - { id: a, amount: 12 € }'),
      4,
      'fees.1.amount',
      /12\.50/,
    ],
    ['hours in words', 'offices/bad.de.md', entry('title: A\nhours: montags ab acht'), 3, 'hours', /Mo-We/],
    [
      'an unknown office',
      'services/bad.de.md',
      entry('title: A\noffices:\n  - rathaus'),
      4,
      'offices',
      /„rathaus“/,
    ],
    [
      'an id that another kind has',
      'services/good.de.md',
      entry('title: A'),
      1,
      undefined,
      /faq\/good\.de\.md/,
    ],
    ['no text', 'faq/bad.de.md', entry('title: A', ''), 1, undefined, /kein Text/],
    [
      'another encoding',
      'faq/bad.de.md',
      Buffer.from(entry('title: M\xfcll'), 'latin1'),
      2,
      undefined,
      /UTF-8/,
    ],
    ['a file name with capitals', 'faq/Müll.de.md', entry('title: A'), 1, undefined, /Kleinbuchstaben/],
    [
      'a web address without its beginning',
      'faq/bad.de.md',
      entry('title: A\nurl: www.stadt.de'),
      3,
      'url',
      /https:/,
    ],
  ];
  it.each(cases)('%s', async (_, file, content, line, field, message) => {
    const { entries, problems } = await load({ [file]: content });
    expect(problems).toEqual([
      { severity: 'error', file, line, field, message: expect.stringMatching(message) },
    ]);
    expect([...entries.keys()]).toEqual(['good']);
  });
});

describe('what is only unclear is a hint; the entry stays', () => {
  it.each([
    ['a misspelt field', 'faq/odd.de.md', entry('title: A\nkeyword: [a]'), 3, /„keyword“ gibt es nicht/],
    ['a language the city does not have', 'faq/good.fr.md', entry('title: A'), 1, /„fr“/],
    ['a fact in a translation', 'faq/good.en.md', entry('title: A\nreviewed: 2026-01-01'), 3, /Hauptsprache/],
  ])('%s', async (_, file, content, line, message) => {
    const { entries, problems } = await load({ [file]: content });
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', file, line, message: expect.stringMatching(message) }),
    ]);
    expect(entries.has('good')).toBe(true);
  });
});

it.each([
  ['name: Teststadt', /languages/],
  ['name: Teststadt\nlanguages: []', /city\.yaml:2/],
  ['name: [', /city\.yaml:1/],
])('cannot serve a folder without a usable city.yaml: %s', async (yaml, message) => {
  await expect(load({ 'city.yaml': yaml })).rejects.toThrow(KnowledgeError);
  await expect(loadKnowledge(city.dir)).rejects.toThrow(message);
});

it('says that there is no city.yaml', async () => {
  city = makeCity();
  await expect(loadKnowledge(`${city.dir}/none`)).rejects.toThrow(/city\.yaml fehlt/);
});
