import { adopt } from './adopt.ts';
import type { Panel } from './components/panel/panel.ts';
import { importCity } from './import-city.ts';

/** What the closed launcher says, and what is said until the panel is there; all other texts come with it. */
const labels: Record<string, [label: string, loading: string, close: string]> = {
  de: ['Fragen?', 'Wird geladen …', 'Schließen'],
  en: ['Questions?', 'Loading …', 'Close'],
  tr: ['Sorunuz mu var?', 'Yükleniyor …', 'Kapat'],
  uk: ['Є запитання?', 'Завантаження …', 'Закрити'],
  ru: ['Есть вопросы?', 'Загрузка …', 'Закрыть'],
  ar: ['هل لديك سؤال؟', 'جارٍ التحميل …', 'إغلاق'],
  fa: ['پرسشی دارید؟', 'در حال بارگذاری …', 'بستن'],
  pl: ['Pytania?', 'Ładowanie …', 'Zamknij'],
  ro: ['Întrebări?', 'Se încarcă …', 'Închide'],
  bg: ['Въпроси?', 'Зареждане …', 'Затвори'],
  fr: ['Des questions ?', 'Chargement …', 'Fermer'],
  es: ['¿Preguntas?', 'Cargando …', 'Cerrar'],
  it: ['Domande?', 'Caricamento …', 'Chiudi'],
  pt: ['Perguntas?', 'A carregar …', 'Fechar'],
  el: ['Ερωτήσεις;', 'Φόρτωση …', 'Κλείσιμο'],
  hr: ['Pitanja?', 'Učitavanje …', 'Zatvori'],
  sr: ['Питања?', 'Учитавање …', 'Затвори'],
  sq: ['Pyetje?', 'Po ngarkohet …', 'Mbyll'],
  ku: ['Pirs hene?', 'Tê barkirin …', 'Bigire'],
  vi: ['Bạn có câu hỏi?', 'Đang tải …', 'Đóng'],
  zh: ['有问题吗？', '正在加载…', '关闭'],
  nl: ['Vragen?', 'Wordt geladen …', 'Sluiten'],
  cs: ['Otázky?', 'Načítá se …', 'Zavřít'],
  hu: ['Kérdése van?', 'Betöltés …', 'Bezárás'],
};
/**
 * Important: a page may set anything for every element, its own chat's place among it. Nothing is inherited from it but
 * its direction and our custom properties; text is as large as the reader wants it (`adopt.ts`). The ink is black on a
 * light colour, white on a dark one: at this luminance both have a contrast of 4.5.
 */
const styles = `
  :host {
    font-size: medium !important;
    --stadtlotse-rem: 1em !important;
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
  #launcher, #frame { all: initial; font: 1rem/1.5 system-ui, sans-serif; }
  #launcher { display: var(--stadtlotse-launcher, inline); }
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
  @supports (color: color(from red xyz x y z)) {
    [part='launcher'] {
      --ink: clamp(0, (0.179 - y) * 1e5, 1);
      color: var(--stadtlotse-on-brand, color(from var(--stadtlotse-brand, #0a5a83) xyz calc(0.95 * var(--ink)) var(--ink) calc(1.089 * var(--ink))));
    }
  }
  [part='launcher']:hover { filter: brightness(1.1); }
  [part='launcher']:focus-visible { outline: 3px solid currentColor; outline-offset: -6px; box-shadow: 0 0 0 3px var(--stadtlotse-brand, #0a5a83); }
  [part='launcher'] svg { inline-size: 1.75rem; block-size: 1.75rem; flex: none; }
  :host([open]) #launcher, :host(:not([open])) #frame, #frame:not(:last-child) { display: none; }
  #frame {
    display: flex;
    justify-content: space-between;
    align-items: start;
    box-sizing: border-box;
    inline-size: min(26rem, calc(100vw - 2rem));
    block-size: min(44rem, calc(100vh - 2rem));
    padding: 1.25rem;
    border-block-start: 0.5rem solid var(--stadtlotse-brand, #0a5a83);
    border-radius: var(--stadtlotse-radius, 0.75rem);
    background: Canvas;
    color: CanvasText;
    color-scheme: light dark;
    box-shadow: 0 8px 40px rgb(0 0 0 / 28%);
  }
  #frame p { margin: 0.5rem 0; }
  #frame button { min-block-size: 2.75rem; padding: 0 1rem; font: inherit; }
  @media (max-width: 30em), (max-height: 30em) {
    #frame { position: fixed; inset: 0; inline-size: auto; block-size: auto; border-radius: 0; }
  }
  @media print { :host { display: none !important; } }
`;

