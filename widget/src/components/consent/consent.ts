import type { CityConfig } from '@stadtlotse/sdk';
import { html, nothing } from 'lit';
import { define, PanelPart } from '../element.ts';

/**
 * Asks for consent before anything is processed: informed, per purpose, not pre-ticked, as easy to refuse as to give
 * (Art. 6(1)(a), 7, 13 DSGVO).
 *
 * @fires consent-accept - The citizen agreed to answers.
 * @fires consent-refuse - The citizen did not agree.
 */
export class Consent extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    city: { attribute: false },
    privacyUrl: { attribute: false },
    termsUrl: { attribute: false },
    busy: { type: Boolean },
    missing: { state: true },
  };

  declare city: CityConfig;
  declare privacyUrl: string | undefined;
  declare termsUrl: string | undefined;
  declare busy: boolean;
  declare missing: boolean;

  #accept(): void {
    if (this.busy) return;
    const answers = this.querySelector<HTMLInputElement>('[part=consent-answers]');
    this.missing = !answers?.checked;
    if (this.missing) answers?.focus();
    else
      this.emit(
        'consent-accept',
        this.querySelector<HTMLInputElement>('[part=consent-ai]')?.checked === true,
      );
  }

  protected override render() {
    const { t, city } = this;
    const facts = [
      [t('consent.who'), city.controller ?? city.name],
      [t('consent.purpose'), [t('consent.purposeText'), city.understanding].filter(Boolean).join(' ')],
      [t('consent.what'), t('consent.whatText')],
      [
        t('consent.recipients'),
        city.ai ? t('consent.recipientsAi', declared(city.ai)) : t('consent.recipientsText'),
      ],
      [t('consent.duration'), t('consent.durationText', { minutes: city.receiptMinutes })],
      [t('consent.rights'), t('consent.rightsText', { contact: city.dataProtectionContact ?? city.name })],
    ];
    const pages = [
      [this.privacyUrl, t('consent.privacy')],
      [this.termsUrl, t('consent.terms')],
    ].filter(([url]) => url);
    // No form: a sandboxed frame may not be allowed any.
    return html`<div class="consent">
      <h3>${t('consent.heading')}</h3>
      <p>${t('consent.intro')}</p>
      <p>${t('consent.rules')}</p>
      <details>
        <summary>${t('consent.details')}</summary>
        <dl>
          ${facts.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}
        </dl>
        ${pages.map(
          ([url, name]) =>
            html`<p><a href=${url} target="_blank" rel="noopener noreferrer">${name} <span class="visually-hidden">${t('newWindow')}</span></a></p>`,
        )}
      </details>
      <fieldset>
        <legend>${t('consent.choices')}</legend>
        <label>
          <input
            type="checkbox"
            part="consent-answers"
            aria-invalid=${this.missing ? 'true' : 'false'}
            aria-describedby=${this.missing ? 'consent-needed' : nothing}
            @change=${() => {
              this.missing = false;
            }}
          />
          <span>${t('consent.answers')}</span>
        </label>
        ${this.missing ? html`<p id="consent-needed" class="field-error" role="alert">${t('consent.needed')}</p>` : nothing}
        <label class=${city.ai ? '' : 'unavailable'}>
          <input type="checkbox" part="consent-ai" ?disabled=${!city.ai} aria-describedby="consent-ai-note" />
          <span>${t('consent.ai')} <small id="consent-ai-note">${city.ai ? t('consent.aiSome', declared(city.ai)) : t('consent.aiNone')}</small></span>
        </label>
      </fieldset>
      <div class="actions">
        <button type="button" part="consent-accept" class="primary" @click=${this.#accept} aria-disabled=${this.busy ? 'true' : 'false'}>${t('consent.accept')}</button>
        <button type="button" part="consent-refuse" class="secondary" @click=${() => this.emit('consent-refuse')}>${t('consent.refuse')}</button>
      </div>
    </div>`;
  }
}

/** What the provider declares, as the text has it; a contract only where there is one. */
function declared({ contract, ...ai }: NonNullable<CityConfig['ai']>): Record<string, string> {
  return { ...ai, contract: contract ? ` ${contract}.` : '' };
}

define('stadtlotse-consent', Consent);
