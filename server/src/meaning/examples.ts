import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseYaml } from '../knowledge/front-matter.ts';

/** Where the examples lie that understanding is learned from, and what was learned. */
export const understandingFolder = fileURLToPath(new URL('../../understanding', import.meta.url));

/** The kinds of emergency, by whose number comes first. */
export const emergencies = ['medical', 'poison', 'fire', 'crime', 'crisis', 'missing'] as const;
export type Emergency = (typeof emergencies)[number];

/** What a message may want; `question` is what a city answers. */
export const intents = [
  ...emergencies.map((kind) => `emergency-${kind}` as const),
  'wants-a-person',
  'identity',
  'privacy',
  'complaint',
  'defect',
  'greeting',
  'thanks',
  'goodbye',
  'insult',
  'gibberish',
  'off-topic',
  'question',
] as const;

/** The kinds of thing that may be asked of a matter. */
export const kinds = [
  'price',
  'benefit',
  'discount',
  'payment',
  'validity',
  'duration',
  'waiting',
  'deadline',
  'age',
  'eligibility',
  'permission',
  'obligation',
  'documents',
  'procedure',
  'online',
  'form',
  'place',
  'hours',
  'contact',
  'proxy',
  'pickup',
  'consequence',
  'definition',
  'difference',
  'reason',
  'status',
  'access',
  'report',
  'topic',
] as const;
export type Kind = (typeof kinds)[number];

/** Messages by the language they are written in. */
const ByLanguage = z.record(z.string(), z.array(z.string().min(1)));

/** A message with what it wants and, if it is a question of one kind, which. */
export interface Example {
  text: string;
  lang: string;
  intent: string;
  kind?: string;
  /** How it stands in a conversation, if it is an example of that. */
  turn?: Turn;
  /** Whether it is made of a pattern: it tells of what kind a question is, and not what messages are about. */
  isPattern?: boolean;
}

/** Plain questions about any thing, by language and kind, in which `{}` stands for the thing. */
const Patterns = z.record(z.string(), z.record(z.enum(kinds), z.array(z.string().includes('{}'))));
/** So many examples are made of the patterns of each kind in a language; more in those that are written most. */
const PER_KIND = 12;
const PER_KIND_OFTEN: Partial<Record<string, number>> = { de: 40, en: 24 };

/** Of the questions about made-up pages each fifth is an example of what is plainly asked of a city. */
const OF_PAGES = 5;

/** All examples: those that stand in `intents`, `questions` and `turns`, what patterns make of the thesaurus, and questions about pages. */
export function readExamples(): Example[] {
  return [...readMessages(), ...fromPatterns(), ...fromPages()];
}

/** A made-up page of a city, with questions about it. */
export const Page = z.object({
  title: z.string(),
  /** What it says, with the headings. */
  say: z.array(z.object({ h: z.string().nullable(), t: z.string() })),
  /** Questions in a language, and whether one names its matter. */
  ask: z.array(z.object({ l: z.string(), q: z.string(), s: z.boolean().default(true) })),
});
export type Page = z.infer<typeof Page>;

/** The pages of `pages/*.jsonl`, in their order. */
export function readPages(): Page[] {
  const folder = `${understandingFolder}/pages`;
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n'))
    .map((line) => Page.parse(JSON.parse(line)));
}

/** What citizens ask about pages: of no kind that is known, and never a cry for help. */
function fromPages(): Example[] {
  return readPages()
    .flatMap(({ ask }) => ask)
    .filter((_, place) => place % OF_PAGES === 0)
    .map(({ l, q }) => ({ text: q, lang: l, intent: 'question' }));
}

/** Takes the things one after the other, so that each meets many kinds. */
function fromPatterns(): Example[] {
  const { data } = parseYaml(readFileSync(`${understandingFolder}/patterns.yaml`, 'utf8'));
  return Object.entries(Patterns.parse(data)).flatMap(([lang, byKind]) => {
    const things = conceptNames(lang);
    let next = 0;
    const thing = () => things[next++ % things.length] ?? '';
    return Object.entries(byKind).flatMap(([kind, patterns = []]) =>
      Array.from({ length: PER_KIND_OFTEN[lang] ?? PER_KIND }, (_, place) => ({
        text: (patterns[place % patterns.length] ?? '').replaceAll('{}', thing),
        lang,
        intent: 'question',
        kind,
        isPattern: true,
      })),
    );
  });
}

/** What the general thesaurus of a language calls its concepts first. */
function conceptNames(lang: string): string[] {
  const { data } = parseYaml(
    readFileSync(`${understandingFolder}/../thesaurus/thesaurus.${lang}.yaml`, 'utf8'),
  );
  return Object.values(ByLanguage.parse(data)).flatMap(([first]) => first ?? []);
}

/** Sentences as cities write them, each with the kind of question that it answers: `answers/<kind>.yaml`. */
export function readAnswers(): { text: string; kind: Kind }[] {
  return kinds.flatMap((kind) => {
    const { data } = parseYaml(readFileSync(`${understandingFolder}/answers/${kind}.yaml`, 'utf8'));
    return Object.values(ByLanguage.parse(data)).flatMap((texts) => texts.map((text) => ({ text, kind })));
  });
}

/** Whether a sentence judges, excludes or ranks people, or only speaks of them, or of something else. */
export const judgements = ['plain', 'judging'] as const;

/** Sentences as models may write them, each with what it does: `judging.yaml`. */
export function readJudgements(): { text: string; kind: (typeof judgements)[number] }[] {
  const { data } = parseYaml(readFileSync(`${understandingFolder}/judging.yaml`, 'utf8'));
  const byKind = z.record(z.enum(judgements), ByLanguage).parse(data);
  return judgements.flatMap((kind) =>
    Object.values(byKind[kind]).flatMap((texts) => texts.map((text) => ({ text, kind }))),
  );
}

/**
 * How a message stands in a conversation: it names its own matter, it carries on with the one before, or it takes back what
 * was understood and means another.
 */
export const turns = ['alone', 'carries-on', 'instead'] as const;
export type Turn = (typeof turns)[number];

/**
 * The examples as they stand: `intents/<intent>.yaml`, `questions/<kind or what it is mistaken for>.yaml`,
 * `turns/<turn>.yaml`.
 */
function readMessages(): Example[] {
  return ['intents', 'questions', 'turns'].flatMap((folder) =>
    readdirSync(`${understandingFolder}/${folder}`)
      .sort()
      .flatMap((file) => {
        const name = file.replace('.yaml', '');
        const { data } = parseYaml(readFileSync(`${understandingFolder}/${folder}/${file}`, 'utf8'));
        const isKind = kinds.some((kind) => kind === name);
        const turn = turns.find((one) => one === name);
        return Object.entries(ByLanguage.parse(data)).flatMap(([lang, texts]) =>
          texts.map((text) => ({
            text,
            lang,
            intent: folder === 'intents' ? name : 'question',
            ...(folder === 'questions' && isKind && { kind: name }),
            ...(folder === 'turns' && turn && { turn }),
          })),
        );
      }),
  );
}
