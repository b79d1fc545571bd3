/**
 * Gives a shadow root or a document, of the window `view`, a style sheet; as an element where sheets cannot be
 * constructed (Safari before 16.4).
 */
export function adopt(root: ShadowRoot | Document, css: string, view: typeof globalThis = window): void {
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    ('head' in root ? root.head : root).append(style);
  }
}
