import { feeText, feeWords, money, spanText, wordsOf } from '../../finder/words.ts';
import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { Ages, FeeFact } from '../../knowledge/schema.ts';
import type { Translate } from '../../texts/texts.ts';
import type { Facet } from '../facets.ts';
import type { Alike } from '../recall/statements.ts';

/** Whom and what a question is about, as far as it says so. */
export interface Circumstances {
  /** The age of the person it is for, in years. */
  age?: number | undefined;
  /** The entry's fees in words in the city's language, with how near the question is to each. */
  fees?: Alike[] | undefined;
  /** The stems of its words. */
  stems(): ReadonlySet<string>;
  /** The stems of a text in the language of the entry's words. */
  stemsOf(text: string): ReadonlySet<string>;
}

/**
 * An entry's structured facts for one facet, as Markdown in a language: the fact that was asked for in the first
 * sentence, what else there is below. Empty if it has none.
 */
export function factsAsMarkdown(
  { facts, kind }: Entry,
  text: EntryText,
  facet: Facet,
  asked: Circumstances,
  title: string,
  lang: string,
  t: Translate,
): string {
  const {
    fees = [],
    documents = [],
    steps = [],
    forms = [],
    duration,
    deadline,
    online,
    appointment,
  } = facts;
  if (kind === 'office') return '';
  switch (facet) {
    case 'cost': {
      const fee = feeAskedFor(fees, steps, text, asked);
      if (!fee) return '';
      const others = fees.filter((other) => other !== fee);
      const words = feeWords(fee, text, lang, t);
      const values = { title, amount: money(fee.amount, fee.to, lang, t), words: words && ` (${words})` };
      return [
        t(fee.amount === 0 && !fee.to ? 'facts.costFree' : 'facts.cost', values),
        ...(others.length > 0
          ? [`${t('facts.otherFees')}\n\n${list(others.map((other) => feeText(other, text, lang, t)))}`]
          : []),
      ].join('\n\n');
    }
    case 'documents': {
      const needed = documents.filter((document) => fitsAge(agesOf(document, steps), asked.age) !== 'no');
      if (needed.length === 0) return '';
      return `${t('facts.documents', { title })}\n\n${list(needed.map((document) => wordsOf(document, text)))}`;
    }
    case 'duration':
      return duration ? t('facts.duration', { title, span: spanText(duration, lang, t) }) : '';
    case 'deadline': {
      if (!deadline) return '';
      const span = spanText({ from: deadline.within, unit: deadline.unit }, lang, t);
      const label = text.labels.deadline ?? deadline.label;
      return t('facts.deadline', { title, span, label: label ? ` ${label}` : '' });
    }
    case 'online':
      return [
        ...(online ? [`[${t('facts.online')}](${online})`] : []),
        ...(appointment ? [`[${t('facts.appointment')}](${appointment})`] : []),
        ...forms.map((form) => `[${wordsOf(form, text)}](${form.url})`),
      ].join(' · ');
    default:
      return '';
  }
}

/** What a word is worth that the title says too. */
const SOME = 0.5;
/** What speaks for a fee: fitted by conditional logistic regression on questions for one of several (docs/retrieval.md). */
const FEE = { words: 1.48, age: 4.73, judged: 1, apart: 6, first: 1 };

/** The fee that is meant, by the words, the meaning and the age in the question; where nothing tells the first. */
function feeAskedFor(
  fees: FeeFact[],
  steps: NonNullable<Entry['facts']['steps']>,
  text: EntryText,
  { age, fees: near = [], stems: saidStems, stemsOf }: Circumstances,
): FeeFact | undefined {
  const stems = saidStems();
  const about = stemsOf(text.title);
  const named = [...about].filter((stem) => stems.has(stem)).length;
  const scored = fees.map((fee, place) => {
    const own = [...stemsOf(wordsOf(fee, text))];
    const said = own.filter((stem) => stems.has(stem));
    // What the title says too tells fees apart only if the question says more of the title; of two the one that says less beside is meant.
    const brevity = said.length / (10 * own.length || 1);
    const titled = said.filter((stem) => about.has(stem)).length;
    const telling = said.length - titled + (titled < named ? titled * SOME : 0);
    const words = wordsOf(fee, { ...text, labels: {} });
    const { judged = 0, apart = 0 } = near.find(({ passage }) => passage.text.startsWith(`${words}:`)) ?? {};
    const fit = fitsAge(agesOf(fee, steps), age);
    const score =
      FEE.words * (telling > 0 ? telling + brevity : 0) +
      FEE.age * (fit === 'yes' ? 1 : fit === 'no' ? -1 : 0) +
      FEE.judged * judged +
      FEE.apart * apart +
      (place === 0 ? FEE.first : 0);
    return { fee, score };
  });
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, one) => (best && best.score >= one.score ? best : one),
    undefined,
  )?.fee;
}

/** For which ages a fact holds: as it says itself, or as the choices of the guided way do that it depends on. */
function agesOf(
  fact: { ages?: Ages | undefined; if?: string[] | undefined },
  steps: NonNullable<Entry['facts']['steps']>,
): Ages[] {
  if (fact.ages) return [fact.ages];
  return (fact.if ?? []).flatMap((ref) => {
    const [step, choice] = ref.split('.');
    const found = steps.find(({ id }) => id === step)?.choices.find(({ id }) => id === choice);
    return found?.ages ?? [];
  });
}

function fitsAge(ages: Ages[], age: number | undefined): 'yes' | 'no' | 'unknown' {
  if (age === undefined || ages.length === 0) return 'unknown';
  return ages.some(({ from, to }) => from <= age && age <= to) ? 'yes' : 'no';
}

export function list(lines: string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
