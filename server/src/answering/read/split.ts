import type { Redacted } from '../redact/redact.ts';

/** A question shorter than this, in characters, is no question of its own. */
const SHORTEST = 8;
/** So many questions of a message are answered. */
const MOST = 3;
/** Of a message of more sentences none is looked at by itself. */
const MOST_SENTENCES = 4;

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

/** The sentences of a message, if it has several, and not too many to look at each. */
export function sentencesOf(text: string): string[] {
  const sentences = text
    .split(/(?<=[.!?？؟…])\s+/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
  return sentences.length > 1 && sentences.length <= MOST_SENTENCES ? sentences : [];
}

/** A part of a question has so many words at least. */
const FEWEST_WORDS = 2;

/** A question as two, cut at a word that joins: "Was kostet ein Pass, und wie lange dauert das?" It may be one all the same. */
export function cutAt(joining: readonly string[], redacted: Redacted): Redacted[] {
  const { text, redactions } = questionAmong(redacted) ?? redacted;
  if (sentencesOf(text).length > 0) return [];
  const words = text.trim().split(/\s+/);
  const at = words.findIndex((word, place) => place >= FEWEST_WORDS && joining.includes(word.toLowerCase()));
  if (at < 0 || words.length - at - 1 < FEWEST_WORDS) return [];
  return [words.slice(0, at), words.slice(at + 1)].map((part) => ({ text: part.join(' '), redactions }));
}

/** The one sentence that asks, where the others tell: "Ich bin neu hier. Was kostet ein Pass?" */
export function questionAmong({ text, redactions }: Redacted): Redacted | undefined {
  const [asked, ...others] = sentencesOf(text).filter((sentence) => /[?？؟]$/u.test(sentence));
  return asked !== undefined && others.length === 0 ? { text: asked, redactions } : undefined;
}
