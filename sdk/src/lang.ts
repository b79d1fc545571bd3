/**
 * A language tag as everybody writes it (`EN`, `en_US`, `zh-hant-tw`) in the form of BCP 47 (`en`, `en-US`,
 * `zh-Hant-TW`); what is none stays as it is.
 */
export function canonicalLang(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? tag;
  } catch {
    return tag;
  }
}

/**
 * Which of some languages a tag means: the one that shares most of it (RFC 4647, lookup), so that `de-AT-simple` is
 * served by `de-simple` and `de-AT` by `de`; else one of the same base language; undefined if there is none.
 */
export function nearestLang(tag: string, langs: readonly string[]): string | undefined {
  if (langs.includes(tag)) return tag;
  const [base, ...variants] = canonicalLang(tag).toLowerCase().split('-');
  const sharing = (lang: string) => {
    const [own, ...others] = lang.toLowerCase().split('-');
    return own === base && others.every((other) => variants.includes(other)) ? others.length : -1;
  };
  const [best] = langs.filter((lang) => sharing(lang) >= 0).sort((a, b) => sharing(b) - sharing(a));
  return best ?? langs.find((lang) => lang.toLowerCase().split('-')[0] === base);
}
