import { deadlineText, money, spanText } from '../finder/words.ts';
import { type Translate, texts } from '../texts/texts.ts';
import type { Entry, KnowledgeProblem } from './entry.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** Where two entries about the same thing name amounts or periods that cannot both be right. */
export function contradictions(base: KnowledgeBase): KnowledgeProblem[] {
  const t = texts(base.mainLang);
  const entries = base.entries().filter(({ kind }) => kind !== 'office');
  return entries.flatMap((entry) => [
    ...(entry.kind === 'topic' ? topicAgainstServices(entry, base, t) : []),
    ...twins(entry, base).flatMap((other) => between(entry, other, base, t)),
  ]);
}

/** The services that a frequent question is about: their names have the word of its title that tells most. */
function twins(entry: Entry, base: KnowledgeBase): Entry[] {
  if (entry.kind !== 'faq') return [];
  const lang = base.mainLang;
  const [telling] = [...base.ownStems(base.text(entry, lang).title, lang)].sort(
    (a, b) => base.rarity(b, lang) - base.rarity(a, lang),
  );
  return base
    .entries()
    .filter(({ kind }) => kind === 'service')
    .filter((service) => {
      const { title, keywords } = base.text(service, lang);
      return [title, ...keywords].some((name) => telling && base.ownStems(name, lang).has(telling));
    });
}

function between(one: Entry, other: Entry, base: KnowledgeBase, t: Translate): KnowledgeProblem[] {
  const lang = base.mainLang;
  const [own, others] = [amountsOf(one, base), amountsOf(other, base)];
  const disjoint = own.size > 0 && others.size > 0 && ![...own].some((amount) => others.has(amount));
  const amounts = (all: Set<number>) =>
    [...all].map((amount) => money(amount, undefined, lang, t)).join(', ');
  const found = disjoint ? [problem(one, other, amounts(own), amounts(others), base, t)] : [];
  for (const [mine, theirs] of [
    [
      one.facts.duration && spanText(one.facts.duration, lang, t),
      other.facts.duration && spanText(other.facts.duration, lang, t),
    ],
    [
      one.facts.deadline && deadlineText(one.facts.deadline, undefined, lang, t),
      other.facts.deadline && deadlineText(other.facts.deadline, undefined, lang, t),
    ],
  ])
    if (mine && theirs && mine !== theirs) found.push(problem(one, other, mine, theirs, base, t));
  return found;
}

/** What a life situation says of a service's deadline, against what the service says. */
function topicAgainstServices(topic: Entry, base: KnowledgeBase, t: Translate): KnowledgeProblem[] {
  return Object.entries(topic.facts.deadlines ?? {}).flatMap(([id, deadline]) => {
    const service = base.entry(id);
    const own = service?.facts.deadline;
    if (
      !service ||
      !own ||
      own.before !== deadline.before ||
      (own.within === deadline.within && own.unit === deadline.unit)
    )
      return [];
    const text = (one: typeof own) => deadlineText(one, undefined, base.mainLang, t);
    return [problem(topic, service, text(deadline), text(own), base, t)];
  });
}

/** The amounts above nothing that an entry names in its facts and its text, in euros. */
function amountsOf(entry: Entry, base: KnowledgeBase): Set<number> {
  const { intro, sections } = base.text(entry, base.mainLang);
  const text = [intro, ...sections.map((section) => section.text)].join('\n');
  const written = [...text.matchAll(/(\d{1,3}(?:\.\d{3})*(?:,\d{1,2})?)\s(?:Euro|€)/g)].map(
    ([, amount = '']) => Number(amount.replaceAll('.', '').replace(',', '.')),
  );
  const facts = (entry.facts.fees ?? []).flatMap(({ amount, to }) => [amount, ...(to ? [to] : [])]);
  return new Set([...facts, ...written].filter((amount) => amount > 0));
}

function problem(
  one: Entry,
  other: Entry,
  mine: string,
  theirs: string,
  base: KnowledgeBase,
  t: Translate,
): KnowledgeProblem {
  const { file } = base.text(one, base.mainLang);
  const values = { mine, theirs, file: base.text(other, base.mainLang).file };
  return { severity: 'warning', file, line: 1, field: undefined, message: t('check.contradiction', values) };
}
