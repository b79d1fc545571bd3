import { html, nothing } from 'lit';
import { copy } from '../../copy.ts';
import { printAlone } from '../../print.ts';
import { define, PanelPart } from '../element.ts';

/** Programs on Windows are given no longer links, in characters. */
const LONGEST_LINK = 1_900;

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
    this.copied = await copy(this.passage.text(), this);
  }

  protected override render() {
    const { t, passage } = this;
    return html`<button type="button" @click=${() => void this.#copy()}>${t('keep.copy')}</button>
      <button type="button" @click=${() => printAlone(passage.title, passage.lang, passage.page(), this)}>${t('checklist.print')}</button>
      <a href=${mailTo(passage.title, passage.text())}>${t('keep.mail')}</a>
      <span role=${this.statusRole}>${this.copied ? t('keep.copied') : nothing}</span>`;
  }
}

/** A link that mails a text, cut after a word where Windows would cut the link anywhere. */
function mailTo(subject: string, text: string): string {
  let link = `mailto:?subject=${encodeURIComponent(subject)}&body=`;
  for (const word of text.match(/\s*\S+/g) ?? []) {
    const next = encodeURIComponent(word);
    if (link.length + next.length > LONGEST_LINK) return link + encodeURIComponent(' …');
    link += next;
  }
  return link;
}

define('stadtlotse-keep', Keep);
