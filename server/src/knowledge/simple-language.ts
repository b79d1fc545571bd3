import { splitSentences } from '../language/sentences.ts';
import { withoutLinks } from '../markdown.ts';
import type { EntryText } from './entry.ts';

/** Leichte Sprache: a sentence has no more words than this (DIN SPEC 33429). */
const MOST_WORDS = 12;
/** A word this long is cut by hyphens into its parts. */
const LONGEST_WORD = 14;

/** A rule of Leichte Sprache that a text breaks (A11Y-9); `key` names a text of `check.simple`. */
export interface SimpleProblem {
  key: 'long' | 'passive' | 'genitive' | 'compound' | 'subjunctive';
  said: string;
}

/** Finds what is hard to read in a text that is marked as Leichte Sprache. */
export function simpleLanguageProblems({ title, intro, sections }: EntryText): SimpleProblem[] {
  const parts = [title, intro, ...sections.flatMap(({ heading, text }) => [heading, text])];
  return parts.flatMap((part) => splitSentences(part).flatMap(problemsIn));
}

function problemsIn(sentence: string): SimpleProblem[] {
  const text = withoutLinks(sentence)
    .replace(/[*_#>]/g, '')
    .trim();
  const words = text.match(/[\p{L}\p{N}-]+/gu) ?? [];
  const problems: SimpleProblem[] = [];
  if (words.length > MOST_WORDS) problems.push({ key: 'long', said: text });
  const passive =
    /\b(?:wird|werden|wurde|wurden|worden)\b(?:\s+\p{L}+){0,6}?\s+(\p{L}*ge\p{L}+(?:t|en)|(?:be|er|ver|zer|ent)\p{L}+t)(?!\p{L})/u.exec(
      text,
    );
  if (passive) problems.push({ key: 'passive', said: passive[0] });
  const genitive = /\b(?:des|eines|meines|Ihres|ihres|seines|unseres)\s+\p{Lu}[\p{L}-]+s(?!\p{L})/u.exec(
    text,
  );
  if (genitive) problems.push({ key: 'genitive', said: genitive[0] });
  const subjunctive = /\b(?:würden?|könnten?|hätten?|wären?|sollten?|müssten?|dürften?)\b/u.exec(text);
  if (subjunctive) problems.push({ key: 'subjunctive', said: subjunctive[0] });
  for (const word of words)
    if (word.split('-').some((piece) => piece.length > LONGEST_WORD))
      problems.push({ key: 'compound', said: word });
  return problems;
}
