/** Where the panel fills the screen: on phones, and on screens as low as theirs. */
const fullScreen = matchMedia('(max-width: 30em), (max-height: 30em)');

/**
 * Shows a dialog until `signal` aborts. Where it fills the screen it is modal: the page behind is neither there for a
 * screen reader nor reached by the keyboard (WCAG 2.2 2.4.3), and going back closes it instead of leaving the page.
 */
export function present(dialog: HTMLDialogElement, close: () => void, signal: AbortSignal): void {
  const show = () => {
    const focused = (dialog.getRootNode() as ShadowRoot).activeElement;
    if (dialog.open) dialog.close();
    if (fullScreen.matches) {
      dialog.showModal();
      closeOnBack(close, signal);
    } else dialog.show();
    if (focused instanceof HTMLElement && dialog.contains(focused)) focused.focus({ preventScroll: true });
  };
  show();
  fullScreen.addEventListener('change', show, { signal });
  signal.addEventListener('abort', () => dialog.close());
}

/** Makes going back call `close`, once, by an entry of the page's history that is left again when `signal` aborts. */
function closeOnBack(close: () => void, signal: AbortSignal): void {
  if (isOurs()) return;
  const before = history.state;
  history.pushState({ ...(typeof before === 'object' ? before : {}), [ENTRY]: true }, '');
  const wasLeft = new AbortController();
  const leave = (event: PopStateEvent) => {
    // The page has gone nowhere; its router must not think so.
    event.stopImmediatePropagation();
    wasLeft.abort();
    close();
  };
  addEventListener('popstate', leave, { capture: true, signal: wasLeft.signal });
  signal.addEventListener('abort', () => {
    if (!wasLeft.signal.aborted && isOurs()) history.back();
    else wasLeft.abort();
  });
}

const ENTRY = 'stadtlotse';

function isOurs(): boolean {
  return Boolean(history.state?.[ENTRY]);
}
