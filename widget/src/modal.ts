/** Where the panel fills the screen: on phones, and on screens as low as theirs. */
const fullScreen = matchMedia('(max-width: 30em), (max-height: 30em)');

/** What marks the entry of the page's history that going back leaves instead of the page. */
const ENTRY = 'stadtlotse';

/**
 * Shows a dialog until `signal` aborts. Where it fills the screen it is modal: the page behind is neither there for a
 * screen reader nor reached by the keyboard (WCAG 2.2 2.4.3), and going back closes it instead of leaving the page.
 */
export function present(dialog: HTMLDialogElement, close: () => void, signal: AbortSignal): void {
  const root = dialog.getRootNode();
  let entered = false;
  const show = () => {
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    if (dialog.open) dialog.close();
    if (fullScreen.matches) {
      dialog.showModal();
      if (!entered) closeOnBack(close, signal);
      entered = true;
    } else dialog.show();
    if (focused instanceof HTMLElement && dialog.contains(focused)) focused.focus({ preventScroll: true });
  };
  show();
  fullScreen.addEventListener('change', show, { signal });
  signal.addEventListener('abort', () => dialog.close());
}

/** Makes going back call `close`, by an entry of the page's history that is left again when `signal` aborts. */
function closeOnBack(close: () => void, signal: AbortSignal): void {
  // After a reload it is there already.
  if (!isOurs()) history.pushState({ ...Object(history.state), [ENTRY]: true }, '');
  const left = new AbortController();
  const leave = (event: PopStateEvent) => {
    // The page has gone nowhere; its router must not think so.
    event.stopImmediatePropagation();
    left.abort();
    if (!signal.aborted) close();
  };
  addEventListener('popstate', leave, { capture: true, signal: left.signal });
  signal.addEventListener('abort', () => {
    if (isOurs()) history.back();
    else left.abort();
  });
}

function isOurs(): boolean {
  return Boolean(history.state?.[ENTRY]);
}
