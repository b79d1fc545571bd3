/**
 * Tells a full-screen panel which part of the screen the virtual keyboard leaves, until `signal` aborts. Browsers shrink
 * the visual viewport only, of which style sheets know nothing; one shrunk by zooming is left alone.
 */
export function followVisibleArea(panel: HTMLElement, signal: AbortSignal): void {
  const { visualViewport } = window;
  if (!visualViewport) return;
  const follow = () => {
    const { scale, height, offsetTop } = visualViewport;
    panel.style.setProperty('--visible-height', scale > 1 ? '100%' : `${height}px`);
    panel.style.setProperty('--visible-top', scale > 1 ? '0' : `${offsetTop}px`);
  };
  for (const event of ['resize', 'scroll']) visualViewport.addEventListener(event, follow, { signal });
}
