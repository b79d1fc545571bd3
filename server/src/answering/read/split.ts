import type { Redacted } from '../redact/redact.ts';

/** A question shorter than this, in characters, is no question of its own. */
const SHORTEST = 8;
/** More questions than this are answered as one. */
const MOST = 3;

/** The questions of a message, as far as question marks tell them apart: "Was kostet ein Pass? Wie lange dauert das?" */
export function splitQuestions({ text, redactions }: Redacted): Redacted[] {
  const questions = text.split(/(?<=[?？؟])\s+/u).filter((part) => part.trim().length >= SHORTEST);
  const asked = questions.filter((part) => /[?？؟]$/u.test(part.trim()));
  if (asked.length < 2 || questions.length > MOST) return [];
  return asked.map((part) => ({ text: part, redactions }));
}
