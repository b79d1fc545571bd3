import { createClient } from '@stadtlotse/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { adopt } from '../../adopt.ts';
import { drawAvatar } from '../../avatar.ts';
import { type City, cityIn, parseCity } from '../../city.ts';
import { isComposing } from '../../composing.ts';
import { Conversation, standing } from '../../conversation.ts';
import { directionOf, nameOf, type Translate, translator } from '../../i18n.ts';
import { fileOf, importCity } from '../../import-city.ts';
import { interfaceLangs, loadLocale, nearestLang, type Texts } from '../../locales.ts';
import { present } from '../../modal.ts';
import { stopReading } from '../../speech.ts';
import type { StadtLotse } from '../../stadt-lotse.ts';
import { applyTheme } from '../../theme.ts';
import { followVisibleArea } from '../../visible-area.ts';
import { cardStyles } from '../card/card.styles.ts';
import { card, isSafe } from '../card/card.ts';
import { consentStyles } from '../consent/consent.styles.ts';
import { define } from '../element.ts';
import { panelStyles } from './panel.styles.ts';
import '../consent/consent.ts';

/** How long after opening nothing else is loaded or drawn, in milliseconds: the panel comes first. */
const QUIET = 300;

/** The opened widget: header, disclosure (Art. 50(1) AI Act), and consent or conversation. */
export class Panel extends LitElement {
  static override properties = {
    t: { state: true },
    uiLang: { state: true },
    version: { state: true },
    allLangs: { state: true },
  };

  declare t: Translate;
  declare uiLang: string;
  declare version: number;
  /** Whether the language menu is complete: 25 scripts take a slow device long to draw. */
  declare allLangs: boolean;
  host!: StadtLotse;
  root!: ShadowRoot;
  city!: City;
  conversation!: Conversation;
  #loaded: Promise<void> | undefined;
  #connection: AbortController | undefined;
  #shown: AbortController | undefined;
  #chosen: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Shows or hides the panel; shown, it has the focus. */
  async show(open: boolean): Promise<void> {
    this.#shown?.abort();
    this.hidden = !open;
    if (!open) return stopReading();
    await this.updateComplete;
    applyTheme(this);
    this.#shown = new AbortController();
    const dialog = this.querySelector('dialog');
    if (dialog) present(dialog, this.#close, this.#shown.signal);
    this.#focusInside();
    setTimeout(() => {
      this.allLangs = true;
      void this.#loadConversation().catch(() => {});
    }, QUIET);
  }

  /** Loads what only the chat needs; meanwhile the citizen reads what they agree to. */
  async #loadConversation(): Promise<void> {
    this.#loaded ??= import('../conversation/conversation.ts').then(({ styles }) => adopt(this.root, styles));
    await this.#loaded.catch((error) => {
      this.#loaded = undefined;
      throw error;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    followVisibleArea(this, this.#connection.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
  }

  useTexts(lang: string, texts: Texts): void {
    const { assistant } = cityIn(this.city, lang);
    this.t = translator(lang, texts, assistant?.name ? { assistant: assistant.name } : {});
    this.uiLang = lang;
  }

  protected override firstUpdated(): void {
    const { avatar } = cityIn(this.city, this.uiLang).assistant ?? {};
    const canvas = this.querySelector('canvas');
    if (avatar && canvas) void drawAvatar(canvas, fileOf(this.host.server, avatar).href);
  }

  /** In the chat the citizen wants to write; before, to hear what this is. */
  #focusInside(): void {
    const selector = this.conversation.phase === 'chat' ? 'stadtlotse-conversation' : '[part=panel]';
    this.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  async #moveOn(step: () => Promise<void> | void): Promise<void> {
    const { phase } = this.conversation;
    await step();
    await this.updateComplete;
    if (phase !== this.conversation.phase) this.#focusInside();
  }

