import { useState, type ReactNode } from 'react';

/**
 * A line that opens into fields. What is closed is not drawn. `must`: something in it has to be seen, a problem for example; it
 * opens then, and nothing but a person closes it again, least of all while somebody types in it.
 */
export function More({ summary, children, open: first = false, must = false, small, className }: { summary: ReactNode; children: ReactNode; open?: boolean; must?: boolean; small?: boolean; className?: string | undefined }) {
  const [open, setOpen] = useState(first || must);
  const [before, setBefore] = useState(must);
  if (must !== before) {
    setBefore(must);
    if (must) setOpen(true);
  }
  return (
    <details className={className} open={open} onToggle={(event) => (event.target === event.currentTarget ? setOpen(event.currentTarget.open) : undefined)}>
      <summary className={small ? 'small' : undefined}>{summary}</summary>
      {open ? <div className="stack">{children}</div> : null}
    </details>
  );
}
