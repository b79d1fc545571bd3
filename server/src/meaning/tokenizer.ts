/** No text is cut into more pieces than the encoder has positions for. */
export const MOST_PIECES = 512;

const BEGINNING = 0;
const END = 1;
const UNKNOWN = 2;
/** So many numbers come before those of the pieces. */
const SPECIAL = 3;
/** Stands for a space, and before the first word. */
const SPACE = '\u2581';

const spaces = /[\s\u200b-\u200f\u2028\u2029\ufeff\u2581]+/gu;
const controls = /\p{Cc}/gu;
/** Of a text so much longer than any pieces could be, nothing more is read: UTF-16 code units. */
const LONGEST = 16 * MOST_PIECES;

/**
 * Cuts texts into the encoder's pieces: the likeliest sequence by the scores of a unigram model (Kudo 2018). Pieces are
 * looked up where they lie, in the order of their bytes, so that they take no more memory than their file. A general
 * library needs 170 MB for the same: docs/decisions/0008-encoder.md.
 */
export class Tokenizer {
  readonly #count: number;
  readonly #unknownScore: number;
  readonly #offsets: Uint32Array;
  readonly #scores: Float32Array;
  readonly #bytes: Uint8Array;

  /** `file` is `pieces.bin` as `encoder/build.py` writes it. */
  constructor(file: Uint8Array<ArrayBuffer>) {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    this.#count = view.getUint32(0, true);
    this.#unknownScore = view.getFloat32(4, true);
    const offsets = 8;
    const scores = offsets + 4 * (this.#count + 1);
    const bytes = scores + 4 * this.#count;
    this.#offsets = new Uint32Array(file.slice(offsets, scores).buffer);
    this.#scores = new Float32Array(file.slice(scores, bytes).buffer);
    this.#bytes = file.subarray(bytes);
  }

  /**
   * The numbers of a text's pieces between those of beginning and end, `most` at the most: of a longer text its first
   * and its last half.
   */
  encode(text: string, most = MOST_PIECES): number[] {
    const pieces = this.#cut(new TextEncoder().encode(normalised(text)));
    const room = most - 2;
    const half = room >> 1;
    const kept = pieces.length <= room ? pieces : [...pieces.slice(0, room - half), ...pieces.slice(-half)];
    return [BEGINNING, ...kept, END];
  }

  #cut(text: Uint8Array): number[] {
    const best = new Float64Array(text.length + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Uint32Array(text.length + 1);
    const piece = new Uint32Array(text.length + 1);
    best[0] = 0;
    const offer = (start: number, end: number, number: number, score: number) => {
      const sum = (best[start] ?? 0) + score;
      if (sum <= (best[end] ?? 0)) return;
      best[end] = sum;
      from[end] = start;
      piece[end] = number;
    };
    for (let start = 0; start < text.length; start++) {
      if (best[start] === Number.NEGATIVE_INFINITY) continue;
      offer(start, start + lengthOfCharacter(text[start] ?? 0), UNKNOWN, this.#unknownScore);
      let [low, high] = [0, this.#count];
      for (let end = start; end < text.length; end++) {
        const byte = text[end] ?? 0;
        low = this.#firstFrom(low, high, end - start, byte);
        high = this.#firstFrom(low, high, end - start, byte + 1);
        if (low === high) break;
        const length = (this.#offsets[low + 1] ?? 0) - (this.#offsets[low] ?? 0);
        if (length === end - start + 1) offer(start, end + 1, low + SPECIAL, this.#scores[low] ?? 0);
      }
    }
    const pieces: number[] = [];
    for (let end = text.length; end > 0; end = from[end] ?? 0) pieces.push(piece[end] ?? UNKNOWN);
    return pieces.reverse();
  }

  /** The first piece of a range whose byte at a depth is not below `byte`; those that end before come first. */
  #firstFrom(from: number, to: number, depth: number, byte: number): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = (this.#offsets[middle] ?? 0) + depth;
      const isBefore = at >= (this.#offsets[middle + 1] ?? 0) || (this.#bytes[at] ?? 0) < byte;
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function normalised(text: string): string {
  const plain = text.slice(0, LONGEST).toWellFormed().normalize('NFKC');
  return SPACE + plain.replace(spaces, ' ').replace(controls, '').trim().replaceAll(' ', SPACE);
}

/** How many bytes a character of UTF-8 has, by its first. */
function lengthOfCharacter(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
