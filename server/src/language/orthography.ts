/** How German is typed where a keyboard has no umlauts. */
const typed: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const letters: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü', ss: 'ß' };
const pairs = /[aou]e|ss/gi;

/** How many letters to each side of a pair tell what it stands for, from most to fewest. */
const RADII = [6, 5, 4, 3, 2];

/** Each part of a word that is written apart has at least so many letters: "um Zug" is none. */
const SHORTEST_PART = 4;

/**
 * Knows from German texts where "ue" stands for "ü" (Gebuehr) and where it does not (Steuer), and which words are written
 * together (Führungs Zeugnis).
 */
export class Orthography {
  /** By the letters around a pair: how often it stood for the umlaut, less how often for itself. */
  readonly #votes = new Map<string, number>();
  readonly #words = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts)
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) this.#words.add(word);
    for (const word of this.#words) this.#learn(word);
  }

  /** A text with its umlauts, and its words written together, as far as the texts tell. */
  mend(text: string): string {
    const pieces = text.replace(/\p{L}+/gu, (word) => this.#withUmlauts(word)).split(/(\P{L}+)/u);
    for (let at = pieces.length - 3; at >= 0; at -= 2) {
      const [first = '', gap = '', second = ''] = pieces.slice(at, at + 3);
      const joined = first + second.toLowerCase();
      const areParts = Math.min(first.length, second.length) >= SHORTEST_PART && /^[ -]+$/.test(gap);
      if (areParts && this.#words.has(joined.toLowerCase())) pieces.splice(at, 3, joined);
    }
    return pieces.join('');
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

  #withUmlauts(word: string): string {
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
