import { css } from 'lit';

/** The design: a few colours, derived from the city's one. */
export const panelStyles = css`
  stadtlotse-panel {
    all: initial;
    display: block;
    --brand: var(--stadtlotse-brand, #0a5a83);
    --on-brand: var(--stadtlotse-on-brand, var(--auto-on-brand, #fff));
    --radius: var(--stadtlotse-radius, 0.75rem);
    --background: #fff;
    --surface: #f5f7f9;
    --text: #1b2329;
    --muted: #56626b;
    --line: #d5dce1;
    --control: #6b7780;
    --brand-line: var(--auto-light, var(--brand));
    --link: var(--auto-light, var(--brand));
    --hover: #e9eff3;
    --note: #fdf3d8;
    --error: #a8201a;
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    stadtlotse-panel {
      --background: #14191d;
      --surface: #1e252a;
      --text: #eef2f4;
      --muted: #aab6bd;
      --line: #3a454c;
      --control: #8d9aa2;
      --brand-line: var(--auto-dark, #7ea9c0);
      --link: var(--auto-dark, #9dd0ee);
      --hover: #26313a;
      --note: #3a3214;
      --error: #ff9d94;
      color-scheme: dark;
    }
  }
  :host([mode='sidebar'][open]) {
    inset-block: 0 !important;
    inset-inline-end: 0 !important;
  }
  :host([mode='sidebar']) [part='panel'] {
    block-size: 100vh;
    block-size: 100dvh;
    border-radius: 0;
  }
  :host([mode='inline']) [part='panel'] {
    inline-size: 100%;
    box-shadow: none;
  }
  stadtlotse-panel[hidden] {
    display: none;
  }
  [part='panel'] {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    position: static;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overscroll-behavior: contain;
    inline-size: min(26rem, calc(100vw - 2rem));
    block-size: min(44rem, calc(100vh - 1rem - var(--stadtlotse-bottom, 1rem)));
    block-size: min(44rem, calc(100dvh - 1rem - var(--stadtlotse-bottom, 1rem)));
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: 1rem/1.5 var(--stadtlotse-font, system-ui, sans-serif);
    text-align: start;
    box-shadow: 0 8px 40px rgb(0 0 0 / 28%);
  }
  [part='panel'] .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    padding-block: 0.625rem;
    padding-inline: 1.25rem 0.75rem;
    background: var(--brand);
    color: var(--on-brand);
  }
  [part='avatar'] {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: var(--background);
  }
  [part='avatar'][hidden] {
    display: none;
  }
  [part='panel'] .head h2 {
    /* On the narrowest phones (320 px, WCAG 2.2 1.4.10) the way out stays beside the name. */
    flex: 1 1 4.5rem;
    margin: 0;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  [part='panel'] .head h2 small {
    display: block;
    font-size: 0.875rem;
    font-weight: 400;
  }
  [part='panel'] .head select,
  [part='panel'] .head button {
    box-sizing: border-box;
    min-block-size: 2.75rem;
    margin: 0;
    padding: 0 0.5rem;
    border: 1px solid currentColor;
    border-radius: calc(var(--radius) * 0.66);
    background: var(--brand);
    color: var(--on-brand);
    font: inherit;
    font-size: 0.9375rem;
    cursor: pointer;
  }
  [part='panel'] .head select {
    max-inline-size: min(8rem, 36%);
    padding-inline: 0.375rem 1.5rem;
    text-overflow: ellipsis;
    /* WebKit draws its own control, white on white; the arrow is ours, then. */
    appearance: none;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position: calc(100% - 1rem) 55%, calc(100% - 0.7rem) 55%;
    background-size: 0.35rem 0.35rem;
    background-repeat: no-repeat;
  }
  [part='panel'][dir='rtl'] .head select {
    background-position: 0.7rem 55%, 1rem 55%;
  }
  [part='panel'] option {
    background: var(--background);
    color: var(--text);
  }
  [part='panel'] .head button.icon {
    inline-size: 2.75rem;
    padding: 0;
    border-color: transparent;
    font-size: 1.5rem;
    line-height: 1;
  }
  [part='panel'] .head :is(select, button):focus-visible {
    outline: 2px solid var(--on-brand);
    outline-offset: 2px;
  }
  /* One line of text: the notice, and the way out behind it. */
  [part='disclosure'] {
    display: inline;
    border: 0 solid var(--line);
  }
  .about {
    margin: 0;
    padding: 0.5rem 1.25rem;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
    font-size: 0.9375em;
    line-height: 1.4;
  }
  [part='withdraw'] {
    all: unset;
    min-block-size: 1.5rem;
    color: var(--link);
    text-decoration: underline;
    cursor: pointer;
  }
  .flash {
    margin: 0;
    padding: 0.75rem 1.25rem;
    background: var(--note);
  }
  .body {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
  }
  .scroll {
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  a {
    color: var(--link);
  }
  button.primary,
  button.secondary {
    box-sizing: border-box;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1.5px solid var(--brand-line);
    border-radius: var(--radius);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button.primary {
    background: var(--brand);
    color: var(--on-brand);
  }
  button.secondary {
    background: transparent;
    color: var(--link);
  }
  button[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  :is(a, button, select, input, textarea, summary, .scroller, [part='panel']):focus-visible {
    outline: 3px solid var(--link);
    outline-offset: 2px;
  }
  .scroller:focus-visible,
  [part='panel']:focus-visible {
    outline-offset: -3px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 30em), (max-height: 30em) {
    [part='panel'] {
      position: fixed;
      inset: 0;
      inset-block-start: var(--visible-top, 0);
      inline-size: auto;
      block-size: var(--visible-height, 100%);
      border: 0;
      border-radius: 0;
    }
  }
  @media (min-width: 64em) and (min-height: 46em) {
    [part='panel'] {
      inline-size: 30rem;
      block-size: min(50rem, calc(100vh - 1rem - var(--stadtlotse-bottom, 1rem)));
    }
    .scroller {
      font-size: 1.0625rem;
    }
  }
  @media (max-height: 30em) {
    [part='panel'] {
      overflow-y: auto;
    }
    .body,
    stadtlotse-conversation,
    .scroller {
      flex: none;
    }
  }
  @media (prefers-contrast: more) {
    stadtlotse-panel {
      --muted: var(--text);
      --line: var(--text);
      --control: var(--text);
      --surface: var(--background);
    }
  }
  @media (forced-colors: active) {
    [part='panel'],
    .message.user,
    .card {
      border: 1px solid CanvasText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='panel'] {
      animation: stadtlotse-in 0.15s ease-out;
    }
    @keyframes stadtlotse-in {
      from {
        opacity: 0;
        translate: 0 0.5rem;
      }
    }
  }
`;
