import type { CityConfig } from '@stadtlotse/sdk';
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation } from '../../conversation.ts';
import { checklistStyles } from '../checklist/checklist.styles.ts';
import { composerStyles } from '../composer/composer.styles.ts';
import { define, PanelPart } from '../element.ts';
import { finderStyles } from '../finder/finder.styles.ts';
import { messageStyles } from '../message/message.styles.ts';
import { conversationStyles } from './conversation.styles.ts';
import '../composer/composer.ts';
import '../finder/finder.ts';
import '../message/message.ts';

/** The style sheet of everything in the chat. */
export const styles = [checklistStyles, finderStyles, messageStyles, composerStyles, conversationStyles]
  .map(({ cssText }) => cssText)
  .join('');

/** What is left free above what is scrolled to, in CSS pixels. */
const MARGIN = 12;

/** The chat: the log of messages, what went wrong if something did, and where to write. */
export class ConversationElement extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    conversation: { attribute: false },
    city: { attribute: false },
    lang: { type: String },
    /** Changes whenever the conversation does. */
    version: { attribute: false },
  };

  declare conversation: Conversation;
  declare city: CityConfig;
  declare version: number;
  #shown = 0;
  #failed = false;

  override focus(): void {
    this.querySelector<HTMLElement>('stadtlotse-composer')?.focus();
  }

  /** Brings what is new into view: a question from its beginning, so that the answer does not run away from the reader. */
  protected override updated(): void {
    const { messages, failure } = this.conversation;
    const questions = this.querySelectorAll('stadtlotse-message');
    const question = questions[messages.length - (messages.at(-1)?.role === 'user' ? 1 : 2)];
    if (messages.length > this.#shown) void this.#reveal(question);
    else if (failure && !this.#failed) void this.#reveal(this.querySelector('[part=error]'));
    this.#shown = messages.length;
    this.#failed = failure !== undefined;
  }

  /** Scrolls the log, and nothing around it, until an element is at its top. */
  async #reveal(element: Element | null | undefined): Promise<void> {
    if (element instanceof LitElement) await element.updateComplete;
    const scroller = this.querySelector('.scroller');
    if (!element || !scroller) return;
    scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - MARGIN;
  }

  #ask(text: string, entry?: string): void {
    void this.conversation.ask(text, this.lang, entry);
    this.focus();
  }

  protected override render() {
    const { conversation, city, t } = this;
    const { messages, streaming, failure, busy } = conversation;
    return html`<div class="scroller" role="region" aria-label=${t('log')} tabindex="0">
      <div part="log" role="log" aria-label=${t('log')}>
        ${
          messages.length === 0
            ? html`<p class="welcome">${t('welcome')}</p>
              <stadtlotse-finder
                .t=${t}
                .city=${city}
                .search=${(query: string, signal: AbortSignal) => conversation.search(query, this.lang, signal)}
                @choice=${({ detail }: CustomEvent) => this.#ask(detail.message, detail.entry)}
              ></stadtlotse-finder>`
            : nothing
        }
        ${repeat(
          messages,
          ({ id }) => id,
          (message, index) => html`<stadtlotse-message
            .t=${t}
            .message=${message}
            .rating=${message.role === 'assistant' ? message.rating : undefined}
            lang=${this.lang}
            ?last=${index === messages.length - 1}
            @choice=${({ detail }: CustomEvent) => this.#ask(detail.message, detail.entry)}
            @rate=${({ detail }: CustomEvent) => message.role === 'assistant' && void conversation.rate(message, detail)}
          ></stadtlotse-message>`,
        )}
      </div>
      ${
        // Read out once it is complete, as a message of the log; not word by word.
        streaming ? html`<div class="message streaming" aria-hidden="true">${streaming}</div>` : nothing
      }
      <p role="status" class="searching">${busy ? t('searching') : nothing}</p>
        ${
          failure
            ? html`<div part="error" role="alert">
              <p>${t(`error.${failure.code}`, { count: failure.retryAfter ?? 0 })}</p>
              ${failure.code === 'too-long' ? nothing : html`<button type="button" part="retry" class="secondary" @click=${() => void conversation.retry(this.lang)}>${t('error.retry')}</button>`}
            </div>`
            : nothing
        }
      </div>
      <stadtlotse-composer .t=${t} ?busy=${busy} @ask=${({ detail }: CustomEvent) => this.#ask(detail)}></stadtlotse-composer>`;
  }
}

define('stadtlotse-conversation', ConversationElement);
