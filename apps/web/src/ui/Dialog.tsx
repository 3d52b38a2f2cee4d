import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Announcer } from './Announcer.js';
import css from './Dialog.module.css';
import { IconButton } from './Button.js';

/**
 * The browser's own dialog: it keeps the focus inside, closes on Escape, makes the rest inert and gives the focus
 * back. It begins at its first field, or at its title: whoever presses Enter at once should not have closed it. `side` slides it in as a sheet (filters on a phone).
 */
export function Dialog({ title, onClose, children, side, bare }: { title: string; onClose: () => void; children: ReactNode; side?: boolean; bare?: boolean }) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      (dialog.querySelector<HTMLElement>('input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)') ?? dialog.querySelector('h2'))?.focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={`${css['dialog']} ${side ? css['side'] : ''} ${bare ? css['bare'] : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div className={css['inside']}>
        <div className={bare ? 'visually-hidden' : `row spread ${css['head']}`}>
          <h2 id={titleId} tabIndex={-1}>{title}</h2>
          {bare ? null : <IconButton icon="close" label="Close" onClick={onClose} />}
        </div>
        {children}
      </div>
      <Announcer inDialog />
    </dialog>
  );
}