/**
 * A citizen-service chatbot for a municipal website. Until it is opened it is a button and nothing else.
 *
 * @attr {string} server - Where the Stadtlotse server is; where this script came from if left out.
 * @attr {string} assistant - What the city calls its assistant, for the button's name; the panel has it from `city.yaml`.
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
 * @cssproperty --stadtlotse-launcher - `none` while the button would be in the way, as of a cookie banner.
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
  static readonly observedAttributes = ['open', 'lang', 'popover', 'assistant'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #slot = document.createElement('slot');
  readonly #button = document.createElement('button');
  readonly #label = document.createElement('span');
  readonly #loading = document.createElement('p');
  readonly #close = document.createElement('button');
  #panel: Promise<Panel> | undefined;
  /** Whether it is open, whatever becomes of the attribute on a page that swaps itself. */
  #open = false;
  #wasHere = false;

  constructor() {
    super();
    adopt(this.#root, styles);
    this.#button.type = 'button';
    this.#close.type = 'button';
    this.#button.setAttribute('part', 'launcher');
    this.#button.append(icon(), this.#label);
    this.#slot.name = 'launcher';
    this.#slot.append(this.#button);
    this.#slot.addEventListener('click', () => {
      this.open = true;
    });
    this.#close.addEventListener('click', () => {
      this.open = false;
    });
    const launcher = document.createElement('div');
    launcher.id = 'launcher';
    launcher.append(this.#slot);
    // Until the panel is there, its frame: the click is answered at once, on the slowest line, and leads back.
    const frame = document.createElement('div');
    frame.id = 'frame';
    frame.role = 'dialog';
    this.#loading.role = 'status';
    frame.append(this.#loading, this.#close);
    frame.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.open = false;
    });
    this.#root.append(launcher, frame);
    // What happens in here is none of the page's: its shortcuts would take letters, its smooth scrolling the wheel.
    for (const type of ['keydown', 'keypress', 'keyup', 'wheel', 'touchmove'])
      this.#root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  get server(): string {
    return new URL(
      this.getAttribute('server') ?? '.',
      this.hasAttribute('server') ? document.baseURI : import.meta.url,
    ).href;
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
    return this.#open;
  }

  set open(value: boolean) {
    const changed = value !== this.#open;
    this.#open = value;
    this.toggleAttribute('open', value);
    if (changed) void this.#show(value);
  }

  connectedCallback(): void {
    // A page's copy of an opened one (a cached page that one goes back to) is a new one, and closed.
    if (!this.#wasHere && this.hasAttribute('popover')) this.removeAttribute('open');
    this.#wasHere = true;
    this.#describe();
    this.#stand();
    this.open = this.hasAttribute('open');
  }

  attributeChangedCallback(name: string, _: string | null, after: string | null): void {
    if (!this.#wasHere) return;
    if (name === 'lang') void this.#panel?.then((panel) => panel.changeLang(this.#wantedLang()));
    if (name === 'open' && after !== null) this.open = true;
    // What a page takes away is looked at once it has taken all it takes.
    else if (after === null) setTimeout(() => this.#settle());
    this.#describe();
  }

  /** In the top layer no frame of the page cuts the widget off, and no other chat covers it. */
  #stand(): void {
    if (this.getAttribute('mode') === 'inline' || !('showPopover' in this)) return;
    this.popover = 'manual';
    if (this.isConnected) this.showPopover();
  }

  /**
   * Whoever removes `open` closes the panel. A page that swaps itself for what the server sends next (Turbo, htmx, Livewire)
   * takes away `popover`, too, which nobody else knows of: that changes nothing.
   */
  #settle(): void {
    const swapped = !this.hasAttribute('popover') && this.getAttribute('mode') !== 'inline';
    if (swapped) this.#stand();
    this.open = swapped ? this.#open : this.hasAttribute('open');
  }

  /** The language asked for: the element's own, else that of the page around it. */
  #wantedLang(): string {
    return this.lang || this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang || 'de';
  }

  #describe(): void {
    const [wanted = ''] = this.#wantedLang().toLowerCase().split(/[-_]/);
    const lang = wanted in labels ? wanted : 'de';
    const [label = '', loading = '', close = ''] = labels[lang] ?? [];
    this.#label.textContent = label;
    this.#loading.textContent = loading;
    this.#close.textContent = close;
    this.#button.lang = this.#loading.lang = this.#close.lang = lang;
    this.#button.setAttribute('aria-label', `${label} ${this.getAttribute('assistant') ?? ''}`.trim());
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#button.setAttribute('aria-expanded', String(this.open));
  }

  async #show(open: boolean): Promise<void> {
    this.#describe();
    if (!open) this.#focusLauncher();
    if (!open && !this.#panel) return;
    if (!this.#panel) this.#close.focus({ preventScroll: true });
    this.#panel ??= this.#createPanel();
    try {
      const panel = await this.#panel;
      // Opened and closed again while it was loaded.
      if (open !== this.#open) return;
      await panel.show(open);
      if (!open) this.#focusLauncher();
      this.dispatchEvent(
        new CustomEvent(open ? 'stadtlotse-open' : 'stadtlotse-close', { bubbles: true, composed: true }),
      );
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
    const [{ createPanel }, city] = await Promise.all([
      import('./components/panel/panel.ts'),
      importCity(this.server),
    ]);
    return createPanel(this, this.#root, city, this.#wantedLang());
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
