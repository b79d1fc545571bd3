/** How German is typed where a keyboard has no umlauts. */
const typed: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const letters: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü', ss: 'ß' };
const pairs = /[aou]e|ss/gi;

/** How many letters to each side of a pair tell what it stands for, from most to fewest. */
const RADII = [6, 5, 4, 3, 2];

/** Knows from German texts where "ue" stands for "ü" (Gebuehr) and where it does not (Steuer). */
export class Umlauts {
  /** By the letters around a pair: how often it stood for the umlaut, less how often for itself. */
  readonly #votes = new Map<string, number>();

  constructor(texts: Iterable<string>) {
    const words = new Set<string>();
    for (const text of texts) for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) words.add(word);
    for (const word of words) this.#learn(word);
  }

  /** A text with its umlauts, as far as the texts tell. */
  restore(text: string): string {
    return text.replace(/\p{L}+/gu, (word) => this.#restoreWord(word));
  }

  #learn(word: string): void {
    const spelled = marked(word.replace(/[äöüß]/g, (letter) => typed[letter] ?? letter));
    // Where in the spelled word each of its letters begins.
    let at = 1;
    for (let place = 0; place < word.length; place++) {
      const letter = word[place] ?? '';
      const isUmlaut = letter in typed;
      if (isUmlaut || /^(?:[aou]e|ss)/.test(word.slice(place))) this.#vote(spelled, at, isUmlaut ? 1 : -1);
      at += isUmlaut ? 2 : 1;
    }
  }

  #vote(word: string, at: number, vote: number): void {
    for (const key of RADII.map((radius) => around(word, at, radius)))
      this.#votes.set(key, (this.#votes.get(key) ?? 0) + vote);
  }

  #restoreWord(word: string): string {
    const lower = marked(word.toLowerCase());
    return word.replace(pairs, (pair, at: number) => {
      const known = RADII.map((radius) => this.#votes.get(around(lower, at + 1, radius)));
      const vote = known.find((one) => one !== undefined && one !== 0) ?? 0;
      const umlaut = letters[pair.toLowerCase()] ?? pair;
      if (vote <= 0) return pair;
      return pair[0] === pair[0]?.toLowerCase() ? umlaut : umlaut.toUpperCase();
    });
  }
}

function marked(word: string): string {
  return `^${word}$`;
}

function around(word: string, at: number, radius: number): string {
  return `${Math.min(radius, at)}|${word.slice(Math.max(0, at - radius), at + 2 + radius)}`;
}
