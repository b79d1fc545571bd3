import type { Claim } from './claims.ts';
import type { Evidence } from './evidence.ts';

const CLOSED = /geschlossen|closed|kapalı|зачинен|закрыт|مغلق|fermé|chiuso|cerrado|zamknięt|închis/i;
const OPEN =
  /geöffnet|offen(?!\p{L})|opens?(?!\p{L})|öffnet|açık|відчинен|открыт|مفتوح|ouvert|apert|abiert|otwart|deschis/iu;

interface Group {
  days: Set<number>;
  times: string[];
}

/** Whether a sentence gives opening times to days that no office of the entries has, or closes an open one. */
export function hoursProblem(text: string, claims: Claim[], { hours, units }: Evidence): string | undefined {
  const groups = groupsIn(text, claims);
  for (const { days, times } of groups) {
    const fits = (week: Set<string>[]) =>
      [...days].every((day) => times.every((time) => week[day]?.has(time)));
    const written = units.some(({ text: own, claims: theirs }) =>
      groupsIn(own, theirs).some(
        (group) =>
          [...days].every((day) => group.days.has(day)) && times.every((time) => group.times.includes(time)),
      ),
    );
    if (times.length > 0 && !written && !hours.some(fits)) return 'hours';
    if (times.length === 0 && hours.length > 0 && !written) {
      const isOpen = (week: Set<string>[], day: number) => (week[day]?.size ?? 0) > 0;
      if (
        CLOSED.test(text) &&
        groups.length === 1 &&
        !hours.some((week) => [...days].every((day) => !isOpen(week, day)))
      )
        return 'hours';
      if (
        OPEN.test(text) &&
        !CLOSED.test(text) &&
        !hours.some((week) => [...days].every((day) => isOpen(week, day)))
      )
        return 'hours';
    }
  }
  return undefined;
}

/** Days with the times that belong to them: those behind them, or before them if none came yet. */
function groupsIn(text: string, claims: Claim[]): Group[] {
  const groups: Group[] = [];
  let early: string[] = [];
  let last: Claim | undefined;
  for (const claim of claims) {
    if (claim.kind === 'time') {
      const [time = ''] = claim.values;
      if (groups.length === 0) early.push(time);
      else groups.at(-1)?.times.push(time);
    }
    if (claim.kind !== 'weekday') continue;
    const said = claim.values.map(Number);
    const [day = 0] = said;
    const group = groups.at(-1);
    const between = last ? text.slice(last.at + last.said.length, claim.at) : '';
    if (group && group.times.length === 0 && last?.kind === 'weekday') {
      const from = Number(last.values[0]);
      if (/bis|to|through|–|-|до|ile|إلى|تا/.test(between) && from < day)
        for (let one = from; one <= day; one++) group.days.add(one);
      for (const one of said) group.days.add(one);
    } else {
      groups.push({ days: new Set(said), times: early });
      early = [];
    }
    last = claim;
  }
  return groups.filter(({ days }) => days.size > 0);
}
