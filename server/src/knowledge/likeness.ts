import type { Postings, TermId } from './postings.ts';

/** What a word may also be called: another name of its concept, or what it is a slip for. */
export interface Label {
  stems: string[];
  parts: string[];
  /** Those that stand anywhere, the rarest first. */
  stemIds: TermId[];
  partIds: TermId[];
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

/** A name of an entry: its parts of compounds, and how much they tell together. */
export interface Name {
  parts: TermId[];
  information: number;
}

/** What another name of a word's concept counts, beside 1 for the word itself. */
const OTHER_NAME = 0.9;

/** What a part of a compound is used for in a question. */
interface Uses {
  /** The words it is a part of, and how much of them. */
  owners: { unit: number; share: number }[];
  /** The other names of the words' concepts that begin with it. */
  labels: { unit: number; parts: TermId[] }[];
}

/** Tells how like names are to one question. */
export class Likeness {
  readonly #units: Unit[];
  readonly #information: number;
  readonly #parts: Postings;
  readonly #byPart = new Map<TermId, Uses>();
  /** How much of each word a name has. */
  readonly #shares: Float64Array;

  /** `parts` knows the parts of compounds and how rare they are. */
  constructor(units: Unit[], parts: Postings) {
    this.#units = units;
    this.#parts = parts;
    this.#shares = new Float64Array(units.length);
    this.#information = units.reduce((sum, { rarity }) => sum + rarity, 0);
    for (const [unit, word] of units.entries()) {
      const share = 1 / word.parts.length;
      for (const part of word.parts) {
        const id = parts.id(part);
        if (id !== undefined) this.#usesOf(id).owners.push({ unit, share });
      }
      for (const label of [...word.slips, ...word.labels]) this.#addLabel(unit, label);
    }
  }

  /** A label that has an unknown part is in no name. */
  #addLabel(unit: number, { parts, partIds }: Label): void {
    const first = partIds.length === parts.length ? this.#parts.id(parts[0] ?? '') : undefined;
    if (first !== undefined) this.#usesOf(first).labels.push({ unit, parts: partIds });
  }

  #usesOf(part: TermId): Uses {
    const uses = this.#byPart.get(part) ?? { owners: [], labels: [] };
    this.#byPart.set(part, uses);
    return uses;
  }

  /** How like a name is to the question, 0…1: the information they share over all they have (Dice). */
  of({ parts, information }: Name): number {
    const shares = this.#shares;
    let shared: Set<TermId> | undefined;
    for (const part of parts) {
      const uses = this.#byPart.get(part);
      if (!uses) continue;
      if (!shared) shares.fill(0);
      shared ??= new Set();
      if (uses.owners.length > 0) shared.add(part);
      for (const { unit, share } of uses.owners) shares[unit] = Math.min(1, (shares[unit] ?? 0) + share);
      for (const { unit, parts: named } of uses.labels) {
        if (!named.every((one) => parts.includes(one))) continue;
        for (const one of named) shared.add(one);
        shares[unit] = Math.max(shares[unit] ?? 0, OTHER_NAME);
      }
    }
    if (!shared) return 0;
    let common = 0;
    for (let unit = 0; unit < shares.length; unit++)
      common += (shares[unit] ?? 0) * (this.#units[unit]?.rarity ?? 0);
    for (const part of shared) common += this.#parts.rarityOf(part);
    return common / (this.#information + information || 1);
  }
}
