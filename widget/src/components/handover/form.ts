import { html, nothing, type TemplateResult } from 'lit';
import { PanelPart } from '../element.ts';

/**
 * A form for people of the city. Everything that is sent is shown before; what could not be sent stays.
 *
 * @fires close - The citizen does not want to write.
 */
export abstract class Form<Request> extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    lang: { type: String },
    send: { attribute: false },
    missing: { state: true },
    failure: { state: true },
    next: { state: true },
    busy: { state: true },
  };

  /** Sends what was filled in and says what happens next. Rejects with a sentence for the citizen. */
  declare send: (request: Request) => Promise<string>;
  declare missing: boolean;
  declare failure: string | undefined;
  declare next: string | undefined;
  declare busy: boolean;

  /** What was filled in, undefined where something is missing or wrong. */
  protected abstract get filledIn(): Request | undefined;

  /** What stands in a field. */
  protected valueIn(name: string): string {
    const field = this.querySelector(`[name="${name}"]`);
    return field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
      ? field.value.trim()
      : '';
  }

  protected get agrees(): boolean {
    return this.querySelector<HTMLInputElement>('[name=agree]')?.checked === true;
  }

  async #submit(): Promise<void> {
    if (this.busy) return;
    const request = this.agrees ? this.filledIn : undefined;
    this.missing = !request;
    if (!request) return;
    this.busy = true;
    this.failure = undefined;
    try {
      this.next = await this.send(request);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : '';
    } finally {
      this.busy = false;
    }
  }

  /** The form around its fields; `name` is that of its texts, and of its parts. */
  protected framed(
    name: 'handover' | 'live' | 'defect',
    fields: TemplateResult,
    agreement: Record<string, string | number>,
  ) {
    const { t } = this;
    if (this.next) return html`<p class="notice" role="status">${this.next}</p>`;
    return html`<section class="handover" aria-label=${t(`${name}.heading`)}>
      <h3>${t(`${name}.heading`)}</h3>
      ${fields}
      <label class="agree"><input name="agree" type="checkbox" />
        <span>${t(`${name}.agree`, agreement)}</span></label>
      ${this.missing ? html`<p class="field-error" role="alert">${t(`${name}.needed`)}</p>` : nothing}
      ${this.failure ? html`<p class="field-error" role="alert">${this.failure}</p>` : nothing}
      <div class="actions">
        <button type="button" part="${name}-send" class="primary" ?disabled=${this.busy} @click=${this.#submit}>${t('handover.send')}</button>
        <button type="button" class="secondary" @click=${() => this.emit('close')}>${t('stop')}</button>
      </div>
    </section>`;
  }
}
