import { LitElement, nothing } from 'lit';
import type { Translate } from '../i18n.ts';

/**
 * A part of the panel. It renders into the one shadow root of `<stadt-lotse>`, so that labels reach across parts,
 * `::part()` needs no forwarding, and there is one style sheet.
 */
export abstract class PanelPart extends LitElement {
  static override properties = { t: { attribute: false } };

  declare t: Translate;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The role of what tells how something went: none in the log, which tells of everything in it (WAI-ARIA 1.2, log). */
  protected get statusRole(): 'status' | typeof nothing {
    return this.closest('[role=log]') ? nothing : 'status';
  }

  /** Tells the panel of something the citizen did. */
  protected emit<Detail>(name: string, detail?: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Defines an element once, however often the widget is on a page. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
