/** Lower case, one space before, between and after the words, so that phrases can be looked up whole. */
export function phrases(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).join(' ').replaceAll('’', "'")} `;
}

/** Whether a phrase is said: as words of its own, in scripts without spaces anywhere. */
export function includes(words: string, phrase: string): boolean {
  return words.includes(phrase) && (words.includes(` ${phrase} `) || /\p{sc=Hani}/u.test(phrase));
}

/** What is said beside some phrases. */
export function remove(words: string, list: string[]): string {
  return list.reduce((rest, phrase) => rest.replaceAll(` ${phrase} `, ' '), words);
}
