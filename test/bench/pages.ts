/**
 * Asks 1,331 questions of 52 made-up pages that the encoder has not learned from: `npm run bench:pages`. Each question has
 * the sentences of its page that answer it, or none. Many leave the matter out, so each is asked in a conversation that is
 * about its page; all pages together are one city. Prints Markdown by language.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { answer } from '../../server/src/answering/pipeline.ts';
import { plain } from '../../server/src/language/plain.ts';
import { knowledgeOf } from '../support/knowledge.ts';
import { meantBy } from '../support/meaning.ts';

const Page = z.strictObject({
  title: z.string(),
  /** What it says, each with the heading it stands under. */
  say: z.array(z.strictObject({ h: z.string().nullable(), t: z.string() })),
  /** Questions in a language, with the places of what answers them. */
  ask: z.array(z.strictObject({ l: z.string(), q: z.string(), a: z.array(z.int()) })),
});
type Page = z.infer<typeof Page>;

/** Languages with fewer questions are counted together. */
const LEAST = 50;

const folder = new URL('pages/', import.meta.url);
const pages = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Page.parse(JSON.parse(line))),
);

function entryOf({ title, say }: Page): string {
  const sections = Map.groupBy(say, ({ h }) => h ?? '');
  const text = [...sections].map(([heading, own]) =>
    [heading && `## ${heading}`, ...own.map(({ t }) => t)].filter(Boolean).join('\n\n'),
  );
  // What stands under no heading comes first.
  const body = [...text].sort((one, other) => Number(one.startsWith('##')) - Number(other.startsWith('##')));
  return `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body.join('\n\n')}\n`;
}

const idOf = (place: number) => `page-${place}`;
const base = await knowledgeOf(
  Object.fromEntries(pages.map((page, place) => [`services/${idOf(place)}.de.md`, entryOf(page)])),
);

interface Outcome {
  lang: string;
  isSaid: boolean;
  isAnswer: boolean;
  isEntry: boolean;
  says: boolean;
}
const outcomes: Outcome[] = [];
for (const [place, { say, ask }] of pages.entries())
  for (const { l: lang, q: message, a } of ask) {
    const request = { message, lang, context: { entries: [idOf(place)] } };
    const { kind, sources, text } = answer(request, base, await meantBy(request, base));
    const said = plain(text).replace(/\*\*|\s/g, '');
    outcomes.push({
      lang,
      isSaid: a.length > 0,
      isAnswer: kind === 'answer',
      isEntry: sources[0]?.id === idOf(place),
      says: a.some((at) => said.includes(plain(say[at]?.t ?? '').replace(/\s/g, ''))),
    });
  }

const count = Map.groupBy(outcomes, ({ lang }) => lang);
const groups = [
  ...[...count].filter(([, own]) => own.length >= LEAST),
  ['fewer', outcomes.filter(({ lang }) => (count.get(lang)?.length ?? 0) < LEAST)] as const,
  ['all', outcomes] as const,
];
const share = (of: Outcome[], holds: (one: Outcome) => boolean) =>
  of.length > 0 ? ((100 * of.filter(holds).length) / of.length).toFixed(0) : '–';
const rows = groups.map(([lang, own]) => {
  const said = own.filter(({ isSaid }) => isSaid);
  const unsaid = own.filter(({ isSaid }) => !isSaid);
  return [
    lang,
    String(said.length),
    share(said, ({ isEntry }) => isEntry),
    share(said, ({ isAnswer, says }) => isAnswer && says),
    share(said, ({ isAnswer }) => !isAnswer),
    share(said, ({ isAnswer, says }) => isAnswer && !says),
    String(unsaid.length),
    share(unsaid, ({ isAnswer }) => !isAnswer),
    share(unsaid, ({ isAnswer }) => isAnswer),
  ];
});
const head = [
  'language',
  'said',
  'right page',
  'right',
  'declined',
  'wrong',
  'not said',
  'declined',
  'answered',
];
console.log([head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
process.exit();
