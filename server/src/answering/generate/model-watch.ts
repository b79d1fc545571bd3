/**
 * What became of an answer that the model was to write: shown whole, without some sentences, or replaced by the editors'
 * text because nothing could be verified; the model did not answer, failed, or there were no tokens left for it.
 */
export type ModelOutcome = 'shown' | 'trimmed' | 'replaced' | 'refused' | 'failed' | 'budget';

/** Is told how the model does, never what it wrote (BSI-9). */
export interface ModelWatch {
  ended(result: ModelOutcome): void;
  /** A sentence was not shown, and why. */
  dropped(reason: string): void;
  /** The first verified sentence came so many milliseconds after the model was asked. */
  began(ms: number): void;
}
