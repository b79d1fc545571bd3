import type { SearchResult } from '@stadtlotse/sdk';
import { html, nothing, type PropertyValues } from 'lit';
import { isComposing } from '../../composing.ts';
import { canDictate, dictate } from '../../dictation.ts';
import { define, PanelPart } from '../element.ts';
import { type Search, Suggestions } from './suggestions.ts';

/** The longest question, in UTF-16 code units, as the server reads it. */
const MAX_LENGTH = 2000;
/** From here on the citizen is told how much room is left. */
const NEAR_LIMIT = 200;

/**
 * Where the citizen writes: Enter sends, Shift+Enter makes a new line. Before the first question it suggests what the city
 * has while one types; the arrows choose of it. It stays a text field of several lines, which is no combobox by its role.
 *
 * @fires ask - The citizen sent a question; `detail` is its text.
 * @fires choice - The citizen chose what was suggested; `detail` is a `Choice`.
 */
export class Composer extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    busy: { type: Boolean },
    lang: { type: String },
    live: { type: Boolean },
    search: { attribute: false },
    length: { state: true },
    mayDictate: { state: true },
    listening: { state: true },
  };

  declare busy: boolean;
  /** Whether a person reads it, and no assistant. */
  declare live: boolean;
  /** Finds what to suggest; undefined where nothing is suggested. */
  declare search: Search | undefined;
  declare length: number;
  /** Whether this device itself recognises speech in the language. */
  declare mayDictate: boolean;
  declare listening: boolean;
  #stopListening = () => {};
  /** What was sent last: the arrow up brings it back. */
  #last = '';
  readonly #suggestions = new Suggestions(this);

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
    if (changed.has('search') && !this.search) this.#suggestions.close();
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
    this.#empty(input);
    this.emit('ask', text);
  }

  #choose({ id, title }: SearchResult): void {
    const input = this.#input;
    if (input) this.#empty(input);
    this.emit('choice', { label: title, message: title, entry: id });
  }

  #empty(input: HTMLTextAreaElement): void {
    input.value = '';
    this.#suggestions.close();
    this.#resize();
  }

  #type(): void {
    this.#resize();
    const text = this.#input?.value ?? '';
    // Several lines are a letter: nothing in the city's texts is called so.
    if (this.search) this.#suggestions.lookFor(text.includes('\n') ? '' : text, this.search);
  }

  /** Whether a key moves among the suggestions, takes one, or closes their list and not the panel around it. */
  #chooseAmong(event: KeyboardEvent): boolean {
    const { results, active } = this.#suggestions;
    if (results.length === 0) return false;
    const step = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key];
    const chosen = event.key === 'Enter' ? results[active] : undefined;
    if (step) this.#suggestions.move(step);
    else if (event.key === 'Escape') this.#suggestions.close();
    else if (chosen) this.#choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  #keydown(event: KeyboardEvent): void {
    if (isComposing(event) || this.#chooseAmong(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) this.#send(event);
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
    const { results, active } = this.#suggestions;
    return html`<div class="composer">
      <ul id="suggestions" role="listbox" aria-label=${t('suggestions')} ?hidden=${results.length === 0}>
        ${results.map(
          (result, index) => html`<li
            id="suggestion-${index}"
            role="option"
            aria-selected=${index === active ? 'true' : 'false'}
            @click=${() => this.#choose(result)}
          >
            <bdi>${result.title}</bdi> <small>${t(`kind.${result.kind}`)}</small>
          </li>`,
        )}
      </ul>
      ${
        this.search
          ? html`<p role="status" class="visually-hidden">${results.length > 0 ? t('start.results', { count: results.length }) : nothing}</p>`
          : nothing
      }
      <label class="visually-hidden" for="question">${t(this.live ? 'live.write' : 'input.label')}</label>
      <textarea
        id="question"
        part="input"
        rows="1"
        maxlength=${MAX_LENGTH}
        placeholder=${t(this.live ? 'live.write' : 'input.placeholder')}
        aria-describedby="input-hint"
        dir="auto"
        enterkeyhint="send"
        autocomplete="off"
        aria-autocomplete=${this.search ? 'list' : nothing}
        aria-controls=${this.search ? 'suggestions' : nothing}
        aria-activedescendant=${active >= 0 ? `suggestion-${active}` : nothing}
        @keydown=${this.#keydown}
        @input=${this.#type}
      ></textarea>
      <button type="button" part="send" class="primary" @click=${this.#send} aria-disabled=${this.busy ? 'true' : 'false'}>${t('input.send')}</button>
      <p id="input-hint" ?hidden=${this.live}>${t('input.hint')}</p>
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
