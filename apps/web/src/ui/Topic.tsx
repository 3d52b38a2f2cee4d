import { useState, type ReactNode } from 'react';
import css from './Topic.module.css';

/**
 * One part of something that is filled in: closed, its heading and what it says now, in a line; open, the fields. The
 * browser's own disclosure, for the keyboard and the state that is heard; what is closed is not drawn, so that a page
 * of many fields answers at once.
 */
export function Topic({ title, summary, children, open: first = false, tone }: { title: string; summary: ReactNode; children: ReactNode; open?: boolean; tone?: 'warn' | undefined }) {
  const [open, setOpen] = useState(first);
  return (
    <details className={`panel ${css['topic']}`} open={open} onToggle={(event) => (event.target === event.currentTarget ? setOpen(event.currentTarget.open) : undefined)}>
      <summary className={css['summary']}>
        <span className={css['words']}>
          <h2>{title}</h2>
          <span className={css['now']} data-tone={tone}>
            {summary}
          </span>
        </span>
      </summary>
      {open ? <div className={css['inside']}>{children}</div> : null}
    </details>
  );
}
