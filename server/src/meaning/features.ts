/** How many features words and pieces of words are spread over. */
export const FEATURES = 2 ** 15;

const SHORTEST = 3;
const LONGEST = 5;
/** Of a longer text the beginning tells. */
const MOST_WORDS = 60;
const MOST_CHARACTERS = 2000;

/** The words of a text, neighbouring pairs and 3 to 5 letters of a word, as numbers below `FEATURES` (feature hashing). */
export function featuresOf(text: string): Uint32Array {
  const lower = text.slice(0, MOST_CHARACTERS).toLowerCase().normalize('NFC');
  const plain = lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss');
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  const found = new Set<number>();
  // Letters with their marks tell languages apart; without, what is meant where they are left out.
  for (const letter of lower.match(/[^\p{ASCII}]/gu) ?? []) found.add(hash(letter));
  for (const [place, word] of words.entries()) {
    found.add(hash(word));
    const next = words[place + 1];
    if (next !== undefined) found.add(hash(`${word} ${next}`));
    const marked = `^${word.slice(0, 40)}$`;
    for (let length = SHORTEST; length <= LONGEST; length++)
      for (let start = 0; start + length <= marked.length; start++)
        found.add(hash(marked.slice(start, start + length)));
    // Han characters tell by themselves and in pairs.
    if (/\p{sc=Hani}/u.test(word)) {
      const characters = [...word];
      for (const [at, one] of characters.entries()) {
        found.add(hash(one));
        found.add(hash(one + (characters[at + 1] ?? '')));
      }
    }
  }
  return Uint32Array.from(found).sort();
}

/** FNV-1a, folded to the number of features. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return ((value ^ (value >>> 15)) >>> 0) % FEATURES;
}
