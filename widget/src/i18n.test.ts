import { expect } from '@open-wc/testing';
import { nameOf, translator } from './i18n.ts';
import de from './locales/de.json' with { type: 'json' };
import { interfaceLangs, loadLocale, nearestLang } from './locales.ts';

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Keys without their plural form: a language may need one form or six. */
const keys = (texts: Map<string, string>) => [
  ...new Set([...texts.keys()].map((key) => key.replace(/_[a-z]+$/, ''))),
];

describe('languages of the interface', () => {
  it('are at least 25, Leichte Sprache among them', () => {
    expect(interfaceLangs.length).to.be.at.least(25);
    expect(interfaceLangs).to.include('de-simple');
  });

  for (const lang of interfaceLangs) {
    it(`${lang} has every key, with its placeholders`, async () => {
      const german = new Map(flat(de));
      const own = new Map(flat((await loadLocale(lang)) as Tree));
      expect(keys(own)).to.deep.equal(keys(german));
      for (const [key, text] of own) {
        const [name] = key.split(/_(?=[a-z]+$)/);
        const model = german.get(`${name}_other`) ?? german.get(name ?? '') ?? '';
        if (!key.endsWith('_one')) expect(placeholders(text), key).to.deep.equal(placeholders(model));
        expect(text.trim(), key).not.to.equal('');
      }
    });
  }

  it('are found by the nearest tag, German where there is none', () => {
    expect(['de', 'de-AT', 'EN-gb', 'de-simple', 'ja', ''].map(nearestLang)).to.deep.equal([
      'de',
      'de',
      'en',
      'de-simple',
      'de',
      'de',
    ]);
  });

  it('are shown in their own name', () => {
    for (const lang of interfaceLangs) expect(nameOf(lang)).not.to.equal(lang);
    expect(['de', 'ar', 'de-simple'].map(nameOf)).to.deep.equal(['Deutsch', 'العربية', 'Leichte Sprache']);
  });

  it('say "du" in German throughout, where a city does; Leichte Sprache stays', async () => {
    const informal = flat((await loadLocale('de', 'du')) as Tree);
    const formal = new Map(flat(de));
    expect(informal.map(([key]) => key).sort()).to.deep.equal([...formal.keys()].sort());
    const left = informal.filter(([, text]) => /\b(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)\b/.test(text));
    expect(left).to.deep.equal([]);
    for (const [key, text] of informal)
      expect(placeholders(text), key).to.deep.equal(placeholders(formal.get(key) ?? ''));
    expect(await loadLocale('de-simple', 'du')).to.deep.equal(await loadLocale('de-simple'));
  });

  it('count as their grammar does', async () => {
    const t = translator('de', await loadLocale('de'));
    expect(t('input.left', { count: 1 })).to.equal('Noch ein Zeichen');
    expect(t('input.left', { count: 12 })).to.equal('Noch 12 Zeichen');
  });
});
