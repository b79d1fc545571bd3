import type { HandoverRequest } from '@stadtlotse/sdk';
import { html } from 'lit';
import { define } from '../element.ts';
import { Form } from './form.ts';

/** A message to people of the city. */
export class HandoverElement extends Form<HandoverRequest> {
  static override properties = {
    ...Form.properties,
    matter: { type: String },
    entry: { type: String },
    recipient: { type: String },
    days: { type: Number },
  };

  /** What the message begins with: the question that was not answered. */
  declare matter: string;
  declare entry: string | undefined;
  declare recipient: string;
  declare days: number;

  override focus(): void {
    this.querySelector('textarea')?.focus();
  }

  protected override get filledIn(): HandoverRequest | undefined {
    const [matter, name, phone, email, when] = ['matter', 'name', 'phone', 'email', 'when'].map((field) =>
      this.valueIn(field),
    );
    const isValid = [...this.querySelectorAll('input')].every((input) => input.checkValidity());
    if (!matter || !(phone || email) || !isValid) return undefined;
    return {
      matter,
      reach: { ...(phone && { phone }), ...(email && { email }) },
      ...(name && { name }),
      ...(when && { when }),
      ...(this.entry && { entry: this.entry }),
      lang: this.lang,
    };
  }

  #field(name: 'name' | 'phone' | 'email' | 'when', type: string, autocomplete: string) {
    return html`<label>${this.t(`handover.${name}`)}
      <input name=${name} type=${type} autocomplete=${autocomplete} maxlength="200" /></label>`;
  }

  protected override render() {
    const { t } = this;
    const fields = html`<label>${t('handover.matter')}
        <textarea name="matter" dir="auto" rows="4" maxlength="2000" .value=${this.matter}></textarea></label>
      ${this.#field('phone', 'tel', 'tel')} ${this.#field('email', 'email', 'email')}
      <p>${t('handover.reach')}</p>
      ${this.#field('name', 'text', 'name')} ${this.#field('when', 'text', 'off')}`;
    return this.framed('handover', fields, { recipient: this.recipient, days: this.days });
  }
}

define('stadtlotse-handover', HandoverElement);
