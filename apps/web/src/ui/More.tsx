import { useState, type ReactNode } from 'react';

/** A line that opens into fields. What is closed is not drawn. */
export function More({ summary, children, open: first = false, small }: { summary: ReactNode; children: ReactNode; open?: boolean; small?: boolean }) {
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => (event.target === event.currentTarget ? setOpen(event.currentTarget.open) : undefined)}>
      <summary className={small ? 'small' : undefined}>{summary}</summary>
      {open ? <div className="stack">{children}</div> : null}
    </details>
  );
}
