import type { Answer, Choice, Source } from '@stadtlotse/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Message } from '../../conversation.ts';
import { directionOf } from '../../i18n.ts';
import { renderMarkdown } from '../../markdown.ts';
import { printAlone } from '../../print.ts';
import { isSafe } from '../card/card.ts';
import { cards as cardList } from '../card/cards.ts';
import { define, PanelPart } from '../element.ts';

/** IPTC's vocabulary for how a medium came about: the machine-readable mark of Art. 50(2) AI Act. */
const digitalSourceTypes = {
  curated: 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits',
  'ai-generated': 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
};

/**
 * One message of the conversation, with where it comes from and what can be done next.
 *
 * @fires choice - The citizen chose one of the suggested replies; `detail` is the `Choice`.
 * @fires rate - The citizen said whether the answer helped; `detail` is a boolean.
 */
export class MessageElement extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    message: { attribute: false },
    rating: { attribute: false },
    lang: { type: String },
    last: { type: Boolean },
    copied: { state: true },
  };

  declare message: Message;
  declare rating: 'yes' | 'no' | undefined;
  declare last: boolean;
  declare copied: boolean;
  #text: ChildNode[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('message') || this.message.role !== 'assistant') return;
    this.#text = [...renderMarkdown(this.message.answer.text).childNodes];
    // A German text in an Arabic answer is still read from left to right.
    for (const block of this.#text) if (block instanceof HTMLElement) block.dir = 'auto';
  }

  protected override render() {
    return this.message.role === 'user'
      ? this.#question(this.message.text)
      : this.#answer(this.message.answer);
  }

  #question(text: string): TemplateResult {
    return html`<article part="message" class="message user" data-role="user">
      <h3 class="visually-hidden">${this.t('you')}</h3>
      <p dir="auto">${text}</p>
    </article>`;
  }

  #answer(answer: Answer): TemplateResult {
    const { kind, provenance, lang, sources, cards, choices = [], notices } = answer;
    const { t } = this;
    return html`<article
      part="message"
      class="message assistant"
      data-role="assistant"
      data-kind=${kind}
      data-provenance=${provenance}
      lang=${lang}
      dir=${directionOf(lang)}
      itemscope
      itemtype="https://schema.org/CreativeWork"
    >
      <h3 class="visually-hidden">${t('assistant')}</h3>
      <meta itemprop="digitalSourceType" content=${digitalSourceTypes[provenance]} />
      <div class="text" itemprop="text">${this.#text}</div>
      ${cardList(cards, { t, lang, choose: (choice) => this.emit('choice', choice) })}
      ${notices.map(({ text }) => html`<p class="notice">${text}</p>`)}
      <p class="provenance">${label(answer, t)}</p>
      ${sources.length > 0 && kind === 'answer' ? this.#sources(sources) : nothing}
      ${this.last && choices.length > 0 ? this.#choices(choices) : nothing}
      ${kind === 'answer' ? html`${this.#keep(answer)}${this.#feedback()}` : nothing}
    </article>`;
  }

  #sources(sources: Source[]): TemplateResult {
    const { t } = this;
    return html`<div class="sources">
      <h4>${t(sources.length > 1 ? 'sources' : 'source')}</h4>
      <ul>
        ${sources.map(({ title, url, section, reviewed }) => {
          const name = section ? `${title} – ${section}` : title;
          const date =
            reviewed &&
            new Intl.DateTimeFormat(this.lang, { dateStyle: 'medium' }).format(new Date(`${reviewed}T12:00`));
          return html`<li part="source">
            ${url && isSafe(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${name} <span class="visually-hidden">${t('newWindow')}</span></a>` : name}
            ${date ? html`<small>${t('reviewed', { date })}</small>` : nothing}
          </li>`;
        })}
      </ul>
    </div>`;
  }

  #choices(choices: Choice[]): TemplateResult {
    return html`<ul class="choices" aria-label=${this.t('suggestions')}>
      ${choices.map(
        (choice) =>
          html`<li><button type="button" part="choice" @click=${() => this.emit('choice', choice)}>${choice.label}</button></li>`,
      )}
    </ul>`;
  }

  /** Ways to take an answer along, all made on the device. */
  #keep(answer: Answer): TemplateResult {
    const { t } = this;
    const [source] = answer.sources;
    const text = plainText(answer);
    const mail = `mailto:?subject=${encodeURIComponent(source?.title ?? '')}&body=${encodeURIComponent(text)}`;
    const copy = async () => {
      await navigator.clipboard.writeText(text);
      this.copied = true;
    };
    const print = () => printAlone(source?.title ?? '', answer.lang, [renderMarkdown(answer.text)], this);
    return html`<div class="keep">
      <button type="button" @click=${() => void copy().catch(() => {})}>${t('keep.copy')}</button>
      <button type="button" @click=${print}>${t('checklist.print')}</button>
      <a href=${mail}>${t('keep.mail')}</a>
      <span role="status">${this.copied ? t('keep.copied') : nothing}</span>
    </div>`;
  }

  #feedback(): TemplateResult {
    const { t } = this;
    if (this.rating) return html`<p class="feedback" role="status">${t('feedback.thanks')}</p>`;
    return html`<div class="feedback" role="group" aria-label=${t('feedback.question')}>
      <span aria-hidden="true">${t('feedback.question')}</span>
      <button type="button" part="feedback-yes" aria-label=${t('feedback.yesFull')} @click=${() => this.emit('rate', true)}>${t('feedback.yes')}</button>
      <button type="button" part="feedback-no" aria-label=${t('feedback.noFull')} @click=${() => this.emit('rate', false)}>${t('feedback.no')}</button>
    </div>`;
  }
}

/** An answer as plain text: its words, its facts, and where they come from. */
function plainText({ text, cards, sources }: Answer): string {
  const facts = cards
    .filter(({ type }) => type !== 'choices')
    .map(({ title, items }) =>
      [title, ...items.map(({ label, value }) => `- ${label}: ${value}`)].join('\n'),
    );
  const origin = sources.map(({ title, url }) => [title, url].filter(Boolean).join(': '));
  const words = text.replace(/\*\*|__/g, '').replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2');
  return [words, ...facts, origin.join('\n')].join('\n\n');
}

/** How the message came about, in words (Art. 50(4) AI Act). */
function label({ provenance, sources }: Answer, t: PanelPart['t']): string {
  if (provenance === 'ai-generated')
    return t('provenance.ai-generated', { sources: sources.map(({ title }) => title).join(', ') });
  return t(sources.length > 0 ? 'provenance.curated' : 'provenance.prepared');
}

define('stadtlotse-message', MessageElement);
