import type { Source } from '@stadtlotse/sdk';
import { dayOf } from '../../finder/hours.ts';
import { headingOf } from '../../knowledge/document-parts.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { MeetingFact } from '../../knowledge/schema.ts';
import { paragraphsOf } from '../../meaning/passages.ts';
import type { Translate } from '../../texts/texts.ts';
import type { About } from '../decide/about.ts';
import { SAYS } from '../decide/decide.ts';
import { entryChoice } from './choices.ts';
import type { Circumstance, EntryAnswer } from './entry.ts';

/** Where no paragraph answers by itself, a section up to this length, in characters, is quoted whole; of a longer one its beginning. */
const WHOLE = 900;
/** So many sections of a document are offered. */
const OFFERED = 6;

/** Answers from a document: the section in its own words, and where it stands. Of a whole document what it contains. */
export function composeDocument(
  { entry, said }: About,
  { lang, when, now }: Circumstance,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer {
  const { intro, title, sections } = base.text(entry, lang);
  const answered = { kind: 'answer' as const, cards: [], cited: [entry] };
  if (entry.facts.meetings) return composeMeetings(entry, entry.facts.meetings, { lang, when, now }, base, t);
  if (!entry.part) {
    const parts = base.partsOf(entry).slice(0, OFFERED);
    const contents = sections.map(({ heading }) => `- ${headingOf(heading).name}`).slice(0, 2 * OFFERED);
    return {
      ...answered,
      text: [intro || `**${title}**`, contents.join('\n'), cited(entry, undefined, lang, base, t)]
        .filter(Boolean)
        .join('\n\n'),
      choices: parts.map((part) => entryChoice(part, lang, base)),
      section: undefined,
    };
  }
  const paragraphs = paragraphsOf(intro);
  const [best] = said ?? [];
  const told = best && best.probability >= SAYS ? best.passage.text : undefined;
  const quoted = told ?? (intro.length <= WHOLE ? intro : (paragraphs[0] ?? intro));
  const section = sectionOf(entry, told ?? (paragraphs.length === 1 ? quoted : undefined));
  return {
    ...answered,
    text: `${quoted}\n\n${cited(entry, section, lang, base, t)}`,
    choices: [],
    section,
  };
}

/** When a committee meets next, or met on the day that was asked for, with the agenda. */
function composeMeetings(
  entry: Entry,
  meetings: MeetingFact[],
  { lang, when, now }: Pick<Circumstance, 'lang' | 'when' | 'now'>,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer {
  const clock = `${dayOf(now)}T${now.toTimeString().slice(0, 5)}`;
  const next = meetings.find(({ at }) => (when.day === undefined ? at >= clock : at.startsWith(when.day)));
  const last = meetings.filter(({ at }) => at < clock).at(-1);
  const told = ({ at, place }: MeetingFact) => {
    const time = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
    return [time.format(new Date(`${at}Z`)), place].filter(Boolean).join(', ');
  };
  const shown = next ?? last;
  const agenda = shown && base.entry(shown.document);
  const [, ...items] = agenda ? base.text(agenda, lang).intro.split('\n\n') : [];
  const text = [
    `**${base.text(entry, lang).title}**`,
    next
      ? t(next.at >= clock ? 'document.nextMeeting' : 'document.lastMeeting', { when: told(next) })
      : t('document.noMeeting'),
    ...(!next && last ? [t('document.lastMeeting', { when: told(last) })] : []),
    ...items,
    ...(agenda ? [cited(agenda, undefined, lang, base, t)] : []),
  ];
  return {
    kind: 'answer',
    text: text.join('\n\n'),
    cards: [],
    choices: [],
    cited: agenda ? [entry, agenda] : [entry],
    section: undefined,
  };
}

/** The document as the source, with the section and the page it stands on. */
export function documentSource(
  entry: Entry,
  lang: string,
  base: KnowledgeBase,
  section: string | undefined,
): Source {
  const { url, file, reviewed } = entry.facts;
  const { part } = entry;
  const document = (part && base.entry(part.document)) ?? entry;
  const address = pageOf(file, part?.page) ?? url;
  const where = section ?? (part && sectionOf(entry, undefined));
  return {
    id: document.id,
    title: base.text(document, lang).title,
    ...(address && { url: address }),
    ...(where && { section: where }),
    ...(part?.page && { page: part.page }),
    ...(reviewed && { reviewed }),
  };
}

/** `§ 5 Abs. 2` where the section is one of a law and the paragraph has a number, else its heading. */
function sectionOf({ part }: Entry, paragraph: string | undefined): string | undefined {
  const sign = /^(?:§|Art(?:ikel|\.))\s*\d+\s?[a-z]?(?![\p{L}\d])/u.exec(part?.section ?? '')?.[0];
  const number = /^\((\d{1,3}[a-z]?)\)/.exec(paragraph?.trim() ?? '')?.[1];
  return sign && number ? `${sign} Abs. ${number}` : (sign ?? part?.section);
}

/** Where it stands, as a link to the page: `[Hundesteuersatzung, § 5 Abs. 2, Seite 4](…#page=4)`. */
function cited(
  entry: Entry,
  section: string | undefined,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): string {
  const { title, url, page } = documentSource(entry, lang, base, section);
  const words = [title, section, page && t('document.page', { page })].filter(Boolean).join(', ');
  return url ? `[${words.replace(/[[\]]/g, '')}](${url})` : `*${words}*`;
}

/** The page of a PDF (RFC 8118, section 3), else the file. */
function pageOf(file: string | undefined, page: number | undefined): string | undefined {
  return file && page && /\.pdf(?:$|\?)/i.test(file) ? `${file}#page=${page}` : file;
}
