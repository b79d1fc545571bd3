import type { Card, Choice } from '@stadtlotse/sdk';
import { documentsCard, serviceCard } from '../../finder/cards.ts';
import { feeText, wordsOf } from '../../finder/words.ts';
import type { Entry, EntryText } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Translate } from '../../texts/texts.ts';
import { chosenOf, holds, pendingStep, type Way } from '../read/guide.ts';
import { entryChoice } from './choices.ts';
import type { EntryAnswer } from './entry.ts';
import { list } from './facts.ts';

/** The choice that begins the guided way of a service, if it has one. */
export function startChoice({ id, facts }: Entry, t: Translate): Choice[] {
  return facts.steps?.length ? [{ label: t('ask.steps'), message: t('ask.steps'), entry: id }] : [];
}

/** A question back as a card, for clients that show cards: the same choices as the answer's, in words. */
export function choicesCard(id: string, title: string, choices: Choice[], t: Translate): Card {
  const items = choices.map(({ label }, index) => ({
    label: t('card.choice', { number: index + 1 }),
    value: label,
  }));
  return { type: 'choices', id, title, items };
}

/** The next question of the guided way, or what it led to. */
export function composeStep(
  entry: Entry,
  way: Way,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
): EntryAnswer {
  const text = base.text(entry, lang);
  const { steps = [] } = entry.facts;
  const back = way.length > 0 ? [{ label: t('steps.back'), message: t('steps.back'), entry: entry.id }] : [];
  const instead = chosenOf(steps, way).flatMap(({ choice }) =>
    choice.service ? (base.entry(choice.service) ?? []) : [],
  );
  const [other] = instead;
  if (other)
    return {
      ...result(entry, text, way, base, lang, t),
      ...handOver(other, entry, text, way, lang, base, t, back),
    };
  const step = pendingStep(steps, way);
  if (!step) {
    const answer = result(entry, text, way, base, lang, t);
    return { ...answer, choices: [...back, ...answer.choices] };
  }
  const label = (id: string, own: string) => text.labels[id] ?? own;
  const ask = label(step.id, step.ask);
  const why = label(`${step.id}.why`, step.why);
  const choices = step.choices.map((choice): Choice => {
    const words = label(`${step.id}.${choice.id}`, choice.label);
    return { label: words, message: words, entry: entry.id };
  });
  return {
    kind: 'clarify',
    text: [`**${ask}**`, t('steps.why', { why })].join('\n\n'),
    cards: [choicesCard(entry.id, ask, choices, t)],
    choices: [...choices, ...back],
    cited: [entry],
    section: undefined,
  };
}

/** The personal list: what was chosen, what to know, what it costs, what to bring, where to do it. */
function result(
  entry: Entry,
  text: EntryText,
  way: Way,
  base: KnowledgeBase,
  lang: string,
  t: Translate,
): EntryAnswer {
  const { steps = [], fees = [], documents = [], forms = [], online, appointment } = entry.facts;
  const mine = <Fact extends { if?: string[] | undefined }>(facts: Fact[]) =>
    facts.filter((fact) => holds(fact.if, way));
  const chosen = chosenOf(steps, way);
  const hints = chosen.flatMap(
    ({ step, choice }) => text.labels[`${step.id}.${choice.id}.hint`] ?? choice.hint ?? [],
  );
  const links = [
    ...mine(forms).map((form) => `[${wordsOf(form, text)}](${form.url})`),
    ...(online ? [`[${t('facts.online')}](${online})`] : []),
    ...(appointment ? [`[${t('facts.appointment')}](${appointment})`] : []),
  ];
  const part = (heading: string, lines: string[]) =>
    lines.length > 0 ? [`**${heading}**\n\n${list(lines)}`] : [];
  return {
    kind: 'answer',
    text: [
      t('steps.result', { title: base.title(entry, lang) }),
      list(
        chosen.map(
          ({ step, choice }) =>
            `${text.labels[step.id] ?? step.ask} **${text.labels[`${step.id}.${choice.id}`] ?? choice.label}**`,
        ),
      ),
      ...hints,
      ...part(
        t('facet.cost'),
        mine(fees).map((fee) => feeText(fee, text, lang, t)),
      ),
      ...part(
        t('facet.documents'),
        mine(documents).map((document) => wordsOf(document, text)),
      ),
      ...(links.length > 0 ? [links.join(' · ')] : []),
    ].join('\n\n'),
    cards: [
      ...documentsCard(entry, text, t, (document) => holds(document.if, way)),
      serviceCard(
        { ...entry, facts: { ...entry.facts, fees: mine(fees), forms: mine(forms) } },
        text,
        lang,
        t,
      ),
    ],
    choices: [],
    cited: [entry],
    section: undefined,
  };
}

/** What was chosen leads to another service. */
function handOver(
  other: Entry,
  entry: Entry,
  text: EntryText,
  way: Way,
  lang: string,
  base: KnowledgeBase,
  t: Translate,
  back: Choice[],
): Pick<EntryAnswer, 'text' | 'cards' | 'choices' | 'cited'> {
  const hints = chosenOf(entry.facts.steps ?? [], way).flatMap(
    ({ step, choice }) => text.labels[`${step.id}.${choice.id}.hint`] ?? choice.hint ?? [],
  );
  return {
    text: [
      t('steps.instead', { title: base.title(other, lang) }),
      ...hints,
      base.text(other, lang).intro,
    ].join('\n\n'),
    cards: [serviceCard(other, base.text(other, lang), lang, t)],
    choices: [entryChoice(other, lang, base), ...startChoice(other, t), ...back],
    cited: [entry, other],
  };
}
