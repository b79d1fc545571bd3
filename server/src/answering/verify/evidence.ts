import { officeCard, serviceCard } from '../../finder/cards.ts';
import { addDays, dayOf, ORDINARY_WEEK, openOn, startOf } from '../../finder/hours.ts';
import { officesFor } from '../../finder/offices.ts';
import { wordsOf } from '../../finder/words.ts';
import type { Entry } from '../../knowledge/entry.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';
import { splitSentences } from '../../language/sentences.ts';
import { texts } from '../../texts/texts.ts';
import { type Claim, claimsIn, clock } from './claims.ts';

/** What entries say: their sentences with the claims in them, and when their offices are open. */
export interface Evidence {
  /** All that they say, lower case. */
  text: string;
  /** A sentence, or a fact, each with its words and claims. */
  units: { text: string; words: string[]; claims: Claim[]; isHours: boolean }[];
  /** For each office the times at which it opens or closes, by weekday (0 is Monday), as `08:00`. */
  hours: Set<string>[][];
  /** The names of the offices, lower case. */
  offices: string[];
}

/** What was collected before: an entry does not change, and a new knowledge base has new ones. */
const collected = new WeakMap<Entry, Map<string, Evidence>>();

/** The words of a text, lower case. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
}

/** What several entries say together. */
export function evidenceOf(entries: readonly Entry[], lang: string, base: KnowledgeBase): Evidence {
  const all = entries.map((entry) => {
    const byLang = collected.get(entry) ?? new Map<string, Evidence>();
    const own = byLang.get(lang) ?? collect(entry, lang, base);
    collected.set(entry, byLang.set(lang, own));
    return own;
  });
  return {
    text: all.map(({ text }) => text).join('\n'),
    units: all.flatMap(({ units }) => units),
    hours: all.flatMap(({ hours }) => hours),
    offices: all.flatMap(({ offices }) => offices),
  };
}

/** Collects what an entry and its offices say, in every language they have and as facts in the one of the answer. */
function collect(asked: Entry, lang: string, base: KnowledgeBase): Evidence {
  const all = new Set([asked, ...officesFor(asked, base)]);
  const units: Evidence['units'] = [];
  const add = (text: string, textLang: string, isHours = false) => {
    if (text.trim())
      units.push({
        text: text.toLowerCase(),
        words: plainWords(text),
        claims: claimsIn(text, textLang.split('-')[0] ?? 'de'),
        isHours,
      });
  };
  for (const entry of all) {
    for (const text of entry.texts.values()) {
      add(text.title, text.lang);
      for (const part of [text.intro, ...text.sections.map((section) => section.text)])
        for (const sentence of splitSentences(part)) add(sentence, text.lang);
      const { fees = [], documents = [], forms = [], steps = [] } = entry.facts;
      for (const fact of [...documents, ...forms]) add(wordsOf(fact, text), text.lang);
      for (const { to, ...fee } of fees)
        add(
          `${wordsOf(fee, text)}: ${fee.amount === 0 && !to ? 'gebührenfrei kostenlos free of charge 0 €' : ''} ${euros(fee.amount)} ${to ? euros(to) : ''}`,
          'de',
        );
      for (const step of steps)
        for (const { id, hint } of step.choices)
          add(text.labels[`${step.id}.${id}.hint`] ?? hint ?? '', text.lang);
    }
    for (const one of new Set([lang, base.mainLang])) {
      const text = base.text(entry, one);
      const t = texts(one);
      const card =
        entry.kind === 'office'
          ? officeCard(entry, text, one, base, t, startOf(ORDINARY_WEEK))
          : serviceCard(entry, text, one, t);
      for (const { label, value, href } of card.items) {
        // The state at an instant is no fact of the entry; each day of the hours is one of its own.
        if (label === t('card.now')) continue;
        const parts = label === t('card.hours') ? value.split('; ') : [value];
        for (const part of parts)
          add(`${label}: ${part} ${href?.startsWith('http') ? href : ''}`, one, label === t('card.hours'));
      }
    }
  }
  return {
    units,
    text: units.map((unit) => unit.text).join('\n'),
    hours: [...all].flatMap((entry) => (entry.facts.hours === undefined ? [] : [weekOf(entry.facts.hours)])),
    offices: [...all]
      .filter(({ kind }) => kind === 'office')
      .flatMap(({ texts }) => [...texts.values()].map(({ title }) => title.toLowerCase())),
  };
}

function euros(amount: number): string {
  return `${String(amount).replace('.', ',')} €`;
}

function weekOf(hours: string): Set<string>[] {
  const time = (instant: Date) => clock(instant.getHours(), instant.getMinutes());
  return Array.from({ length: 7 }, (_, day) => {
    const spans = openOn({ hours }, dayOf(addDays(startOf(ORDINARY_WEEK), day)));
    return new Set(spans.flatMap(({ from, to }) => [time(from), time(to)]));
  });
}
