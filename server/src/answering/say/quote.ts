import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { type Passage, splitSentences } from '../../meaning/passages.ts';
import type { Translate } from '../../texts/texts.ts';

/** What a text says where: a sentence, and the heading it stands under. */
export interface Quoted {
  text: string;
  section: string | undefined;
}

/**
 * Sentences of an entry's main text in a language: those of its translation that stand in the same place, else the part
 * they stand in; where there is no translation, the sentences as they are, said to be in the city's language.
 */
export function quote(
  entry: Entry,
  passages: Passage[],
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): Quoted {
  const own = base.text(entry, base.mainLang);
  const shown = base.text(entry, lang);
  const [first] = passages;
  const place = own.sections.findIndex(({ heading }) => heading === first?.section);
  const said = inOrder(partOf(own, place), own.lang, passages);
  if (shown.lang === own.lang) {
    const text = said.map((at) => sentencesOfPart(own, place)[at] ?? '').join(' ');
    const isForeign = baseLang(own.lang) !== baseLang(lang);
    const language = new Intl.DisplayNames(lang, { type: 'language' }).of(own.lang) ?? own.lang;
    return {
      text: isForeign ? `${t('facts.quoted', { language })}\n\n${text}` : text,
      section: first?.section,
    };
  }
  const sentences = sentencesOfPart(shown, place);
  const isAligned = sentences.length === sentencesOfPart(own, place).length;
  return {
    text: isAligned ? said.map((at) => sentences[at] ?? '').join(' ') : partOf(shown, place),
    section: shown.sections[place]?.heading,
  };
}

/** The introduction, or the section of that number. */
function partOf({ intro, sections }: EntryText, place: number): string {
  return sections[place]?.text ?? intro;
}

function sentencesOfPart(text: EntryText, place: number): string[] {
  return splitSentences(partOf(text, place), text.lang);
}

/** The places of passages among the sentences of the part they stand in. */
function inOrder(part: string, lang: string, passages: Passage[]): number[] {
  const sentences = splitSentences(part, lang);
  return passages
    .map(({ text }) => sentences.indexOf(text))
    .filter((place) => place >= 0)
    .sort((a, b) => a - b);
}
