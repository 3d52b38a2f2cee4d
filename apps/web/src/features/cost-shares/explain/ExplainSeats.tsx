import { type Trace } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { useMemo } from 'react';
import { type Calculation } from '../CostFigure.js';
import { ExplainDialog } from './ExplainDialog.js';

/** The cost of seats or of a settled round, as the server worked it out. */
export default function ExplainSeats({ calculation, subject, onClose }: { calculation: Calculation; subject: string; onClose: () => void }) {
  const trace = useMemo(() => traceOf(calculation.file), [calculation.file]);
  return <ExplainDialog title={`Why ${formatCents(calculation.expectedCents)}?`} lead={`${subject}, ${calculation.per}.`} sentences={calculation.sentences} trace={trace} inputHash={calculation.inputHash} file={calculation.file} onClose={onClose} />;
}

function traceOf(file: string): Trace | null {
  const { trace } = JSON.parse(file) as { trace?: Trace };
  return trace ?? null;
}
