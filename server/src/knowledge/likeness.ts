import { append } from '../language/multimap.ts';

/** What a word may also be called: another name of its concept, or what it is a slip for. */
export interface Label {
  stems: string[];
  parts: string[];
}

/** A word of a question with all it is known by. */
export interface Unit {
  stem: string;
  parts: string[];
  /** The known words it may be a slip for. */
  slips: Label[];
  grams: string[];
  /** The names of the concepts it speaks of. */
  labels: Label[];
  /** How much it tells. */
  rarity: number;
}

/** What another name of a word's concept counts, beside 1 for the word itself. */
const OTHER_NAME = 0.9;

/** Tells how like names are to one question. */
export class Likeness {
  readonly #units: Unit[];
  readonly #information: number;
  readonly #rarityOf: (part: string) => number;
  readonly #rarities = new Map<string, number>();
  /** By part: the words it is a part of, and how much of them. */
  readonly #owners = new Map<string, { unit: number; share: number }[]>();
  /** By their first part: the other names of the words' concepts. */
  readonly #labels = new Map<string, { unit: number; parts: string[] }[]>();

  /** `rarityOf` says how rare a part of a compound is. */
  constructor(units: Unit[], rarityOf: (part: string) => number) {
    this.#units = units;
    this.#rarityOf = rarityOf;
    this.#information = units.reduce((sum, { rarity }) => sum + rarity, 0);
    for (const [unit, { parts, slips, labels }] of units.entries()) {
      for (const part of parts) append(this.#owners, part, { unit, share: 1 / parts.length });
      for (const slip of slips) append(this.#labels, slip.parts[0] ?? '', { unit, parts: slip.parts });
      for (const { parts: named } of labels) append(this.#labels, named[0] ?? '', { unit, parts: named });
    }
  }

  /** How like a name is to the question, 0…1: the information they share over all they have (Dice). */
  of(name: readonly string[]): number {
    if (!name.some((part) => this.#owners.has(part) || this.#labels.has(part))) return 0;
    const shares: number[] = [];
    const shared = new Set<string>();
    const share = (unit: number, much: number, parts: readonly string[]) => {
      shares[unit] = Math.min(1, much);
      for (const part of parts) shared.add(part);
    };
    for (const part of name) {
      for (const owner of this.#owners.get(part) ?? [])
        share(owner.unit, (shares[owner.unit] ?? 0) + owner.share, [part]);
      for (const { unit, parts } of this.#labels.get(part) ?? []) {
        if (parts.every((one) => name.includes(one)))
          share(unit, Math.max(shares[unit] ?? 0, OTHER_NAME), parts);
      }
    }
    if (shared.size === 0) return 0;
    let common = 0;
    let information = this.#information;
    for (const [unit, much] of shares.entries()) common += (much ?? 0) * (this.#units[unit]?.rarity ?? 0);
    for (const part of name) {
      const rarity = this.#rarity(part);
      information += rarity;
      if (shared.has(part)) common += rarity;
    }
    return common / (information || 1);
  }

  #rarity(part: string): number {
    const rarity = this.#rarities.get(part) ?? this.#rarityOf(part);
    this.#rarities.set(part, rarity);
    return rarity;
  }
}
