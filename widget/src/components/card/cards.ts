import type { Card, Choice } from '@stadtlotse/sdk';
import { html, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n.ts';
import { card, facts } from './card.ts';
import '../checklist/checklist.ts';

/** What cards in an answer need: texts, the answer's language, and what a choice in them does. */
interface Context {
  t: Translate;
  lang: string;
  choose(choice: Choice): void;
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
