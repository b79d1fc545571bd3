import type { LiveRequest, Turn } from '@stadtlotse/sdk';
import { html, nothing } from 'lit';
import { define } from '../element.ts';
import { Form } from './form.ts';

/** What a conversation with a person begins with. */
export class LiveElement extends Form<LiveRequest> {
  static override properties = {
    ...Form.properties,
    matter: { type: String },
    entry: { type: String },
    turns: { attribute: false },
    recipient: { type: String },
    days: { type: Number },
  };

  /** The question that was not answered. */
  declare matter: string;
  declare entry: string | undefined;
  /** The conversation so far: it goes along only if the citizen ticks it. */
  declare turns: Turn[];
  declare recipient: string;
  declare days: number;

  override focus(): void {
    this.querySelector('textarea')?.focus();
  }

  protected override get filledIn(): LiveRequest | undefined {
    const [matter, name] = ['matter', 'name'].map((field) => this.valueIn(field));
    const goesAlong = this.querySelector<HTMLInputElement>('[name=transcript]')?.checked;
    if (!matter) return undefined;
    return {
      matter,
      ...(name && { name }),
      ...(this.entry && { entry: this.entry }),
      ...(goesAlong && { transcript: this.turns }),
      lang: this.lang,
    };
  }

  protected override render() {
    const { t } = this;
    const fields = html`<label>${t('handover.matter')}
        <textarea name="matter" dir="auto" rows="3" maxlength="2000" .value=${this.matter}></textarea></label>
      <label>${t('handover.name')}
        <input name="name" type="text" autocomplete="name" maxlength="200" /></label>
      ${
        this.turns.length > 0
          ? html`<label class="agree"><input name="transcript" type="checkbox" />
            <span>${t('live.transcript')}</span></label>`
          : nothing
      }`;
    return this.framed('live', fields, { recipient: this.recipient, days: this.days });
  }
}

define('stadtlotse-live', LiveElement);
