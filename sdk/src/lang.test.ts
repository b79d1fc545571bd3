import { describe, expect, it } from 'vitest';
import { canonicalLang, nearestLang } from './lang.ts';

describe('language tags', () => {
  it.each([
    ['EN', 'en'],
    ['en_US', 'en-US'],
    [' zh-hant-tw ', 'zh-Hant-TW'],
    ['de-AT-1996', 'de-AT-1996'],
    ['not a tag', 'not a tag'],
  ])('%s is %s', (tag, canonical) => {
    expect(canonicalLang(tag)).toBe(canonical);
  });

  it.each([
    ['DE_at', 'de'],
    ['de-simple', 'de-simple'],
    ['de-AT-simple', 'de-simple'],
    ['zh-Hant-TW', 'zh'],
    ['sr-Latn-RS', 'sr'],
    ['ja', undefined],
    ['', undefined],
  ])('%s is served by %s', (tag, lang) => {
    expect(nearestLang(tag, ['de-simple', 'de', 'zh', 'sr'])).toBe(lang);
  });

  it('a language that is there in a variant only is served by it', () => {
    expect(nearestLang('de-AT', ['en', 'de-simple'])).toBe('de-simple');
  });
});
