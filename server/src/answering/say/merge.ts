import type { Composed } from './say.ts';

/**
 * One answer out of several: their texts one after the other; sources, cards and notices each once, those of the first that
 * answers before the others'. Undefined if none answers.
 */
export function mergeDrafts(inOrder: Composed[]): Composed | undefined {
  const first = inOrder.find(({ kind }) => kind === 'answer');
  if (!first) return undefined;
  const drafts = [first, ...inOrder.filter((draft) => draft !== first)];
  return {
    ...first,
    text: [...new Set(inOrder.map(({ text }) => text))].join('\n\n'),
    sources: unique(
      drafts.flatMap(({ sources }) => sources),
      ({ id, section }) => `${id}#${section}`,
    ),
    cards: unique(
      drafts.flatMap(({ cards }) => cards),
      ({ title }) => title,
    ),
    notices: unique(
      drafts.flatMap(({ notices }) => notices),
      ({ code }) => code,
    ),
    cited: [...new Set(drafts.flatMap(({ cited }) => cited))],
    near: [...new Set(drafts.flatMap(({ near }) => near.slice(0, 1)))],
    links: unique(
      drafts.map(({ links }) => links),
      (links) => links,
    ).join('\n\n'),
    generable: drafts.every(({ generable }) => generable),
    choices: inOrder.at(-1)?.choices ?? [],
    confidence: Math.min(...drafts.map(({ confidence }) => confidence)),
  };
}

function unique<T>(list: T[], key: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
