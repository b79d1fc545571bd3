import type { CityConfig, DefectRequest } from '@stadtlotse/sdk';
import { html, nothing } from 'lit';
import { define } from '../element.ts';
import { Form } from './form.ts';

/** How long the device may look for its position, in milliseconds. */
const PATIENCE = 15_000;

/**
 * The report of a broken lamp, rubbish, a pothole. The place is told in words or, if the citizen asks for it, by the device.
 */
export class DefectElement extends Form<DefectRequest> {
  static override properties = {
    ...Form.properties,
    description: { attribute: false },
    taken: { attribute: false },
    position: { state: true },
    notLocated: { state: true },
  };

  /** What the report begins with: what the citizen wrote. */
  declare description: string;
  /** Who takes it, for how long, and of which kinds. */
  declare taken: NonNullable<CityConfig['defects']>;
  declare position: GeolocationCoordinates | undefined;
  declare notLocated: boolean;

  override focus(): void {
    this.querySelector('select')?.focus();
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

  protected override get filledIn(): DefectRequest | undefined {
    const { position, lang } = this;
    const [category, address, description] = ['category', 'address', 'description'].map((field) =>
      this.valueIn(field),
    );
    if (!category || !description || !(address || position)) return undefined;
    return {
      category,
      description,
      ...(address && { address }),
      ...(position && { position: { latitude: position.latitude, longitude: position.longitude } }),
      lang,
    };
  }

  protected override render() {
    const { t, taken, position } = this;
    const fields = html`<label>${t('defect.category')}
        <select name="category">
          <option value=""></option>
          ${taken.categories.map(({ code, name }) => html`<option value=${code}>${name}</option>`)}
        </select></label>
      <label>${t('defect.address')}
        <input name="address" type="text" autocomplete="off" maxlength="200" /></label>
      <button type="button" class="secondary" @click=${this.#locate}>${t('defect.locate')}</button>
      <p role="status">${position ? t('defect.located', { meters: Math.ceil(position.accuracy) }) : this.notLocated ? t('defect.notLocated') : nothing}</p>
      <label>${t('defect.text')}
        <textarea name="description" dir="auto" rows="4" maxlength="2000" .value=${this.description}></textarea></label>
      <p>${t('defect.public')}</p>`;
    return this.framed('defect', fields, { recipient: taken.recipient, days: taken.keepDays });
  }
}

define('stadtlotse-defect', DefectElement);
