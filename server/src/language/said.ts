/** Lower case, one space before, between and after the words, so that phrases can be looked up whole. */
export function phrases(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).join(' ').replaceAll('’', "'")} `;
}

/** Whether a phrase is said: as words of its own, in scripts without spaces anywhere. */
export function includes(words: string, phrase: string): boolean {
  return words.includes(phrase) && (words.includes(` ${phrase} `) || /\p{sc=Hani}/u.test(phrase));
}

/** Whether any of many phrases is said, at the cost of one. */
export function saysAny(phrases: string[]): (words: string) => boolean {
  const alternatives = (list: string[]) => list.map(escaped).join('|');
  const spaced = new RegExp(` (?:${alternatives(phrases)}) `);
  const unspaced = phrases.filter((phrase) => /\p{sc=Hani}/u.test(phrase));
  const anywhere = new RegExp(alternatives(unspaced));
  return (words) => spaced.test(words) || (unspaced.length > 0 && anywhere.test(words));
}

/** A text as a part of a regular expression that stands for itself. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What is said beside some phrases. */
export function remove(words: string, list: string[]): string {
  return list.reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, ' '), words);
}
