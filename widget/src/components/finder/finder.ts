import type { CityConfig, SearchResult } from '@stadtlotse/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { isComposing } from '../../composing.ts';
import { define, PanelPart } from '../element.ts';

/** How long typing must pause before a search, in milliseconds. */
const PAUSE = 150;
/** Fewer letters than this find too much. */
const SHORTEST = 2;

type Search = (query: string, signal: AbortSignal) => Promise<SearchResult[]>;

/**
 * Where a conversation begins: a field that finds services while one types, life situations, services often looked
 * for, and questions. The field is a combobox with a list box (WAI-ARIA APG, Combobox).
 *
 * @fires choice - The citizen chose something; `detail` is a `Choice`.
 */
export class Finder extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    city: { attribute: false },
    results: { state: true },
    active: { state: true },
    typed: { state: true },
  };

  declare city: CityConfig;
  /** What was found; undefined before anything was looked for. */
  declare results: SearchResult[] | undefined;
  /** The result that Enter would choose, -1 for none. */
  declare active: number;
  declare typed: string;
  search!: Search;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor() {
    super();
    this.results = undefined;
    this.active = -1;
    this.typed = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #type({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    this.#stop();
    this.typed = currentTarget.value.trim();
    if (this.typed.length < SHORTEST) this.#close();
    else this.#timer = setTimeout(() => void this.#find(this.typed), PAUSE);
  }

  async #find(query: string): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const results = await this.search(query, abort.signal);
    if (abort.signal.aborted) return;
    this.results = results;
    this.active = -1;
  }

  #close(): void {
    this.results = undefined;
    this.active = -1;
  }

  #keydown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const count = this.results?.length ?? 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      // From the last result back to the field, and from there to the first.
      this.active = ((this.active + 1 + step + count + 1) % (count + 1)) - 1;
    } else if (event.key === 'Escape' && this.results) {
      // The list only, not the panel around it.
      event.preventDefault();
      this.#close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = this.results?.[this.active];
      if (chosen) this.#choose(chosen.title, chosen.id);
      else if (this.typed) this.#choose(this.typed);
    }
  }

  #choose(message: string, entry?: string): void {
    this.#stop();
    this.emit('choice', { label: message, message, ...(entry && { entry }) });
  }

  protected override render(): TemplateResult {
    const { t, city, results } = this;
    const open = results !== undefined && results.length > 0;
    return html`<div class="finder">
      <label for="finder">${t('finder.label')}</label>
      <input
        id="finder"
        type="search"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        maxlength="200"
        placeholder=${t('finder.placeholder')}
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="finder-results"
        aria-autocomplete="list"
        aria-activedescendant=${this.active >= 0 ? `result-${this.active}` : nothing}
        @input=${this.#type}
        @keydown=${this.#keydown}
      />
      <ul id="finder-results" role="listbox" aria-label=${t('finder.label')} ?hidden=${!open}>
        ${results?.map(
          ({ id, kind, title }, index) => html`<li
            id="result-${index}"
            role="option"
            aria-selected=${index === this.active ? 'true' : 'false'}
            @click=${() => this.#choose(title, id)}
          >
            <bdi>${title}</bdi> <small>${t(`finder.kind.${kind}`)}</small>
          </li>`,
        )}
      </ul>
      <p role="status" class=${results?.length === 0 ? 'none' : 'visually-hidden'}>
        ${results === undefined ? nothing : results.length === 0 ? t('finder.none') : t('finder.results', { count: results.length })}
      </p>
      ${this.#list('topics', city.topics)}
      ${this.#list('popular', city.popular)}
      ${this.#list(
        'questions',
        city.suggestions.map((title) => ({ title })),
      )}
    </div>`;
  }

  #list(name: string, entries: { title: string; id?: string }[]): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    return html`<h3 id="finder-${name}">${this.t(`finder.${name}`)}</h3>
      <ul class="choices" aria-labelledby="finder-${name}">
        ${entries.map(({ title, id }) => html`<li><button type="button" part="choice" @click=${() => this.#choose(title, id)}>${title}</button></li>`)}
      </ul>`;
  }
}

define('stadtlotse-finder', Finder);
