import {
  type CityConfig,
  type DefectRequest,
  type HandoverRequest,
  type LiveRequest,
  ProblemError,
} from '@stadtlotse/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { asPage, asText, element } from '../../answer-text.ts';
import { type Conversation, type Message, standing } from '../../conversation.ts';
import type { Translate } from '../../i18n.ts';
import { checklistStyles } from '../checklist/checklist.styles.ts';
import { composerStyles } from '../composer/composer.styles.ts';
import type { Composer } from '../composer/composer.ts';
import type { Search } from '../composer/suggestions.ts';
import { define, PanelPart } from '../element.ts';
import { handoverStyles } from '../handover/handover.styles.ts';
import { keepStyles } from '../keep/keep.styles.ts';
import type { Passage } from '../keep/keep.ts';
import { messageStyles } from '../message/message.styles.ts';
import { startStyles } from '../start/start.styles.ts';
import { start } from '../start/start.ts';
import { conversationStyles } from './conversation.styles.ts';

import '../composer/composer.ts';
import '../message/message.ts';

/** The style sheet of everything in the chat. */
export const styles = [
  checklistStyles,
  messageStyles,
  keepStyles,
  handoverStyles,
  composerStyles,
  startStyles,
  conversationStyles,
]
  .map(({ cssText }) => cssText)
  .join('');

/** What is left free above what is scrolled to, in CSS pixels. */
const MARGIN = 12;

/** What can be written beside questions: a message to people, to a person who is there now, the report of a defect. */
const forms = {
  message: () => import('../handover/handover.ts'),
  live: () => import('../handover/live.ts'),
  defect: () => import('../handover/defect.ts'),
};

