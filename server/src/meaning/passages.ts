import type { Entry, EntryText } from '../knowledge/entry.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { plain } from '../language/plain.ts';
import { splitSentences } from '../language/sentences.ts';
import { withoutLinks } from '../markdown.ts';
import type { TextKind } from './encoder.ts';
import type { Kind } from './examples.ts';
import { factPassages } from './fact-passages.ts';

/** A piece of a city's texts that may be what a question means. */
export interface Passage {
  entry: string;
  lang: string;
  /** A name of the entry, a sentence of its text, one of its facts in words, or a hint of its guided way. */
  kind: 'name' | 'sentence' | 'fact' | 'hint';
  /** The kind of question that a fact answers. */
  answers?: Kind;
  /** The heading it stands under. */
  section: string | undefined;
  /** As it stands there, Markdown and all. */
  text: string;
}

/** A sentence shorter than this, in characters, says nothing by itself. */
const SHORTEST = 12;

/**
 * The names of all entries in all languages, and the sentences and facts in the city's main one: what is said in
 * another is a translation.
 */
export function passagesOf(base: KnowledgeBase): Passage[] {
  return base
    .entries()
    .flatMap((entry) =>
      [...entry.texts.values()].flatMap((text) => [
        ...namesOf(entry, text),
        ...(text.lang === base.mainLang ? saidBy(entry, text, base) : []),
      ]),
    );
}

/** What an entry says; of a document its beginning, and each of its sections as an entry, paragraph by paragraph. */
function saidBy(entry: Entry, text: EntryText, base: KnowledgeBase): Passage[] {
  if (entry.kind !== 'document')
    return [...sentencesOf(entry.id, text), ...factPassages(entry, text, base), ...hintsOf(entry, text)];
  return paragraphsOf(text.intro).map((paragraph) => ({
    entry: entry.id,
    lang: text.lang,
    kind: 'sentence',
    section: undefined,
    text: paragraph,
  }));
}

/** The paragraphs of a text that say something. */
export function paragraphsOf(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim().length >= SHORTEST);
}

function namesOf({ id }: Entry, { lang, title, questions }: EntryText): Passage[] {
  return [title, ...questions].map((text) => ({ entry: id, lang, kind: 'name', section: undefined, text }));
}

/** What the guided way of an entry says to those who take a choice. */
function hintsOf({ id, facts }: Entry, { lang }: EntryText): Passage[] {
  return (facts.steps ?? []).flatMap(({ choices }) =>
    choices.flatMap(({ label, hint }) =>
      hint === undefined ? [] : [{ entry: id, lang, kind: 'hint' as const, section: label, text: hint }],
    ),
  );
}

/** The sentences of a text, each line of a list as one. */
export function sentencesOf(entry: string, { lang, intro, sections }: EntryText): Passage[] {
  const parts = [{ heading: undefined, text: intro }, ...sections];
  return parts.flatMap(({ heading, text }) =>
    sentencesIn(text, lang)
      .filter((sentence) => sentence.length >= SHORTEST)
      .map((sentence) => ({ entry, lang, kind: 'sentence' as const, section: heading, text: sentence })),
  );
}

/** The sentences of a Markdown text in their order. */
export function sentencesIn(text: string, lang: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)]|#+|>)\s+/, '').trim())
    .flatMap((line) => splitSentences(line, lang).map((sentence) => sentence.trim()));
}

/** What is encoded of a passage: its words, behind the heading they stand under. */
export function encodedText({ section, text }: Pick<Passage, 'section' | 'text'>): string {
  const words = plain(withoutLinks(text)).replace(/[*_`]+/g, '');
  return section ? `${section}: ${words}` : words;
}

/** Names are like questions, sentences are what answers them. */
export function textKind({ kind }: Passage): TextKind {
  return kind === 'name' ? 'query' : 'passage';
}
