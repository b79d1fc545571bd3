import { html, nothing } from 'lit';
import { printAlone } from '../../print.ts';
import { define, PanelPart } from '../element.ts';

/** What can be taken along. */
export interface Passage {
  title: string;
  lang: string;
  text(): string;
  page(): Node[];
}

/** Ways to take an answer or the conversation along: copied, printed, mailed to oneself; all made on the device. */
export class Keep extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    passage: { attribute: false },
    copied: { state: true },
  };

  declare passage: Passage;
  declare copied: boolean;

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.passage.text());
    this.copied = true;
  }

  protected override render() {
    const { t, passage } = this;
    const mail = `mailto:?subject=${encodeURIComponent(passage.title)}&body=${encodeURIComponent(passage.text())}`;
    return html`<button type="button" @click=${() => void this.#copy().catch(() => {})}>${t('keep.copy')}</button>
      <button type="button" @click=${() => printAlone(passage.title, passage.lang, passage.page(), this)}>${t('checklist.print')}</button>
      <a href=${mail}>${t('keep.mail')}</a>
      <span role="status">${this.copied ? t('keep.copied') : nothing}</span>`;
  }
}

define('stadtlotse-keep', Keep);
