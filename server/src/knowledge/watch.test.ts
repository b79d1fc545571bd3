import { rmSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { type City, entry, makeCity } from '../../../test/support/city.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { KnowledgeError } from './load.ts';
import { type LiveKnowledge, openKnowledge } from './watch.ts';

let city: City;
let knowledge: LiveKnowledge;
afterEach(async () => {
  await knowledge.close();
  city.remove();
});

it('follows edits without a restart: new, changed, broken, mended, removed', async () => {
  city = makeCity({ 'faq/hund.de.md': entry('title: Hund') });
  knowledge = await openKnowledge(city.dir);
  const title = (id: string) => {
    const found = knowledge.current().entry(id);
    return found && knowledge.current().text(found, 'de').title;
  };

  city.write('faq/katze.de.md', entry('title: Katze'));
  await vi.waitFor(() => expect(title('katze')).toBe('Katze'), 5000);
  city.write('faq/hund.de.md', entry('title: Hündin'));
  await vi.waitFor(() => expect(title('hund')).toBe('Hündin'), 5000);
  city.write('faq/hund.de.md', entry('title: ['));
  await vi.waitFor(() => expect(title('hund')).toBeUndefined(), 5000);
  expect(title('katze')).toBe('Katze');
  city.write('faq/hund.de.md', entry('title: Hund'));
  await vi.waitFor(() => expect(title('hund')).toBe('Hund'), 5000);
  rmSync(`${city.dir}/faq/katze.de.md`);
  await vi.waitFor(() => expect(title('katze')).toBeUndefined(), 5000);
});

it('keeps the last good state when city.yaml breaks, and says so', async () => {
  city = makeCity({ 'faq/hund.de.md': entry('title: Hund') });
  const news: (KnowledgeBase | KnowledgeError)[] = [];
  knowledge = await openKnowledge(city.dir, (one) => news.push(one));
  city.write('city.yaml', 'name: [');
  await vi.waitFor(() => expect(news.at(-1)).toBeInstanceOf(KnowledgeError), 5000);
  expect(knowledge.current().entry('hund')).toBeDefined();
});
