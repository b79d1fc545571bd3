/** A length as large as the root's would be on a page that left it alone: the reader's own text size. */
const REM = '--stadtlotse-rem';

try {
  // Computed where it is set, so that it stays the same in smaller text; where it cannot be, it is that text's `em`.
  CSS.registerProperty({ name: REM, syntax: '<length>', inherits: true, initialValue: '16px' });
} catch {
  // Known already from another widget on the page, or a browser that knows no such properties.
}

/**
 * Gives a shadow root or a document, of the window `view`, a style sheet; as an element where sheets cannot be
 * constructed (Safari before 16.4). Its `rem` are ours: a page may have made the root's text tiny (`html { font-size:
 * 62.5% }`).
 */
export function adopt(root: ShadowRoot | Document, css: string, view: typeof globalThis = window): void {
  const own = css.replace(/(-?[\d.]+)rem\b/g, `calc($1*var(${REM}))`);
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(own);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = own;
    ('head' in root ? root.head : root).append(style);
  }
}
