import { afterEach, expect, it } from 'vitest';
import de from './de.json' with { type: 'json' };
import informal from './informal/de.json' with { type: 'json' };
import { addressAs, texts } from './texts.ts';

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Only editors and operators read these. */
const NOT_FOR_CITIZENS = /^(?:check|import|erase|sync|report)\b/;
const FORMAL = /\b(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)\b/;
/** "Sie" means the answers. */
const THEY = ['say.model'];

afterEach(() => addressAs('sie'));

it('a city that says "du" does so in every German sentence for citizens', () => {
  addressAs('du');
  const t = texts('de');
  const formal = flat(de)
    .map(([key]) => key)
    .filter((key) => !NOT_FOR_CITIZENS.test(key) && !THEY.includes(key) && FORMAL.test(t(key)));
  expect(formal).toEqual([]);
  expect(t('say.clarify')).toBe('Dazu passt mehr als ein Eintrag. Was meinst du?');
});

it('Leichte Sprache and other languages stay as they are', () => {
  const before = ['de-simple', 'en'].map((lang) => texts(lang)('say.clarify'));
  addressAs('du');
  expect(['de-simple', 'en'].map((lang) => texts(lang)('say.clarify'))).toEqual(before);
});

it('each informal sentence has a formal one with the same values', () => {
  const formal = new Map(flat(de));
  for (const [key, text] of flat(informal))
    expect(placeholders(text), key).toEqual(placeholders(formal.get(key) ?? 'missing {{this}}'));
});
