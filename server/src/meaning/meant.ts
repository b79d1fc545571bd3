import type { Judgements } from './judgements.ts';
import type { PassageIndex } from './passage-index.ts';

/** What is known of the meaning of one message, beside its words. */
export interface Meant {
  /** The vectors of the message and its parts, by their text; none of those that are understood by words alone. */
  vectors: ReadonlyMap<string, Float32Array>;
  /** The city's passages with their vectors; undefined while they are being prepared. */
  index: PassageIndex | undefined;
  /** What was judged of the city's statements as answers to it; undefined where nothing is. */
  judgements?: Judgements;
}

/** Nothing: the message is understood by its words alone. */
export const byWords: Meant = { vectors: new Map(), index: undefined };
