import type { Answer, Choice, Source } from '@stadtlotse/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { asPage, asSpeech, asText, provenanceOf } from '../../answer-text.ts';
import type { Message } from '../../conversation.ts';
import { directionOf } from '../../i18n.ts';
import { renderMarkdown } from '../../markdown.ts';
import { localVoice, readAloud, stopReading } from '../../speech.ts';
import { isSafe } from '../card/card.ts';
import { cards as cardList } from '../card/cards.ts';
import { define, PanelPart } from '../element.ts';
import type { Passage } from '../keep/keep.ts';
import '../keep/keep.ts';

/** IPTC's vocabulary for how a medium came about: the machine-readable mark of Art. 50(2) AI Act. */
const digitalSourceTypes = {
  curated: 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits',
  'ai-generated': 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  human: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation',
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
    reading: { state: true },
  };

  declare message: Message;
  declare rating: 'yes' | 'no' | undefined;
  declare last: boolean;
  declare reading: boolean;
  #text: ChildNode[] = [];

  /** Browsers know their voices late. */
  #voicesKnown = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.speechSynthesis?.addEventListener('voiceschanged', this.#voicesKnown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.speechSynthesis?.removeEventListener('voiceschanged', this.#voicesKnown);
    if (this.reading) stopReading();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('message') || this.message.role !== 'assistant') return;
    this.#text = [...renderMarkdown(this.message.answer.text).childNodes];
    // A German text in an Arabic answer is still read from left to right.
    for (const block of this.#text) if (block instanceof HTMLElement) block.dir = 'auto';
  }

  protected override render() {
    switch (this.message.role) {
      case 'user':
        return this.#question(this.message.text);
      case 'person':
        return this.#person(this.message.name, this.message.text);
      default:
        return this.#answer(this.message.answer);
    }
  }

  #question(text: string): TemplateResult {
    return html`<article part="message" class="message user" data-role="user">
      <h3 class="visually-hidden">${this.t('you')}</h3>
      <p dir="auto">${text}</p>
    </article>`;
  }

  #person(name: string, text: string): TemplateResult {
    return html`<article part="message" class="message person" data-role="person" data-provenance="human">
      <h3 class="visually-hidden"><bdi>${name}</bdi></h3>
      <meta itemprop="digitalSourceType" content=${digitalSourceTypes.human} />
      <p class="text" dir="auto">${text}</p>
      <p class="provenance">${this.t('live.person', { name })}</p>
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
      <h3 class="visually-hidden">${t('speaker')}</h3>
      <meta itemprop="digitalSourceType" content=${digitalSourceTypes[provenance]} />
      <div class="text" itemprop="text">${this.#text}</div>
      ${cardList(cards, { t, lang, choose: (choice) => this.emit('choice', choice) })}
      ${notices.map(({ text }) => html`<p class="notice">${text}</p>`)}
      <p class="provenance">${provenanceOf(answer, t)}</p>
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
            new Intl.DateTimeFormat(t.lang, { dateStyle: 'medium' }).format(new Date(`${reviewed}T12:00`));
          return html`<li part="source">
            ${url && isSafe(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${name} <span class="visually-hidden">${t('newWindow')}</span></a>` : name}
            ${date ? html`<small dir="auto">${t('reviewed', { date })}</small>` : nothing}
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

  /** What can be done with an answer on the device: taking it along, having it read aloud. */
  #keep(answer: Answer): TemplateResult {
    const { t } = this;
    const passage: Passage = {
      title: answer.sources[0]?.title ?? '',
      lang: answer.lang,
      text: () => asText(answer, t),
      page: () => asPage(answer, t),
    };
    const voice = localVoice(answer.lang);
    return html`<div class="keep">
      <stadtlotse-keep .t=${t} .passage=${passage}></stadtlotse-keep>
      ${voice ? html`<button type="button" aria-describedby="read-${this.message.id}" @click=${() => this.#read(answer, voice)}>${t(this.reading ? 'keep.stop' : 'keep.read')}</button>` : nothing}
      ${voice ? html`<p id="read-${this.message.id}" ?hidden=${!this.reading}>${t('keep.readNote')}</p>` : nothing}
    </div>`;
  }

  #read(answer: Answer, voice: SpeechSynthesisVoice): void {
    if (this.reading) {
      stopReading();
      return;
    }
    this.reading = true;
    readAloud(asSpeech(answer), voice, () => {
      this.reading = false;
    });
  }

  #feedback(): TemplateResult {
    const { t } = this;
    if (this.rating) return html`<p class="feedback" role=${this.statusRole}>${t('feedback.thanks')}</p>`;
    return html`<div class="feedback" role="group" aria-label=${t('feedback.question')}>
      <span aria-hidden="true">${t('feedback.question')}</span>
      <button type="button" part="feedback-yes" aria-label=${t('feedback.yesFull')} @click=${() => this.emit('rate', true)}>${t('feedback.yes')}</button>
      <button type="button" part="feedback-no" aria-label=${t('feedback.noFull')} @click=${() => this.emit('rate', false)}>${t('feedback.no')}</button>
    </div>`;
  }
}

define('stadtlotse-message', MessageElement);
