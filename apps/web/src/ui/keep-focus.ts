/** Who moves the focus on purpose does so within this time: a dialog that closes, a page that opens. */
const PATIENCE_MS = 120;
const REACHABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
const PARTS = 'section, article, fieldset, details, dialog, main, [role="group"]';

interface Place {
  removed: Element;
  parent: Element;
  next: Node | null;
  previous: Node | null;
}

/**
 * What has the focus may go away: a row that is removed, a notice that is put away, a button whose work is done. The
 * browser then gives the focus to nobody, and a keyboard or a screen reader starts at the top of the page. Here it goes
 * to the row beside it, else to the heading of its part.
 */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remember = ({ target }: Event) => {
    last = target instanceof Element ? target : null;
  };
  const watcher = new MutationObserver((records) => {
    if (last === null || last.isConnected) return;
    const gone = last;
    const place = records.map((record) => placeOf(record, gone)).find((one) => one !== null);
    if (!place) return;
    last = null;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.activeElement === null || document.activeElement === document.body) heirOf(place, gone)?.focus();
    }, PATIENCE_MS);
  });
  document.addEventListener('focusin', remember);
  watcher.observe(document.documentElement, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    watcher.disconnect();
    clearTimeout(timer);
  };
}

function placeOf({ target, removedNodes, nextSibling, previousSibling }: MutationRecord, gone: Element): Place | null {
  const removed = [...removedNodes].find((node): node is Element => node instanceof Element && node.contains(gone));
  return removed && target instanceof Element ? { removed, parent: target, next: nextSibling, previous: previousSibling } : null;
}

function heirOf({ removed, parent, next, previous }: Place, gone: Element): HTMLElement | null {
  // The same button of the row beside it: whoever puts away one after the other goes on doing so.
  if (removed.matches('li, tr')) {
    for (const beside of [next, previous]) {
      if (!(beside instanceof Element) || !beside.isConnected || beside.tagName !== removed.tagName) continue;
      const heir = beside.querySelector<HTMLElement>(gone.tagName === 'BUTTON' ? 'button:not(:disabled)' : REACHABLE);
      if (heir) return heir;
    }
  }
  for (let part = parent.isConnected ? parent.closest(PARTS) : document.querySelector('main'); part; part = part.parentElement?.closest(PARTS) ?? null) {
    const heading = part.querySelector<HTMLElement>(part.matches('details') ? 'summary' : part.matches('main') ? 'h1' : 'h1, h2, h3, legend');
    if (!heading) continue;
    if (!heading.matches(REACHABLE)) heading.tabIndex = -1;
    return heading;
  }
  return null;
}
