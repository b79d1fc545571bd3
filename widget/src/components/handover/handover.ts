import type { HandoverRequest } from '@stadtlotse/sdk';
import { html, nothing } from 'lit';
import { define, PanelPart } from '../element.ts';

/** What a citizen fills in, by the names of the fields. */
type Field = 'matter' | 'name' | 'phone' | 'email' | 'when';

/**
 * A message to people of the city. Everything that is sent is shown before; what could not be sent stays.
 *
 * @fires close - The citizen does not want to write.
 */
export class HandoverElement extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    lang: { type: String },
    matter: { type: String },
    entry: { type: String },
    recipient: { type: String },
    days: { type: Number },
    send: { attribute: false },
    missing: { state: true },
    failure: { state: true },
    next: { state: true },
    busy: { state: true },
  };

  /** What the message begins with: the question that was not answered. */
  declare matter: string;
  declare entry: string | undefined;
  declare recipient: string;
  declare days: number;
  /** Sends the message and says what happens next. Rejects with a sentence for the citizen. */
  declare send: (request: HandoverRequest) => Promise<string>;
  declare missing: boolean;
  declare failure: string | undefined;
  declare next: string | undefined;
  declare busy: boolean;

  override focus(): void {
    this.querySelector('textarea')?.focus();
  }

  #value(name: Field): string {
    const field = this.querySelector(`[name="${name}"]`);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
      ? field.value.trim()
      : '';
  }

  async #send(): Promise<void> {
    if (this.busy) return;
    const [matter, name, phone, email, when] = (['matter', 'name', 'phone', 'email', 'when'] as const).map(
      (field) => this.#value(field),
    );
    const agrees = this.querySelector<HTMLInputElement>('[name=agree]')?.checked;
    const isValid = [...this.querySelectorAll('input')].every((input) => input.checkValidity());
    this.missing = !matter || !(phone || email) || !agrees || !isValid;
    if (this.missing || !matter) return;
    this.busy = true;
    this.failure = undefined;
    try {
      this.next = await this.send({
        matter,
        reach: { ...(phone && { phone }), ...(email && { email }) },
        ...(name && { name }),
        ...(when && { when }),
        ...(this.entry && { entry: this.entry }),
        lang: this.lang,
      });
    } catch (error) {
      this.failure = error instanceof Error ? error.message : '';
    } finally {
      this.busy = false;
    }
  }

  #field(name: Field, type: string, autocomplete: string) {
    return html`<label>${this.t(`handover.${name}`)}
      <input name=${name} type=${type} autocomplete=${autocomplete} maxlength="200" /></label>`;
  }

  protected override render() {
    const { t } = this;
    if (this.next) return html`<p class="notice" role="status">${this.next}</p>`;
    return html`<section class="handover" aria-label=${t('handover.heading')}>
      <h3>${t('handover.heading')}</h3>
      <label>${t('handover.matter')}
        <textarea name="matter" rows="4" maxlength="2000" .value=${this.matter}></textarea></label>
      ${this.#field('phone', 'tel', 'tel')} ${this.#field('email', 'email', 'email')}
      <p>${t('handover.reach')}</p>
      ${this.#field('name', 'text', 'name')} ${this.#field('when', 'text', 'off')}
      <label class="agree"><input name="agree" type="checkbox" />
        <span>${t('handover.agree', { recipient: this.recipient, days: this.days })}</span></label>
      ${this.missing ? html`<p class="field-error" role="alert">${t('handover.needed')}</p>` : nothing}
      ${this.failure ? html`<p class="field-error" role="alert">${this.failure}</p>` : nothing}
      <div class="actions">
        <button type="button" part="handover-send" class="primary" ?disabled=${this.busy} @click=${this.#send}>${t('handover.send')}</button>
        <button type="button" class="secondary" @click=${() => this.emit('close')}>${t('stop')}</button>
      </div>
    </section>`;
  }
}

define('stadtlotse-handover', HandoverElement);