/** The chat: the log of messages, what went wrong if something did, and where to write. */
export class ConversationElement extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    conversation: { attribute: false },
    city: { attribute: false },
    lang: { type: String },
    /** Changes whenever the conversation does. */
    version: { attribute: false },
    writing: { state: true },
  };

  declare conversation: Conversation;
  declare city: CityConfig;
  declare version: number;
  declare writing: keyof typeof forms | undefined;
  #shown = 0;
  /** Where the log was scrolled to by us, in CSS pixels. */
  #scrolledTo = 0;
  #failed = false;

  get #scroller(): Element | null {
    return this.querySelector('.scroller');
  }

  override focus(): void {
    this.querySelector<HTMLElement>('stadtlotse-composer')?.focus();
  }

  /**
   * Brings what is new into view: a question from its beginning, so that the answer does not run away from the reader;
   * an answer not at all if the citizen has scrolled away meanwhile to read something else.
   */
  protected override updated(): void {
    const { messages, failure } = this.conversation;
    const role = messages.at(-1)?.role;
    const asked = role === 'user';
    const question =
      this.querySelectorAll('stadtlotse-message')[messages.length - (role === 'assistant' ? 2 : 1)];
    const away = Math.abs((this.#scroller?.scrollTop ?? 0) - this.#scrolledTo) > MARGIN;
    if (messages.length > this.#shown && (asked || !away)) void this.#reveal(question);
    else if (failure && !this.#failed) void this.#reveal(this.querySelector('[part=error]'));
    this.#shown = messages.length;
    this.#failed = failure !== undefined;
  }

  /** Scrolls the log, and nothing around it, until an element is at its top. */
  async #reveal(element: Element | null | undefined): Promise<void> {
    if (element instanceof LitElement) await element.updateComplete;
    const scroller = this.#scroller;
    if (!element || !scroller) return;
    scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - MARGIN;
    this.#scrolledTo = scroller.scrollTop;
  }

  #ask(text: string, entry?: string): void {
    this.writing = undefined;
    if (this.conversation.isLive) void this.#sayLive(text);
    else void this.conversation.ask(text, this.lang, entry);
    this.focus();
  }

  /** What did not arrive is where it can be sent again. */
  async #sayLive(text: string): Promise<void> {
    const arrived = await this.conversation.sayLive(text);
    if (!arrived) this.querySelector<Composer>('stadtlotse-composer')?.write(text);
  }

  #search: Search = (query, signal) => this.conversation.search(query, this.lang, signal);

  /** Whoever stops an answer asks otherwise: the question is where it can be changed. */
  #stop(): void {
    const question = this.conversation.stop();
    this.querySelector<Composer>('stadtlotse-composer')?.write(question);
  }

  /** The whole conversation, to be taken along, once there is more than one answer. */
  #keep(): TemplateResult | typeof nothing {
    const { t, city } = this;
    const { messages } = this.conversation;
    if (messages.filter(({ role }) => role === 'assistant').length < 2) return nothing;
    const passage: Passage = {
      title: `${t('speaker')}, ${city.name}`,
      lang: this.lang,
      text: () =>
        messages
          .map((message) => (message.role === 'assistant' ? asText(message.answer, t) : asLine(message, t)))
          .join('\n\n'),
      page: () =>
        messages.flatMap((message) =>
          message.role === 'assistant' ? asPage(message.answer, t) : element('h2', asLine(message, t)),
        ),
    };
    return html`<div class="keep" role="group" aria-label=${t('keep.whole')}>
      <span aria-hidden="true">${t('keep.whole')}:</span>
      <stadtlotse-keep .t=${t} .passage=${passage}></stadtlotse-keep>
    </div>`;
  }

  async #write(what: keyof typeof forms): Promise<void> {
    await forms[what]();
    this.writing = what;
    await this.updateComplete;
    const form = this.querySelector<HTMLElement>('stadtlotse-handover, stadtlotse-live, stadtlotse-defect');
    await this.#reveal(form);
    form?.focus();
  }

  /** A message to people, offered where there was no answer or people are wanted. */
  #handover(): TemplateResult | typeof nothing {
    const { t, city, conversation } = this;
    const last = conversation.messages.at(-1);
    if (!city.handover || last?.role !== 'assistant') return nothing;
    const { recipient, keepDays } = city.handover;
    const { question, entry } = conversation.last;
    if (this.writing === 'message')
      return html`<stadtlotse-handover
        .t=${t}
        lang=${this.lang}
        .matter=${question}
        .entry=${entry}
        recipient=${recipient}
        days=${keepDays}
        .send=${(request: HandoverRequest) => this.#send(() => this.conversation.handOver(request, city.policyVersion))}
        @close=${this.#stopWriting}
      ></stadtlotse-handover>`;
    return ['contact', 'abstain'].includes(last.answer.kind)
      ? html`<button type="button" part="handover" class="secondary" @click=${() => this.#write('message')}>${t('handover.offer')}</button>`
      : nothing;
  }

  /** How a conversation with a person stands, and the way out of it; where one always sees it. */
  #standing(): TemplateResult | typeof nothing {
    const { t, conversation } = this;
    const { live, isLive } = conversation;
    if (!live) return nothing;
    // While a person reads, the head of the panel says it instead of what the assistant is.
    return html`<div class="live" part="live">
      <p role="status" class=${isLive ? 'visually-hidden' : 'notice'}>${standing(live, t)}</p>
      ${isLive ? html`<button type="button" part="live-end" class="secondary" @click=${() => void conversation.leaveLive()}>${t('live.end')}</button>` : nothing}
    </div>`;
  }

  /** A conversation with a person, offered while somebody is there. */
  #liveOffer(): TemplateResult | typeof nothing {
    const { t, city, conversation } = this;
    const { live, messages, last } = conversation;
    if (live) return nothing;
    const answer = messages.at(-1);
    if (!city.live || answer?.role !== 'assistant' || !answer.answer.offers?.includes('live')) return nothing;
    const { recipient, keepDays } = city.live;
    if (this.writing === 'live')
      return html`<stadtlotse-live
        .t=${t}
        lang=${this.lang}
        .matter=${last.question}
        .entry=${last.entry}
        .turns=${conversation.turns}
        recipient=${recipient}
        days=${keepDays}
        .send=${(request: LiveRequest) => this.#send(() => this.#goLive(request))}
        @close=${this.#stopWriting}
      ></stadtlotse-live>`;
    return html`<button type="button" part="live-offer" class="secondary" @click=${() => this.#write('live')}>${t('live.offer')}</button>`;
  }

  async #goLive(request: LiveRequest): Promise<string> {
    await this.conversation.goLive(request, this.city.policyVersion);
    this.writing = undefined;
    this.focus();
    return '';
  }

  /** The report of a defect, offered to whoever speaks of one. */
  #defect(): TemplateResult | typeof nothing {
    const { t, city, conversation } = this;
    const last = conversation.messages.at(-1);
    if (!city.defects || last?.role !== 'assistant' || !last.answer.offers?.includes('defect'))
      return nothing;
    if (this.writing === 'defect')
      return html`<stadtlotse-defect
        .t=${t}
        lang=${this.lang}
        .description=${conversation.last.question}
        .taken=${city.defects}
        .send=${(request: DefectRequest) => this.#send(() => this.conversation.reportDefect(request, city.policyVersion))}
        @close=${this.#stopWriting}
      ></stadtlotse-defect>`;
    return html`<button type="button" part="defect" class="secondary" @click=${() => this.#write('defect')}>${t('defect.offer')}</button>`;
  }

  #stopWriting(): void {
    this.writing = undefined;
  }

  async #send(deliver: () => Promise<string>): Promise<string> {
    try {
      return await deliver();
    } catch (error) {
      // The server says it in the citizen's language; what never reached it, we say.
      throw error instanceof ProblemError && error.status !== 429
        ? error
        : new Error(this.t('error.offline'));
    }
  }

  protected override render() {
    const { conversation, city, t } = this;
    const { messages, streaming, failure, busy } = conversation;
    return html`<div class="scroller" role="region" aria-label=${t('log')} tabindex="0">
      ${messages.length === 0 ? start(city, this.lang, t, (message, entry) => this.#ask(message, entry)) : nothing}
      <div part="log" role="log" aria-label=${t('log')}>
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
      ${guard([messages, t, city], () => this.#keep())}
      ${this.#defect()} ${this.#liveOffer()} ${this.#handover()}
      <div class="searching">
        <p role="status">${busy ? t('searching') : nothing}</p>
        ${busy ? html`<button type="button" class="secondary" @click=${this.#stop}>${t('stop')}</button>` : nothing}
      </div>
      ${
        failure
          ? html`<div part="error" role="alert">
              <p>${t(`error.${failure.code}`, { count: failure.retryAfter ?? 0 })}</p>
              ${failure.code === 'too-long' || conversation.isLive ? nothing : html`<button type="button" part="retry" class="secondary" @click=${() => void conversation.retry(this.lang)}>${t('error.retry')}</button>`}
            </div>`
          : nothing
      }
      </div>
      ${this.#standing()}
      <stadtlotse-composer
        .t=${t}
        lang=${this.lang}
        ?busy=${busy}
        ?live=${conversation.isLive}
        .search=${messages.length === 0 ? this.#search : undefined}
        @ask=${({ detail }: CustomEvent) => this.#ask(detail)}
        @choice=${({ detail }: CustomEvent) => this.#ask(detail.message, detail.entry)}
      ></stadtlotse-composer>`;
  }
}

/** What somebody said, with who it was. */
function asLine(message: Exclude<Message, { role: 'assistant' }>, t: Translate): string {
  return `${message.role === 'user' ? t('you') : message.name}: ${message.text}`;
}

define('stadtlotse-conversation', ConversationElement);
