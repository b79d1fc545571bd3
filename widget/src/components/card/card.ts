import type { Card, CardItem } from '@stadtlotse/sdk';
import { html, type TemplateResult } from 'lit';

/** A card of facts: labels and values, with links to call, write or visit. Only `https:`, `mailto:` and `tel:` become links. */
export function card({ title, items }: Card): TemplateResult {
  return html`<div part="card" class="card" role="group" aria-label=${title}>
    <h4>${title}</h4>
    ${facts(items)}
  </div>`;
}

/** Facts as terms and what holds of them. */
export function facts(items: CardItem[]): TemplateResult {
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
