/** What a model is asked to do. Texts from citizens are redacted; documents are the city's. */
export interface ModelRequest {
  /** The rules: the same for everybody, so that a provider may cache them. */
  system: string;
  /** What it may answer from, cited as [1], [2], … in this order. */
  documents: { title: string; text: string }[];
  question: string;
  /** The longest answer, in tokens. */
  maxTokens: number;
}

/** Tokens that a request cost. */
export interface Usage {
  input: number;
  output: number;
}

export type ModelEvent = { type: 'text'; text: string } | { type: 'usage'; usage: Usage };

/** A language model behind any provider. */
export interface Model {
  /** Provider and model, for the answer's metadata. */
  name: string;
  /**
   * Writes an answer piece by piece; what a sentence comes from stands behind it as `[1]`. Throws `ModelError`, or the
   * signal's reason.
   */
  write(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export type ModelFault = 'unreachable' | 'timeout' | 'limited' | 'refused' | 'cut-off' | 'failed';

/** A model that gave no answer; the message holds nothing of the question. */
export class ModelError extends Error {
  readonly fault: ModelFault;

  constructor(fault: ModelFault, cause?: unknown) {
    super(`The language model gave no answer: ${fault}`, { cause });
    this.fault = fault;
  }
}

/** What went wrong by the status of the provider's answer. */
export function faultOf(status: number | undefined): ModelFault {
  if (status === undefined) return 'unreachable';
  return status === 429 || status === 529 || status === 503 ? 'limited' : 'failed';
}
