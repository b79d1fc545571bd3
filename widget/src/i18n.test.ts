import { expect } from '@open-wc/testing';
import { nameOf, translator } from './i18n.ts';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import { interfaceLangs, loadLocale, nearestLang } from './locales.ts';

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('languages of the interface', () => {
  it('have the same keys and placeholders', () => {
    const german = new Map(flat(de));
    const english = new Map(flat(en));
    expect([...english.keys()]).to.deep.equal([...german.keys()]);
    for (const [key, text] of german) {
      expect(placeholders(english.get(key) ?? ''), key).to.deep.equal(placeholders(text));
      expect(english.get(key)?.trim(), key).not.to.equal('');
    }
  });

  it('are found by the nearest tag, German where there is none', () => {
    expect(['de', 'de-AT', 'EN-gb', 'fr', ''].map(nearestLang)).to.deep.equal(['de', 'de', 'en', 'de', 'de']);
  });

  it('are shown in their own name', () => {
    expect(interfaceLangs.map(nameOf)).to.deep.equal(['Deutsch', 'English']);
  });

  it('count as their grammar does', async () => {
    const t = translator('de', await loadLocale('de'));
    expect(t('input.left', { count: 1 })).to.equal('Noch ein Zeichen');
    expect(t('input.left', { count: 12 })).to.equal('Noch 12 Zeichen');
  });
});
