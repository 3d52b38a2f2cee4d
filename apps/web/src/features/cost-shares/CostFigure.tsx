import { formatCents } from '@barnraise/money';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/Button.js';
import css from './CostFigure.module.css';

const ExplainSeats = lazy(() => import('./explain/ExplainSeats.js'));

export interface Calculation {
  expectedCents: number;
  maximumCents: number;
  per: string;
  methodWords: string;
  sentences: readonly string[];
  inputHash: string;
  /** Everything behind it, to be worked out again by anybody. */
  file: string;
}

/** A cost: what is expected, what it can come to at most, for what, and how it came about. */
export function CostFigure({ calculation, stale, subject }: { calculation: Calculation; stale?: boolean; subject: string }) {
  const [open, setOpen] = useState(false);
  const fixed = calculation.expectedCents === calculation.maximumCents;
  return (
    <div className={css['cost']} data-stale={stale || undefined} data-on-paper>
      <dl className={css['figures']}>
        <div>
          <dt>{fixed ? 'Cost' : 'Expected'}</dt>
          <dd className={css['expected']}>{formatCents(calculation.expectedCents)}</dd>
        </div>
        {fixed ? null : (
          <div>
            <dt>At most</dt>
            <dd className={css['maximum']}>{formatCents(calculation.maximumCents)}</dd>
          </div>
        )}
      </dl>
      <p className="muted small">
        {calculation.per}. {calculation.methodWords}
      </p>
      <div className={css['why']}>
        <Button look="quiet" icon="info" onClick={() => setOpen(true)}>
          Explain this number
        </Button>
      </div>
      {open ? (
        <Suspense fallback={null}>
          <ExplainSeats calculation={calculation} subject={subject} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
