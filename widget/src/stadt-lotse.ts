import { adopt } from './adopt.ts';
import type { Panel } from './components/panel/panel.ts';
import { importCity } from './import-city.ts';
import { loadLocale, nearestLang } from './locales.ts';

/** What the closed launcher says; all other texts are loaded when it is first opened. */
const labels: Record<string, string> = {
  de: 'Fragen?',
  en: 'Questions?',
  tr: 'Sorunuz mu var?',
  uk: 'Є запитання?',
  ru: 'Есть вопросы?',
  ar: 'هل لديك سؤال؟',
  fa: 'پرسشی دارید؟',
  pl: 'Pytania?',
  ro: 'Întrebări?',
  bg: 'Въпроси?',
  fr: 'Des questions ?',
  es: '¿Preguntas?',
  it: 'Domande?',
  pt: 'Perguntas?',
  el: 'Ερωτήσεις;',
  hr: 'Pitanja?',
  sr: 'Питања?',
  sq: 'Pyetje?',
  ku: 'Pirs hene?',
  vi: 'Bạn có câu hỏi?',
  zh: '有问题吗？',
  nl: 'Vragen?',
  cs: 'Otázky?',
  hu: 'Kérdése van?',
};
const styles = `
  /* Important: a page may set anything for every element, its own chat's place among it. */
  :host {
    display: block !important;
    position: fixed !important;
    inset: auto !important;
    inset-block-end: var(--stadtlotse-bottom, max(1rem, env(safe-area-inset-bottom))) !important;
    inset-inline-end: var(--stadtlotse-end, max(1rem, env(safe-area-inset-right))) !important;
    z-index: 2147483000 !important;
    inline-size: auto !important;
    block-size: auto !important;
    margin: 0 !important;
    padding: 0 !important;
    border: 0 !important;
    overflow: visible !important;
    background: none !important;
    transform: none !important;
    filter: none !important;
    opacity: 1 !important;
  }
  :host([mode='inline']) { position: static !important; }
  :host([hidden]) { display: none !important; }
  /* Nothing is inherited from the page but its direction and our custom properties. */
  #launcher { all: initial; font: 1rem/1.5 system-ui, sans-serif; }
  [part='launcher'] {
    all: unset;
    box-sizing: border-box;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 3.25rem;
    padding: 0.5rem 1.25rem 0.5rem 1rem;
    border-radius: 2rem;
    border: 2px solid transparent;
    background: var(--stadtlotse-brand, #0a5a83);
    color: var(--stadtlotse-on-brand, #fff);
    font-weight: 600;
    cursor: pointer;
    box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
  }
  /* Black on a light colour, white on a dark one: at this luminance both have a contrast of 4.5. */
  @supports (color: color(from red xyz x y z)) {
    [part='launcher'] {
      --ink: clamp(0, (0.179 - y) * 1e5, 1);
      color: var(--stadtlotse-on-brand, color(from var(--stadtlotse-brand, #0a5a83) xyz calc(0.95 * var(--ink)) var(--ink) calc(1.089 * var(--ink))));
    }
  }
  [part='launcher']:hover { filter: brightness(1.1); }
  [part='launcher']:focus-visible { outline: 3px solid currentColor; outline-offset: -6px; box-shadow: 0 0 0 3px var(--stadtlotse-brand, #0a5a83); }
  [part='launcher'] svg { inline-size: 1.75rem; block-size: 1.75rem; flex: none; }
  :host([open]) #launcher { display: none; }
  @media print { :host { display: none !important; } }
`;

/**
 * A citizen-service chatbot for a municipal website. Until it is opened it is a button and nothing else.
 *
 * @attr {string} server - Where the Stadtlotse server is; where this script came from if left out.
 * @attr {string} lang - Language of the interface (BCP 47); that of the page if left out.
 * @attr {string} privacy-url - The city's privacy notice; that of `city.yaml` if left out.
 * @attr {boolean} open - Whether the panel is shown.
 * @attr {string} mode - `sidebar` at the side of the page, `inline` where the element stands; a bubble if left out.
 *
 * @slot - Shown where scripts do not run: a link to the contact page.
 * @slot launcher - Replaces the button that opens the panel.
 * @slot header - Replaces the title of the panel.
 *
 * @cssproperty --stadtlotse-brand - The city's colour; the panel chooses readable colours to it.
 * @cssproperty --stadtlotse-on-brand - The colour of text on it; black or white, whichever can be read, if left out.
 * @cssproperty --stadtlotse-font - The font family of the panel.
 * @cssproperty --stadtlotse-bottom - How far from the bottom of the window, where another chat stands in the corner.
 * @cssproperty --stadtlotse-end - How far from the side of the window.
 * @cssproperty --stadtlotse-radius - The roundness of corners.
 *
 * @csspart launcher - The button that opens the panel.
 * @csspart panel - The opened widget.
 * @csspart close - The button that closes it.
 * @csspart language - The language menu.
 * @csspart disclosure - The sentence that this is an AI system.
 * @csspart consent-answers - The box for answers.
 * @csspart consent-ai - The box for a language model.
 * @csspart consent-accept - The button that agrees.
 * @csspart consent-refuse - The button that does not.
 * @csspart withdraw - The button that deletes the conversation and withdraws consent.
 * @csspart log - The list of messages.
 * @csspart message - A message; `data-role`, `data-kind` and `data-provenance` say which.
 * @csspart source - A source of an answer.
 * @csspart choice - A suggested reply.
 * @csspart card - A card of facts.
 * @csspart input - Where the citizen writes.
 * @csspart send - The button that sends.
 * @csspart feedback-yes - The answer helped.
 * @csspart feedback-no - The answer did not help.
 * @csspart error - What went wrong.
 * @csspart retry - The button that tries again.
 *
 * @event stadtlotse-open - The panel was opened.
 * @event stadtlotse-close - The panel was closed.
 * @event stadtlotse-consent - Consent was given or withdrawn; `detail.scopes` says for what, empty for nothing.
 * @event stadtlotse-answer - An answer is complete; `detail` has `kind` and `provenance`, no text.
 * @event stadtlotse-error - Something failed; `detail.code` says what.
 */
