/** Soft hyphens of copied pages, spaces and joiners without width; Persian and emoji need the joiners. */
const hidden = /[\u00ad\u200b\u2060\ufeff]|(?<=\p{sc=Latin})[\u200c\u200d]|[\u200c\u200d](?=\p{sc=Latin})/gu;

/** What German writes so that everybody is meant: "Bürger*innenbüro", "Mitarbeiter/-in", "BürgerInnen", "Kund(inn)en". */
const everybody = [
  /(?<=\p{Ll}{2})[*:_·](?:innen|in(?!\p{L}))/gu,
  /(?<=\p{Lu}\p{Ll}{1,20})\/-?(?:innen|in(?!\p{L}))/gu,
  /(?<=\p{Ll}{2})I(?:nnen|n(?!\p{L}))/gu,
  /(?<=\p{Ll}{2})\(-?in(?:nen)?\)/gu,
  /(?<=\p{Ll}{2})(?:[*:_]e?[nrsm]|[*_]e)(?!\p{L})/gu,
  /(?<=\p{Ll}{2}e)(?:\/-?[rn]|\([rn]\))(?!\p{L})/gu,
];

/**
 * A text as its words are read, however it was typed or pasted: letters of full width or of mathematics are letters,
 * what has no width is gone, quotes are straight, and words for everybody are those they are made of.
 */
export function plain(text: string): string {
  const letters = text
    .normalize('NFKC')
    .replace(hidden, '')
    .replace(/[‘’‚‛ʼ]/g, "'")
    .replace(/[“”„‟«»]/g, '"');
  return everybody.reduce((rest, form) => rest.replace(form, ''), letters);
}
