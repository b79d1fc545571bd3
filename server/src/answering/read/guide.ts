import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import type { Step } from '../../knowledge/schema.ts';
import { baseLang } from '../../language/base-lang.ts';
import { lexicons } from '../../language/lexicon.ts';
import { includes, phrases } from '../../language/said.ts';
import { allTexts } from '../../texts/texts.ts';

/** What was chosen so far in the guided way of a service, as `step.choice`, in order. */
export type Way = readonly string[];

/** An answer to one of its questions is not longer than this, in words. */
const LONGEST_ANSWER = 12;

/** Whether a fact holds: for each step that its conditions name, one of the choices named was taken. */
export function holds(conditions: readonly string[] | undefined, way: Way): boolean {
  const bySteps = Map.groupBy(conditions ?? [], (ref) => ref.split('.')[0]);
  return [...bySteps.values()].every((refs) => refs.some((ref) => way.includes(ref)));
}

/** The first question that matters and has no answer yet. */
export function pendingStep(steps: readonly Step[], way: Way): Step | undefined {
  return steps.find(
    ({ id, if: condition }) => !way.some((ref) => ref.startsWith(`${id}.`)) && holds(condition, way),
  );
}

/** The steps of a way with what was chosen. */
export function chosenOf(
  steps: readonly Step[],
  way: Way,
): { step: Step; choice: Step['choices'][number] }[] {
  return way.flatMap((ref) => {
    const [stepId, choiceId] = ref.split('.');
    const step = steps.find(({ id }) => id === stepId);
    const choice = step?.choices.find(({ id }) => id === choiceId);
    return step && choice ? [{ step, choice }] : [];
  });
}

/** Whether a message asks to be guided, in any language. */
export function asksForGuidance(message: string): boolean {
  const words = phrases(message);
  const starts = [...lexicons.values()].flatMap(({ steps }) => steps.start);
  return starts.some((phrase) => includes(words, phrase)) || allTexts('ask.steps').includes(message.trim());
}

/**
 * Follows the guided way of a service through a conversation: the server keeps nothing, so that what was chosen is read
 * from the citizen's own messages since the last one that asked to be guided. Undefined if the last message is no step
 * of the way: it is a question like any other, and the way goes on after it.
 */
export function follow(
  entry: Entry,
  messages: readonly string[],
  lang: string,
  base: KnowledgeBase,
): Way | undefined {
  const { steps = [] } = entry.facts;
  const start = messages.findLastIndex(
    (message, index) => index < messages.length - 1 && asksForGuidance(message),
  );
  let way: string[] = [];
  let moved = false;
  for (const message of messages.slice(start + 1)) {
    moved = true;
    const pending = pendingStep(steps, way);
    const choice = pending && choiceIn(pending, message, entry, lang, base);
    if (asksBack(message)) way = way.slice(0, -1);
    else if (pending && choice) way = [...way, `${pending.id}.${choice}`];
    else moved = false;
  }
  // Without a beginning only a choice in its own words is taken for an answer.
  const began = start >= 0 || isLabelOf(entry, messages.at(-1) ?? '');
  return moved && began ? way : undefined;
}

function asksBack(message: string): boolean {
  const said = phrases(message).trim();
  const words = [...lexicons.values()].flatMap(({ steps }) => steps.back);
  return words.includes(said) || allTexts('steps.back').some((label) => label.toLowerCase() === said);
}

/** The choice that a message takes: by its words, an age, yes or no. */
function choiceIn(
  step: Step,
  message: string,
  entry: Entry,
  lang: string,
  base: KnowledgeBase,
): string | undefined {
  const exact = labelled(step, message, entry);
  if (exact) return exact;
  const words = phrases(message);
  if (/[?？؟]/.test(message) || words.trim().split(' ').length > LONGEST_ANSWER) return undefined;
  const number = /(?<!\d)\d{1,3}(?!\d)/.exec(message)?.[0];
  if (number) {
    const age = Number(number);
    const fitting = step.choices.find(({ ages }) => ages && ages.from <= age && age <= ages.to);
    if (fitting) return fitting.id;
  }
  const { steps } = lexicons.get(lang) ?? {};
  const agreed = (['no', 'yes'] as const).find((word) =>
    steps?.[word].some((phrase) => includes(words, phrase)),
  );
  const plain = step.choices.find(({ id }) => id === agreed);
  if (plain) return plain.id;
  return mostAlike(step, message, entry, lang, base);
}

/** The choice with which a message shares most words that the others do not have. */
function mostAlike(
  step: Step,
  message: string,
  entry: Entry,
  lang: string,
  base: KnowledgeBase,
): string | undefined {
  const stems = base.stems(message, lang);
  const text = base.text(entry, lang);
  const all = step.choices.map(({ id, label }) => ({
    id,
    stems: base.stems(text.labels[`${step.id}.${id}`] ?? label, baseLang(text.lang)),
  }));
  const scored = all.map(({ id, stems: own }) => {
    const others = all.filter((one) => one.id !== id);
    const telling = [...own].filter((stem) => others.some((one) => !one.stems.has(stem)));
    return { id, score: telling.filter((stem) => stems.has(stem)).length };
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && best.score > (second?.score ?? 0) ? best.id : undefined;
}

function isLabelOf(entry: Entry, message: string): boolean {
  return (entry.facts.steps ?? []).some((step) => labelled(step, message, entry) !== undefined);
}

/** The choice that a message names in its own words. */
function labelled(step: Step, message: string, entry: Entry): string | undefined {
  const said = message.trim().toLowerCase();
  return step.choices.find(({ id, label }) => labelsOf(entry, `${step.id}.${id}`, label).includes(said))?.id;
}

/** What a choice is called in the languages of its entry, lower case. */
function labelsOf({ texts }: Entry, id: string, own: string): string[] {
  return [own, ...[...texts.values()].flatMap(({ labels }) => labels[id] ?? [])].map((label) =>
    label.toLowerCase(),
  );
}
