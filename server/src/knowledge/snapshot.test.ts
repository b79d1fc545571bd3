import { afterEach, beforeEach, expect, it } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import { answer } from '../answering/pipeline.ts';
import { KnowledgeError, loadKnowledge } from './load.ts';
import { readKnowledge, writeSnapshot } from './snapshot.ts';

let city: City;
beforeEach(() => {
  city = makeCity({
    'services/hund.de.md': entry(
      'title: Hundesteuer\nfees: [{ id: a, amount: 96 }]',
      'Kurz.\n\n## Frist\n\n14 Tage.',
    ),
    'services/hund.en.md': entry('title: Dog tax'),
    'faq/bad.de.md': entry('title: Schwimmbad'),
    'faq/kaputt.de.md': entry('titel: Kaputt'),
  });
});
afterEach(() => city.remove());

it('answers from a snapshot just as from the folder, and still knows what was wrong', async () => {
  const file = `${city.dir}/knowledge.snapshot`;
  await writeSnapshot(await loadKnowledge(city.dir), file);
  const [folder, snapshot] = [await readKnowledge(city.dir), await readKnowledge(file)];
  for (const message of [
    'Welche Frist gilt für die Hundesteuer?',
    'Dog tax',
    'Köter',
    'Apfelkuchen',
    'schwimbad',
  ]) {
    const { id: _, ...fromFolder } = answer({ message, lang: 'de' }, folder);
    expect(answer({ message, lang: 'de' }, snapshot)).toMatchObject(fromFolder);
  }
  expect(snapshot.problems).toEqual(folder.problems);
});

it.each(['no snapshot', ''])('says that a file is none, and what to do: %j', async (content) => {
  city.write('other.snapshot', content);
  await expect(readKnowledge(`${city.dir}/other.snapshot`)).rejects.toThrow(KnowledgeError);
  await expect(readKnowledge(`${city.dir}/other.snapshot`)).rejects.toThrow(/stadtlotse build/);
});