  async #agree(withAi: boolean): Promise<void> {
    const { policyVersion } = cityIn(this.city, this.uiLang);
    await this.#loadConversation();
    await this.conversation.agree(policyVersion, withAi ? ['answers', 'ai'] : ['answers'], this.uiLang);
    if (this.conversation.failure?.code === 'policy-outdated') {
      this.city = parseCity(await importCity(this.host.server, String(Date.now())));
      this.requestUpdate();
    }
  }

  async #chooseLang({ currentTarget }: Event): Promise<void> {
    if (!(currentTarget instanceof HTMLSelectElement)) return;
    await this.changeLang(currentTarget.value);
  }

  /** Changes to the language nearest to a tag; of several changes in a row the last one counts, whichever is loaded first. */
  async changeLang(tag: string): Promise<void> {
    const lang = nearestLang(tag);
    this.#chosen = lang;
    const texts = await loadLocale(lang, cityIn(this.city, lang).assistant?.address);
    if (this.#chosen === lang) this.useTexts(lang, texts);
  }

  #completeLangs(): void {
    this.allLangs = true;
  }

  #close = () => {
    this.host.open = false;
  };

  #keydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event)) this.#close();
  }

  /** The phone's own way to close a modal dialog. */
  #cancel(event: Event): void {
    event.preventDefault();
    this.#close();
  }

  protected override render(): TemplateResult {
    const { t, conversation, uiLang, allLangs } = this;
    const city = cityIn(this.city, uiLang);
    return html`<dialog
      part="panel"
      aria-labelledby="title"
      aria-describedby="disclosure"
      tabindex="-1"
      lang=${uiLang}
      dir=${directionOf(uiLang)}
      @keydown=${this.#keydown}
      @cancel=${this.#cancel}
    >
      <div class="head">
        ${city.assistant?.avatar ? html`<canvas part="avatar" width="96" height="96" aria-hidden="true" hidden></canvas>` : nothing}
        <h2 id="title"><slot name="header">${t('speaker')} <small>${city.name}</small></slot></h2>
        <select part="language" aria-label=${t('language')} @focus=${this.#completeLangs} @pointerdown=${this.#completeLangs} @change=${this.#chooseLang}>
          ${(allLangs ? interfaceLangs : [uiLang]).map((lang) => html`<option value=${lang} lang=${lang} ?selected=${lang === uiLang}>${nameOf(lang)}</option>`)}
        </select>
        <button type="button" part="close" class="icon" aria-label=${t('close')} @click=${this.#close}>×</button>
      </div>
      <div class="about">
        <p part="disclosure" id="disclosure">${conversation.live && conversation.isLive ? standing(conversation.live, t) : t('disclosure')}</p>
        ${
          conversation.phase === 'chat'
            ? html`<button type="button" part="withdraw" aria-label=${t('withdraw')} @click=${() => void this.#moveOn(() => conversation.withdraw())}>${t('withdrawShort')}</button>`
            : nothing
        }
      </div>
      <div class="body">${this.#body()}</div>
    </dialog>`;
  }

  #body(): TemplateResult {
    const { t, conversation, uiLang } = this;
    const city = cityIn(this.city, uiLang);
    switch (conversation.phase) {
      case 'chat':
        return html`<stadtlotse-conversation .t=${t} .conversation=${conversation} .city=${city} .version=${this.version} lang=${uiLang}></stadtlotse-conversation>`;
      case 'refused':
        return html`<div class="refused">
          <h3>${t('refused.heading')}</h3>
          <p>${t('refused.text')}</p>
          ${card(city.contact)}
          ${city.servicesUrl && isSafe(city.servicesUrl) ? html`<p><a href=${city.servicesUrl}>${t('refused.services')}</a></p>` : nothing}
          <button type="button" class="secondary" @click=${() => void this.#moveOn(() => conversation.reconsider())}>${t('refused.back')}</button>
        </div>`;
      default:
        return html`<div class="scroll">
          <p role="status" class=${conversation.withdrawn ? 'flash' : 'visually-hidden'}>${conversation.withdrawn ? t('withdrawn') : nothing}</p>
          ${conversation.failure ? html`<p part="error" role="alert" class="flash">${t(`error.${conversation.failure.code}`, { count: conversation.failure.retryAfter ?? 0 })}</p>` : nothing}
          <stadtlotse-consent
            .t=${t}
            .city=${city}
            .privacyUrl=${this.host.privacyUrl ?? city.privacyUrl}
            .termsUrl=${city.termsUrl}
            ?busy=${conversation.busy}
            @consent-accept=${({ detail }: CustomEvent) => void this.#moveOn(() => this.#agree(detail === true))}
            @consent-refuse=${() => void this.#moveOn(() => conversation.refuse())}
          ></stadtlotse-consent>
        </div>`;
    }
  }
}

define('stadtlotse-panel', Panel);

/**
 * Makes the panel in the language nearest to a tag and puts it, still hidden, into the widget's shadow root. Rejects with
 * `ProtocolError` for a strange city.
 */
export async function createPanel(
  host: StadtLotse,
  root: ShadowRoot,
  city: unknown,
  tag: string,
): Promise<Panel> {
  const panel = document.createElement('stadtlotse-panel');
  panel.city = parseCity(city);
  await panel.changeLang(tag);
  panel.host = host;
  panel.root = root;
  panel.version = 0;
  panel.allLangs = false;
  panel.conversation = new Conversation(
    createClient({ baseUrl: host.server }),
    () => {
      panel.version++;
    },
    (name, detail) => {
      host.dispatchEvent(new CustomEvent(`stadtlotse-${name}`, { bubbles: true, composed: true, detail }));
    },
  );
  panel.hidden = true;
  adopt(root, [panelStyles, cardStyles, consentStyles].map(({ cssText }) => cssText).join(''));
  root.append(panel);
  return panel;
}

declare global {
  interface HTMLElementTagNameMap {
    'stadtlotse-panel': Panel;
  }
}
