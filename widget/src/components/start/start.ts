import type { CityConfig } from '@stadtlotse/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n.ts';
import { picture } from './pictures.ts';

/** So many life situations are shown at once; more would be a list to read, not a choice to make. */
const SHOWN = 6;

type Choose = (message: string, entry?: string) => void;

/**
 * Where a conversation begins: what the city says today, its greeting, life situations, and behind "more" what else is
 * often looked for.
 */
export function start(city: CityConfig, lang: string, t: Translate, choose: Choose): TemplateResult {
  const { topics, popular, suggestions, announcements = [], assistant } = city;
  const lists = [
    list('topics', topics.slice(SHOWN), t, choose),
    list('popular', popular, t, choose),
    list(
      'questions',
      suggestions.map((title) => ({ title })),
      t,
      choose,
    ),
  ].filter((one) => one !== nothing);
  return html`<div class="start">
    ${announcements.map((text) => html`<p class="notice" dir="auto">${text}</p>`)}
    <p class="welcome">${(city.lang === lang && assistant?.greeting) || t('welcome')}</p>
    ${
      topics.length > 0
        ? html`<ul class="topics" aria-label=${t('start.topics')}>
            ${topics
              .slice(0, SHOWN)
              .map(
                ({ id, title, picture: name }) =>
                  html`<li><button type="button" part="choice" @click=${() => choose(title, id)}>${picture(name)}<span>${title}</span></button></li>`,
              )}
          </ul>`
        : nothing
    }
    ${
      lists.length > 0
        ? html`<details class="more" ?open=${topics.length === 0}><summary>${t('start.more')}</summary>${lists}</details>`
        : nothing
    }
  </div>`;
}

function list(
  name: 'topics' | 'popular' | 'questions',
  entries: { title: string; id?: string }[],
  t: Translate,
  choose: Choose,
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<h3 id="start-${name}">${t(`start.${name}`)}</h3>
    <ul class="choices" aria-labelledby="start-${name}">
      ${entries.map(({ title, id }) => html`<li><button type="button" part="choice" @click=${() => choose(title, id)}>${title}</button></li>`)}
    </ul>`;
}
