import type { CityConfig, DefectRequest } from '@stadtlotse/sdk';
import { html, nothing } from 'lit';
import { define, PanelPart } from '../element.ts';

/** How long the device may look for its position, in milliseconds. */
const PATIENCE = 15_000;

/**
 * The report of a broken lamp, rubbish, a pothole. The place is told in words or, if the citizen asks for it, by the device;
 * everything that is sent is shown before, and what could not be sent stays.
 *
 * @fires close - The citizen does not want to report anything.
 */
export class DefectElement extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    lang: { type: String },
    description: { attribute: false },
    taken: { attribute: false },
    send: { attribute: false },
    position: { state: true },
    notLocated: { state: true },
    missing: { state: true },
    failure: { state: true },
    next: { state: true },
    busy: { state: true },
  };

  /** What the report begins with: what the citizen wrote. */
  declare description: string;
  /** Who takes it, for how long, and of which kinds. */
  declare taken: NonNullable<CityConfig['defects']>;
  /** Sends the report and says what becomes of it. Rejects with a sentence for the citizen. */
  declare send: (request: DefectRequest) => Promise<string>;
  declare position: GeolocationCoordinates | undefined;
  declare notLocated: boolean;
  declare missing: boolean;
  declare failure: string | undefined;
  declare next: string | undefined;
  declare busy: boolean;

  override focus(): void {
    this.querySelector('select')?.focus();
  }

  #value(name: string): string {
    const field = this.querySelector(`[name="${name}"]`);
    return field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
      ? field.value.trim()
      : '';
  }

  #locate(): void {
    const located = ({ coords }: GeolocationPosition) => {
      this.position = coords;
      this.notLocated = false;
    };
    const failed = () => {
      this.notLocated = true;
    };
    if ('geolocation' in navigator)
      navigator.geolocation.getCurrentPosition(located, failed, {
        timeout: PATIENCE,
        enableHighAccuracy: true,
      });
    else failed();
  }

  async #send(): Promise<void> {
    if (this.busy) return;
    const [category, address, description] = [
      this.#value('category'),
      this.#value('address'),
      this.#value('description'),
    ];
    const agrees = this.querySelector<HTMLInputElement>('[name=agree]')?.checked;
    this.missing = !category || !description || !(address || this.position) || !agrees;
    if (this.missing) return;
    this.busy = true;
    this.failure = undefined;
    const { latitude, longitude } = this.position ?? {};
    try {
      this.next = await this.send({
        category,
        description,
        ...(address && { address }),
        ...(latitude !== undefined && longitude !== undefined && { position: { latitude, longitude } }),
        lang: this.lang,
      });
    } catch (error) {
      this.failure = error instanceof Error ? error.message : '';
    } finally {
      this.busy = false;
    }
  }

  protected override render() {
    const { t, taken, position } = this;
    if (this.next) return html`<p class="notice" role="status">${this.next}</p>`;
    return html`<section class="handover" aria-label=${t('defect.heading')}>
      <h3>${t('defect.heading')}</h3>
      <label>${t('defect.category')}
        <select name="category">
          <option value=""></option>
          ${taken.categories.map(({ code, name }) => html`<option value=${code}>${name}</option>`)}
        </select></label>
      <label>${t('defect.address')}
        <input name="address" type="text" autocomplete="off" maxlength="200" /></label>
      <button type="button" class="secondary" @click=${this.#locate}>${t('defect.locate')}</button>
      <p role="status">${position ? t('defect.located', { meters: Math.ceil(position.accuracy) }) : this.notLocated ? t('defect.notLocated') : nothing}</p>
      <label>${t('defect.text')}
        <textarea name="description" rows="4" maxlength="2000" .value=${this.description}></textarea></label>
      <p>${t('defect.public')}</p>
      <label class="agree"><input name="agree" type="checkbox" />
        <span>${t('defect.agree', { recipient: taken.recipient, days: taken.keepDays })}</span></label>
      ${this.missing ? html`<p class="field-error" role="alert">${t('defect.needed')}</p>` : nothing}
      ${this.failure ? html`<p class="field-error" role="alert">${this.failure}</p>` : nothing}
      <div class="actions">
        <button type="button" part="defect-send" class="primary" ?disabled=${this.busy} @click=${this.#send}>${t('handover.send')}</button>
        <button type="button" class="secondary" @click=${() => this.emit('close')}>${t('stop')}</button>
      </div>
    </section>`;
  }
}

define('stadtlotse-defect', DefectElement);
