import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import css from './Menu.module.css';

/** A button that shows a few links and actions. A disclosure, not an ARIA menu: Tab walks through it. */
export function Menu({ label, face, children, align = 'start', up }: { label: string; face: ReactNode; children: (close: () => void) => ReactNode; align?: 'start' | 'end'; up?: boolean }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div ref={box} className={css['menu']}>
      <button ref={button} type="button" className={css['face']} aria-label={label} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {face}
      </button>
      <div id={id} hidden={!open} className={`${css['sheet']} ${css[align]} ${up ? css['up'] : ''}`}>
        {children(() => setOpen(false))}
      </div>
    </div>
  );
}
