/** Languages that write compounds as one word. */
const compounding = new Set(['da', 'de', 'fi', 'nb', 'nl', 'no', 'sv']);

export function hasCompounds(base: string): boolean {
  return compounding.has(base);
}

/** What joins the parts of a compound: `Arbeit-s-erlaubnis`, `Straße-n-fest`. */
const joints = ['', 's', 'n', 'es', 'en', 'er', 'e'];
/** What the last part of a compound may end with and still be a known word. */
const endings = ['', 'n', 'en', 'e', 's', 'es', 'er', 'ern'];
const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = 8;
const MOST_PARTS = 4;

/**
 * Splits compounds into words of a vocabulary, fewest parts first: with `ausweis` and `verlust` known,
 * `ausweisverlust` is both. Driven by the knowledge base's own words, so it needs no dictionary.
 */
export class CompoundSplitter {
  readonly vocabulary: ReadonlySet<string>;

  /** `vocabulary`: forms and stems, folded. */
  constructor(vocabulary: ReadonlySet<string>) {
    this.vocabulary = vocabulary;
  }

  /** The parts of a form, none if it is no compound of known words. */
  split(form: string, mostParts = MOST_PARTS): string[] {
    if (form.length < SHORTEST_COMPOUND || mostParts < 2) return [];
    let best: string[] = [];
    for (let cut = form.length - SHORTEST_PART; cut >= SHORTEST_PART; cut--) {
      const last = form.slice(cut);
      if (!this.#isWord(last)) continue;
      const parts = this.#beginning(form.slice(0, cut), mostParts - 1);
      if (parts.length === 0) continue;
      const split = [...parts, last];
      if (best.length === 0 || isBetter(split, best)) best = split;
    }
    return best;
  }

  /** The parts before the last: one known word, or a compound itself. */
  #beginning(text: string, mostParts: number): string[] {
    for (const joint of joints) {
      const word = text.endsWith(joint) ? text.slice(0, text.length - joint.length) : '';
      if (word.length >= SHORTEST_PART && this.vocabulary.has(word)) return [word];
    }
    return this.split(text, mostParts);
  }

  #isWord(text: string): boolean {
    return endings.some((ending) => {
      const word = text.endsWith(ending) ? text.slice(0, text.length - ending.length) : '';
      return word.length >= SHORTEST_PART && this.vocabulary.has(word);
    });
  }
}

/** Fewer parts are better, then the longer shortest part: `haus-tür`, not `hau-stür`. */
function isBetter(one: string[], other: string[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return shortest(one) > shortest(other);
}

function shortest(parts: string[]): number {
  return Math.min(...parts.map((part) => part.length));
}
