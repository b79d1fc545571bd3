import { afterEach, expect, test } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import { meantBy } from '../../../test/support/meaning.ts';
import { answer } from '../answering/pipeline.ts';
import { readKnowledge } from '../knowledge/snapshot.ts';
import { readMessage } from './reading.ts';

let city: City;
afterEach(() => city.remove());

/** Nonsense, so that only the example can tell what it means. */
const LESSON = 'defect:\n  - Der Flubbel am Wemsel ist wieder ganz grimmelig';

const baseWith = async (file: string) => {
  city = makeCity({ 'faq/gut.de.md': entry('title: Gut'), 'understanding.yaml': file });
  return readKnowledge(city.dir);
};

test('an example of the editors is understood as they say, in other words too, by meaning and by words', async () => {
  const base = await baseWith(LESSON);
  const message = 'am Wemsel ist der Flubbel schon wieder grimmelig';
  const { vectors, index } = await meantBy({ message }, base);
  const lessons = { taught: base.taught, vectors: index?.examples };
  expect(readMessage(message, vectors.get(message)).intents[0]?.name).not.toBe('defect');
  expect(readMessage(message, vectors.get(message), lessons).intents[0]?.name).toBe('defect');
  expect(readMessage(message, undefined, { taught: base.taught }).intents[0]?.name).toBe('defect');
  expect(answer({ message }, base, { vectors, index })).toMatchObject({ kind: 'contact' });
});

test('an example changes nothing for what is unlike it', async () => {
  const base = await baseWith(LESSON);
  const message = 'Was kostet ein Reisepass?';
  expect(readMessage(message, undefined, { taught: base.taught })).toEqual(readMessage(message, undefined));
});

test('examples may stand by language; an unknown name is told with those that there are', async () => {
  const base = await baseWith('price: { de: [Was blecht man dafür], en: [how many quid] }\nprise: [x]');
  expect(base.taught.map(({ lang, kind }) => [lang, kind])).toEqual([
    ['de', 'price'],
    ['en', 'price'],
  ]);
  expect(base.problems).toMatchObject([
    {
      severity: 'warning',
      file: 'understanding.yaml',
      line: 2,
      message: expect.stringContaining('deadline'),
    },
  ]);
});

test('a file that is no such list is reported and left out', async () => {
  const base = await baseWith('defect: Ampel kaputt');
  expect(base.taught).toEqual([]);
  expect(base.problems).toMatchObject([{ severity: 'error', file: 'understanding.yaml', line: 1 }]);
});
