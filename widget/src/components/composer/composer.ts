import { html, nothing, type PropertyValues } from 'lit';
import { isComposing } from '../../composing.ts';
import { canDictate, dictate } from '../../dictation.ts';
import { define, PanelPart } from '../element.ts';

/** The longest question, in UTF-16 code units, as the server reads it. */
const MAX_LENGTH = 2000;
/** From here on the citizen is told how much room is left. */
const NEAR_LIMIT = 200;

/**
 * Where the citizen writes: Enter sends, Shift+Enter makes a new line.
 *
 * @fires ask - The citizen sent a question; `detail` is its text.
 */
export class Composer extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    busy: { type: Boolean },
    lang: { type: String },
    length: { state: true },
    mayDictate: { state: true },
    listening: { state: true },
  };

  declare busy: boolean;
  declare length: number;
  /** Whether this device itself recognises speech in the language. */
  declare mayDictate: boolean;
  declare listening: boolean;
  #stopListening = () => {};
  /** What was sent last: the arrow up brings it back. */
  #last = '';

  constructor() {
    super();
    this.length = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('lang')) void this.#askDevice();
  }

  async #askDevice(): Promise<void> {
    this.mayDictate = await canDictate(this.lang).catch(() => false);
  }

  #dictate(): void {
    const input = this.#input;
    this.#stopListening();
    if (!input || this.listening) return;
    const before = input.value && `${input.value} `;
    this.#stopListening = dictate(
      this.lang,
      (text) => {
        input.value = (before + text).slice(0, MAX_LENGTH);
        this.#resize();
      },
      () => {
        this.listening = false;
        this.#stopListening = () => {};
        input.focus();
      },
    );
    this.listening = true;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  override focus(): void {
    this.#input?.focus();
  }

  /** Puts a text where the citizen writes. */
  write(text: string): void {
    const input = this.#input;
    if (!input) return;
    input.value = text;
    this.#resize();
    this.focus();
  }

  #send(event?: Event): void {
    event?.preventDefault();
    const input = this.#input;
    const text = input?.value.trim();
    if (!input || !text || this.busy) return;
    this.#last = text;
    input.value = '';
    this.#resize();
    this.emit('ask', text);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) this.#send(event);
    const input = this.#input;
    if (event.key === 'ArrowUp' && input?.value === '' && this.#last) {
      event.preventDefault();
      this.write(this.#last);
    }
  }

  #resize(): void {
    const input = this.#input;
    if (!input) return;
    this.length = input.value.length;
    input.style.setProperty('block-size', 'auto');
    input.style.setProperty('block-size', `${input.scrollHeight + 2}px`);
  }

  protected override render() {
    const { t } = this;
    const left = MAX_LENGTH - this.length;
    return html`<div class="composer">
      <label class="visually-hidden" for="question">${t('input.label')}</label>
      <textarea
        id="question"
        part="input"
        rows="1"
        maxlength=${MAX_LENGTH}
        placeholder=${t('input.placeholder')}
        aria-describedby="input-hint"
        dir="auto"
        enterkeyhint="send"
        autocomplete="off"
        @keydown=${this.#keydown}
        @input=${this.#resize}
      ></textarea>
      <button type="button" part="send" class="primary" @click=${this.#send} aria-disabled=${this.busy ? 'true' : 'false'}>${t('input.send')}</button>
      <p id="input-hint">${t('input.hint')}</p>
      ${
        this.mayDictate
          ? html`<p class="dictation">
            <button type="button" class="secondary" aria-describedby="dictation-note" @click=${this.#dictate}>${t(this.listening ? 'input.dictateStop' : 'input.dictate')}</button>
            <small id="dictation-note">${t('input.dictateNote')}</small>
          </p>`
          : nothing
      }
      ${left <= NEAR_LIMIT ? html`<p role="status">${t('input.left', { count: left })}</p>` : nothing}
    </div>`;
  }
}

define('stadtlotse-composer', Composer);
