import { readFileSync } from 'node:fs';

/*
 * Tells which words of a text are names of people: a linear chain (Lafferty et al. 2001) over how a word is spelt, its pieces
 * and the words around it, learned by `server/names/train.ts`. Its time is linear in the length of the text.
 */

const BITS = 19;
/** How many weights there are; features share them by their hash. */
export const WEIGHTS = 2 ** BITS;
/** So many words are remembered; the words of a language are few. */
const REMEMBERED = 50_000;
/** Of a longer run of letters the beginning tells, in UTF-16 code units. */
const LONGEST = 40;

const SIGN = 0;
const SMALL = 1;
const CAPITAL = 2;
const CAPITALS = 3;

/** What a word, a number or a sign tells wherever it stands. */
interface Type {
  /** Of the word in small letters; the same for all numbers. */
  hash: number;
  /** How it is spelt: `SIGN`, `SMALL`, `CAPITAL` or `CAPITALS`. */
  shape: number;
  /** The weights of what it tells of itself, of the word after it and before it, and of the ones behind those. */
  features: readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  /** The sums of these, as they were learned. */
  sums: Sums | undefined;
}

interface Sums {
  own: number;
  before: number;
  after: number;
  before2: number;
  after2: number;
}

/** The words, numbers and signs of a text, with their places in it as offsets of UTF-16 code units. */
export interface Tokens {
  /** Between two edges on either side: an index below 0 would be slow. */
  types: Type[];
  starts: number[];
  ends: number[];
}

/** For each UTF-16 code unit: 1 for a letter or what belongs to one, 2 for a digit, 3 for white space. */
const classes = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/[\p{L}\p{M}]/u.test(sign)) return 1;
  if (/\p{N}/u.test(sign)) return 2;
  return /\s/.test(sign) ? 3 : 0;
});

const types = new Map<string, Type>();

function typeOf(text: string): Type {
  const known = types.get(text);
  if (known) return known;
  if (types.size >= REMEMBERED) types.clear();
  const type = makeType(text.slice(0, LONGEST));
  types.set(text, type);
  return type;
}

function makeType(text: string): Type {
  const kind = classes[text.charCodeAt(0)];
  const word = kind === 2 ? '0' : text.toLowerCase();
  const hash = hashOf(word);
  const ending = hashOf(`$${word.slice(-3)}`);
  return {
    hash,
    shape: kind === 1 ? shapeOf(text, word) : SIGN,
    sums: undefined,
    features: [
      Uint32Array.from(piecesOf(word, kind === 1), (piece) => weightOf(piece, 0)),
      Uint32Array.of(weightOf(hash, 1), weightOf(ending, 2)),
      Uint32Array.of(weightOf(hash, 3), weightOf(ending, 4)),
      Uint32Array.of(weightOf(hash, 5)),
      Uint32Array.of(weightOf(hash, 6)),
    ],
  };
}

function shapeOf(text: string, small: string): number {
  if (text[0] === small[0]) return SMALL;
  return text.length > 1 && text === text.toUpperCase() ? CAPITALS : CAPITAL;
}