export class StadtLotse extends HTMLElement {
  static readonly observedAttributes = ['open', 'lang', 'server', 'privacy-url'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #slot = document.createElement('slot');
  readonly #button = document.createElement('button');
  readonly #label = document.createElement('span');
  #panel: Promise<Panel> | undefined;

  constructor() {
    super();
    adopt(this.#root, styles);
    this.#button.type = 'button';
    this.#button.setAttribute('part', 'launcher');
    this.#button.append(icon(), this.#label);
    this.#slot.name = 'launcher';
    this.#slot.append(this.#button);
    this.#slot.addEventListener('click', () => {
      this.open = true;
    });
    const launcher = document.createElement('div');
    launcher.id = 'launcher';
    launcher.append(this.#slot);
    this.#root.append(launcher);
  }

  get server(): string {
    return this.getAttribute('server') ?? new URL('.', import.meta.url).href;
  }

  set server(value: string) {
    this.setAttribute('server', value);
  }

  get privacyUrl(): string | null {
    return this.getAttribute('privacy-url');
  }

  set privacyUrl(value: string) {
    this.setAttribute('privacy-url', value);
  }

  get open(): boolean {
    return this.hasAttribute('open');
  }

  set open(value: boolean) {
    this.toggleAttribute('open', value);
  }

  connectedCallback(): void {
    this.#describe();
    // In the top layer no frame of the page cuts the widget off, and no other chat covers it.
    if (this.getAttribute('mode') === 'inline' || !('showPopover' in this)) return;
    this.popover = 'manual';
    this.showPopover();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'open' && (before === null) !== (after === null)) void this.#show(after !== null);
    else if (this.isConnected) this.#describe();
    if (name === 'lang') void this.#panel?.then((panel) => panel.changeLang(nearestLang(this.#wantedLang())));
  }

  /** The language asked for: the element's own, else that of the page around it. */
  #wantedLang(): string {
    return this.lang || this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang || 'de';
  }

  #describe(): void {
    const wanted = this.#wantedLang().split('-')[0] ?? '';
    const lang = wanted in labels ? wanted : 'de';
    this.#label.textContent = labels[lang] ?? '';
    this.#button.lang = lang;
    this.#button.setAttribute('aria-label', `${labels[lang]} Stadtlotse`);
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#button.setAttribute('aria-expanded', String(this.open));
  }

  async #show(open: boolean): Promise<void> {
    this.#describe();
    if (!open && !this.#panel) return;
    this.#panel ??= this.#createPanel();
    try {
      const panel = await this.#panel;
      await panel.show(this.open);
      this.dispatchEvent(
        new CustomEvent(open ? 'stadtlotse-open' : 'stadtlotse-close', { bubbles: true, composed: true }),
      );
      if (!open) this.#focusLauncher();
    } catch {
      this.#panel = undefined;
      this.open = false;
      this.dispatchEvent(
        new CustomEvent('stadtlotse-error', {
          bubbles: true,
          composed: true,
          detail: { code: 'unavailable' },
        }),
      );
    }
  }

  async #createPanel(): Promise<Panel> {
    const lang = nearestLang(this.#wantedLang());
    const [{ createPanel }, city, texts] = await Promise.all([
      import('./components/panel/panel.ts'),
      importCity(this.server),
      loadLocale(lang),
    ]);
    return createPanel(this, this.#root, city, lang, texts);
  }

  #focusLauncher(): void {
    const [own] = this.#slot.assignedElements();
    const target = own instanceof HTMLElement ? own : this.#button;
    target.focus();
  }
}

function icon(): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute(
    'd',
    'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm3 5v2h10V8H7Zm0 4v2h6v-2H7Z',
  );
  svg.append(path);
  return svg;
}

if (!customElements.get('stadt-lotse')) customElements.define('stadt-lotse', StadtLotse);

declare global {
  interface HTMLElementTagNameMap {
    'stadt-lotse': StadtLotse;
  }
}
