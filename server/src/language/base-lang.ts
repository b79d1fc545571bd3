/** The base language of a tag: `de-simple` is German. */
export function baseLang(lang: string): string {
  return lang.split('-')[0] ?? lang;
}