/** A word itself and its pieces of 2 to 5 letters, begin and end marked. */
function piecesOf(word: string, isWord: boolean): Set<number> {
  const found = new Set([hashOf(`=${word}`)]);
  const marked = `^${word}$`;
  for (let length = 2; isWord && length <= 5; length++)
    for (let start = 0; start + length <= marked.length; start++)
      found.add(hashOf(marked.slice(start, start + length)));
  return found;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** The number of the weight of a feature of a kind. */
function weightOf(value: number, kind: number): number {
  let mixed = Math.imul(value ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0xc2b2ae35) >>> (32 - BITS);
}

/** Cuts a text into its words, numbers and signs. */
export function tokensOf(text: string): Tokens {
  const tokens: Tokens = { types: [edge, edge], starts: [], ends: [] };
  for (let at = 0; at < text.length; ) {
    const kind = classes[text.charCodeAt(at)]!;
    let end = at + 1;
    if (kind === 1 || kind === 2) while (end < text.length && continues(text, end, kind)) end++;
    if (kind !== 3) {
      tokens.types.push(typeOf(text.slice(at, end)));
      tokens.starts.push(at);
      tokens.ends.push(end);
    }
    at = end;
  }
  tokens.types.push(edge, edge);
  return tokens;
}

/** Whether a word or number goes on, with an apostrophe too: `O'Connor`. */
function continues(text: string, at: number, kind: number): boolean {
  const code = text.charCodeAt(at);
  if (classes[code] === kind) return true;
  return kind === 1 && (code === 0x27 || code === 0x2019) && classes[text.charCodeAt(at + 1)] === 1;
}

const edge = makeType('\n');

/** How a text is written: in small letters, in capitals, or as usual. */
function styleOf(types: readonly Type[]): number {
  let small = 0;
  let capital = 0;
  for (const { shape } of types) {
    if (shape === SMALL) small++;
    else if (shape !== SIGN) capital++;
  }
  return capital === 0 ? 0 : small === 0 ? 1 : 2;
}

/** How many features tell of a token and those around it together. */
const JOINT = 8;

/** Puts the weights of these into `found`. */
function joint(
  type: Type,
  before: Type,
  before2: Type,
  after: Type,
  after2: Type,
  style: number,
  found: Uint32Array,
) {
  const spelt = type.shape * 3 + style;
  found[0] = weightOf(spelt, 7);
  found[1] = weightOf(before.hash ^ Math.imul(before2.hash, 31), 8);
  found[2] = weightOf(before.hash ^ Math.imul(after.hash, 31), 9);
  found[3] = weightOf(after.hash ^ Math.imul(after2.hash, 31), 10);
  found[4] = weightOf(before.hash ^ spelt, 11);
  found[5] = weightOf(after.hash ^ spelt, 12);
  found[6] = weightOf(before.shape * 64 + after.shape * 16 + spelt, 13);
  found[7] = weightOf(type.hash ^ Math.imul(before.hash, 31), 14);
}

/** Calls `visit` with the weight of each feature of a token, to learn it. */
export function eachFeature({ types }: Tokens, place: number, visit: (weight: number) => void): void {
  const around = [2, 1, 3, 0, 4].map((offset) => types[place + offset] ?? edge);
  for (const [side, type] of around.entries()) for (const weight of type.features[side]!) visit(weight);
  const found = new Uint32Array(JOINT);
  const [type, before, after, before2, after2] = around as [Type, Type, Type, Type, Type];
  joint(type, before, before2, after, after2, styleOf(types), found);
  for (const weight of found) visit(weight);
}

/** What was learned: the weights of features, and what it counts that a name follows a name, or begins. */
export interface Chain {
  weights: Int8Array | Float32Array;
  /** By whether the token before is (part of) a name, then by whether this one is. */
  steps: readonly [number, number, number, number];
  /** Whether it changes no more, so that sums can be remembered. */
  isLearned: boolean;
}

function sumsOf(type: Type, { weights, isLearned }: Chain): Sums {
  if (isLearned && type.sums) return type.sums;
  const sum = (features: Uint32Array) => features.reduce((all, weight) => all + weights[weight]!, 0);
  const [own, before, after, before2, after2] = type.features;
  const sums = {
    own: sum(own),
    before: sum(before),
    after: sum(after),
    before2: sum(before2),
    after2: sum(after2),
  };
  if (isLearned) type.sums = sums;
  return sums;
}

const found = new Uint32Array(JOINT);

/** The likeliest tokens that are names (Viterbi 1967): 1 for each that is, else 0. */
export function tag({ types }: Tokens, chain: Chain): Uint8Array {
  const { weights, steps } = chain;
  const [otherOther, otherName, nameOther, nameName] = steps;
  const style = styleOf(types);
  const sums = types.map((type) => sumsOf(type, chain));
  const length = types.length - 4;
  const cameFrom = new Uint8Array(length);
  let other = 0;
  let name = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < length; place++) {
    const before2 = place;
    const before = place + 1;
    const own = place + 2;
    const after = place + 3;
    const after2 = place + 4;
    joint(types[own]!, types[before]!, types[before2]!, types[after]!, types[after2]!, style, found);
    let sum =
      sums[own]!.own +
      sums[before]!.before +
      sums[after]!.after +
      sums[before2]!.before2 +
      sums[after2]!.after2;
    for (let at = 0; at < JOINT; at++) sum += weights[found[at]!]!;
    const begins = other + otherName;
    const goesOn = name + nameName;
    const stays = other + otherOther;
    const ends = name + nameOther;
    cameFrom[place] = (goesOn > begins ? 1 : 0) | (ends > stays ? 2 : 0);
    name = (goesOn > begins ? goesOn : begins) + sum;
    other = ends > stays ? ends : stays;
  }
  const tags = new Uint8Array(length);
  let current = name > other ? 1 : 0;
  for (let place = length - 1; place >= 0; place--) {
    tags[place] = current;
    current = current ? cameFrom[place]! & 1 : cameFrom[place]! >> 1;
  }
  return tags;
}

let learned: Chain | undefined;

/** What `names/train.ts` learned: the weights, and behind them the four steps. */
function learnedChain(): Chain {
  if (learned) return learned;
  const bytes = readFileSync(new URL('../../../names/weights.bin', import.meta.url));
  const step = (at: number) => bytes.readInt16LE(WEIGHTS + 2 * at);
  learned = {
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, WEIGHTS),
    steps: [step(0), step(1), step(2), step(3)],
    isLearned: true,
  };
  return learned;
}

/** Where names of people stand in a text, as offsets of UTF-16 code units. */
export function namesIn(text: string): { start: number; end: number }[] {
  const tokens = tokensOf(text);
  const tags = tag(tokens, learnedChain());
  const names: { start: number; end: number }[] = [];
  for (let place = tags.indexOf(1); place >= 0; place = tags.indexOf(1, place + 1)) {
    const last = names.at(-1);
    if (last && tags[place - 1]) last.end = tokens.ends[place]!;
    else names.push({ start: tokens.starts[place]!, end: tokens.ends[place]! });
  }
  return names;
}
