import type { Redacted } from '../redact/redact.ts';

/** A question shorter than this, in characters, is no question of its own. */
const SHORTEST = 8;
/** So many questions of a message are answered. */
const MOST = 3;

/** The first questions of a message, each by itself, and whether there are more. */
export interface Questions {
  questions: Redacted[];
  areMore: boolean;
}

/** The questions of a message, as far as question marks tell them apart: "Was kostet ein Pass? Wie lange dauert das?" */
export function splitQuestions({ text, redactions }: Redacted): Questions {
  const parts = text.split(/(?<=[?？؟])\s+/u).filter((part) => part.trim().length >= SHORTEST);
  const asked = parts.filter((part) => /[?？؟]$/u.test(part.trim()));
  if (asked.length < 2) return { questions: [], areMore: false };
  return {
    questions: asked.slice(0, MOST).map((part) => ({ text: part, redactions })),
    areMore: asked.length > MOST,
  };
}
