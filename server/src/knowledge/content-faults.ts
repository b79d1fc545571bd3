import { type Translate, texts } from '../texts/texts.ts';
import { type Entry, type EntryText, type KnowledgeProblem, today } from './entry.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** What an editor should look at in entries that can be served: nothing to read, nowhere to go, not looked at for long. */
export function contentFaults(base: KnowledgeBase): KnowledgeProblem[] {
  const t = texts(base.mainLang);
  const entries = base.entries().filter(({ part }) => part === undefined);
  return [...entries.flatMap((entry) => faultsOf(entry, base, t)), ...doubles(entries, base, t)];
}

function faultsOf(entry: Entry, base: KnowledgeBase, t: Translate): KnowledgeProblem[] {
  const { kind, facts, texts: all } = entry;
  const main = base.text(entry, base.mainLang);
  const found: KnowledgeProblem[] = [];
  const say = (key: string, { file }: EntryText, field?: string, values: Record<string, unknown> = {}) =>
    found.push({ severity: 'warning', file, line: 1, field, message: t(`check.content.${key}`, values) });
  for (const text of all.values()) {
    const isEmpty = text.intro === '' && text.sections.length === 0;
    if (isEmpty && kind !== 'office' && facts.meetings === undefined) say('noText', text);
    if (text.sections.length === 0 && text.intro.trim() === text.title && kind !== 'document')
      say('textIsTitle', text);
  }
  for (const [field, value] of [...placeholdersIn(facts), ...placeholdersIn(main)])
    say('placeholder', main, field, { value });
  if (kind === 'service' && !facts.offices?.length && !facts.responsibility && !facts.online)
    say('noOffice', main, 'offices');
  const saysHours = main.sections.some(({ facet }) => facet === 'hours');
  if (kind === 'office' && !facts.hours && !facts.appointmentOnly && !saysHours)
    say('noHours', main, 'hours');
  const { reviewMonths } = base.city;
  if (facts.reviewed && reviewMonths > 0 && facts.reviewed < monthsAgo(reviewMonths))
    say('old', main, 'reviewed', { reviewed: facts.reviewed });
  return found;
}

/** Addresses with something in braces, which a program should have filled in. */
function placeholdersIn(value: unknown, path: string[] = []): [field: string, value: string][] {
  if (typeof value === 'string')
    return [...value.matchAll(/https?:\/\/[^\s)]*(?:\{[^{}\s]*\}|%7B)[^\s)]*/gi)].map(([address]) => [
      path.join('.'),
      address,
    ]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => placeholdersIn(one, [...path, key]));
}

/** Entries of one kind and title, which citizens cannot tell apart. */
function doubles(entries: Entry[], base: KnowledgeBase, t: Translate): KnowledgeProblem[] {
  const text = (entry: Entry) => base.text(entry, base.mainLang);
  return [...Map.groupBy(entries, (entry) => `${entry.kind} ${text(entry).title}`).values()].flatMap(
    ([first, ...others]) =>
      first === undefined || others.length === 0
        ? []
        : {
            severity: 'warning' as const,
            file: text(first).file,
            line: 1,
            field: 'title',
            message: t('check.content.double', {
              title: text(first).title,
              others: others.map((one) => text(one).file).join(', '),
            }),
          },
  );
}

/** The day so many months before today, ISO 8601. */
function monthsAgo(months: number): string {
  const [year = 0, month = 0, day = ''] = today().split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1 - months, Number(day)));
  return date.toISOString().slice(0, 10);
}
