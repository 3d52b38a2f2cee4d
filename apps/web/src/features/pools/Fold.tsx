import { type ReactNode, useEffect, useState } from 'react';
import css from './Rounds.module.css';

/** Fields that most leave alone. It opens by itself where something stands in it or is wrong, and never closes by itself: somebody may be typing in it. */
export function Fold({ summary, filled, wrong = false, children }: { summary: string; filled: boolean; wrong?: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(filled || wrong);
  useEffect(() => {
    if (filled || wrong) setOpen(true);
  }, [filled, wrong]);
  return (
    <details className={css['more']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
