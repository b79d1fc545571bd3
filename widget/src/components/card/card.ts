import type { Card, CardItem, Choice } from '@stadtlotse/sdk';
import { html, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n.ts';
import '../checklist/checklist.ts';

/** What cards in an answer need: texts, the answer's language, and what a choice in them does. */
interface Context {
  t: Translate;
  lang: string;
  choose(choice: Choice): void;
}

/** A card of facts: labels and values, with links to call, write or visit. Only `https:`, `mailto:` and `tel:` become links. */
export function card({ title, items }: Card): TemplateResult {
  return html`<section part="card" class="card" aria-label=${title}>
    <h4>${title}</h4>
    ${facts(items)}
  </section>`;
}

/** The cards of an answer; several take little room until one is opened. A card of choices is shown as the choices themselves. */
export function cards(all: Card[], context: Context): TemplateResult[] {
  const shown = all.filter(({ type }) => type !== 'choices');
  const [only] = shown;
  if (only && shown.length === 1 && only.type !== 'checklist') return [card(only)];
  return shown.map(
    (one) => html`<details part="card" class="card" data-type=${one.type}>
      <summary>${one.title}</summary>
      ${one.type === 'checklist' ? checklist(one, context) : facts(one.items)}
    </details>`,
  );
}

function checklist(one: Card, { t, lang, choose }: Context): TemplateResult {
  return html`<stadtlotse-checklist .t=${t} .card=${one} lang=${lang} @choice=${({ detail }: CustomEvent) => choose(detail)}></stadtlotse-checklist>`;
}

function facts(items: CardItem[]): TemplateResult {
  // Isolated: in a text from right to left, "116 123" would else be shown as "123 116".
  return html`<dl>
      ${items.map(
        ({ label, value, href }) => html`<div>
          <dt>${label}</dt>
          <dd>${href && isSafe(href) ? html`<a href=${href} rel="noopener noreferrer" target=${href.startsWith('https:') ? '_blank' : '_self'}><bdi>${value}</bdi></a>` : html`<bdi>${value}</bdi>`}</dd>
        </div>`,
      )}
    </dl>`;
}

/** Whether a link may be followed (SEC-1). */
export function isSafe(href: string): boolean {
  return /^(?:https:|mailto:|tel:)/i.test(href);
}
