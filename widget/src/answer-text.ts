import type { Answer } from '@stadtlotse/sdk';
import type { Translate } from './i18n.ts';
import { renderMarkdown } from './markdown.ts';

/** How an answer came about, in words (Art. 50(4) AI Act). */
export function provenanceOf({ provenance, sources }: Answer, t: Translate): string {
  if (provenance === 'ai-generated')
    return t('provenance.ai-generated', { sources: sources.map(({ title }) => title).join(', ') });
  return t(sources.length > 0 ? 'provenance.curated' : 'provenance.prepared');
}

/** An answer as plain text: its words, its facts, how it came about and from where. */
export function asText(answer: Answer, t: Translate): string {
  const words = answer.text.replace(/\*\*|__/g, '').replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2');
  const facts = factsOf(answer).map(({ title, lines }) =>
    [title, ...lines.map((line) => `- ${line}`)].join('\n'),
  );
  return [words, ...facts, [provenanceOf(answer, t), ...originsOf(answer)].join('\n')].join('\n\n');
}

/** An answer as a voice reads it: words and facts, no addresses of pages. */
export function asSpeech(answer: Answer): string {
  const facts = factsOf(answer).flatMap(({ title, lines }) => [title, ...lines]);
  return [renderMarkdown(answer.text).textContent ?? '', ...facts].join('.\n');
}

/** An answer on paper. */
export function asPage(answer: Answer, t: Translate): Node[] {
  const facts = factsOf(answer).flatMap(({ title, lines }) => {
    const list = document.createElement('ul');
    list.append(...lines.map((line) => element('li', line)));
    return [element('h2', title), list];
  });
  const origin = [provenanceOf(answer, t), ...originsOf(answer)].map((line) => element('small', line));
  return [renderMarkdown(answer.text), ...facts, ...origin];
}

export function element(name: string, text: string): HTMLElement {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function factsOf({ cards }: Answer): { title: string; lines: string[] }[] {
  return cards
    .filter(({ type }) => type !== 'choices')
    .map(({ title, items }) => ({ title, lines: items.map(({ label, value }) => `${label}: ${value}`) }));
}

function originsOf({ sources }: Answer): string[] {
  return sources.map(({ title, url }) => [title, url].filter(Boolean).join(': '));
}
