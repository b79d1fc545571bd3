import type { Entry, EntryText, Part } from './entry.ts';

/** The page that a heading names at its end: `§ 5 Steuersatz (Seite 4)`. */
const PAGE = / ?\((?:Seite|S\.|page|p\.) ?(\d{1,5})\)$/i;

/** The heading of a section without its page, and the page. */
export function headingOf(heading: string): { name: string; page: number | undefined } {
  const page = PAGE.exec(heading)?.[1];
  return { name: heading.replace(PAGE, ''), page: page === undefined ? undefined : Number(page) };
}

/** The sections of a document as entries of their own, so that each is found and cited by itself; none of other kinds. */
export function partsOf({ id, kind, facts, texts }: Entry): Entry[] {
  const [main, ...translations] = [...texts.values()];
  if (kind !== 'document' || !main) return [];
  return main.sections.map(({ heading }, index) => {
    const { name, page } = headingOf(heading);
    const part: Part = { document: id, section: name, page };
    const own = [main, ...translations.filter(({ sections }) => sections.length === main.sections.length)];
    return {
      id: `${id}-abschnitt-${index + 1}`,
      kind,
      facts,
      texts: new Map(own.map((text) => [text.lang, textOfPart(text, index)])),
      part,
    };
  });
}

function textOfPart(text: EntryText, index: number): EntryText {
  const { heading = '', text: intro = '' } = text.sections[index] ?? {};
  const title = `${text.title}: ${headingOf(heading).name}`;
  return { ...text, title, questions: [], keywords: [], labels: {}, intro, sections: [] };
}
