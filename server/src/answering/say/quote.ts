import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { baseLang } from '../../language/base-lang.ts';
import { type Passage, sentencesIn } from '../../meaning/passages.ts';
import type { Translate } from '../../texts/texts.ts';

/** What a text says where: a sentence, and the heading it stands under. */
export interface Quoted {
  text: string;
  section: string | undefined;
}

/** What follows a sentence in its paragraph is quoted too, as long as both have no more characters than these. */
const MOST_QUOTED = 320;

/**
 * Sentences of an entry's main text, with what follows them, in a language: those of its translation that stand in the same place, else the part
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
  const said = withWhatFollows(partOf(own, place), own.lang, passages);
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
  return sentencesIn(partOf(text, place), text.lang);
}

/**
 * The places among the sentences of the part they stand in, of passages and of what follows each in its paragraph: an
 * exception, a condition.
 */
function withWhatFollows(part: string, lang: string, passages: Passage[]): number[] {
  const paragraphs = part.split(/\n+/).map((paragraph) => sentencesIn(paragraph, lang));
  const said = new Set<number>();
  let before = 0;
  for (const sentences of paragraphs) {
    for (const { text } of passages) {
      const first = sentences.indexOf(text);
      if (first < 0) continue;
      let quoted = 0;
      for (const [place, sentence] of sentences.entries()) {
        if (place < first) continue;
        quoted += sentence.length;
        if (place === first || quoted <= MOST_QUOTED) said.add(before + place);
      }
    }
    before += sentences.length;
  }
  return [...said].sort((a, b) => a - b);
}
