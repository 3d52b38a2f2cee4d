import { formatCents } from '@barnraise/money';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { type Calculation } from './CostFigure.js';
import css from './CostFigure.module.css';

/** Every step from the plan to the cent, in plain words, and the same as a file anyone can recompute. */
export function Explain({ calculation, subject, onClose }: { calculation: Calculation; subject: string; onClose: () => void }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([calculation.traceJson], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `cost-${calculation.inputHash.slice(0, 12)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return (
    <Dialog title={`Why ${formatCents(calculation.expectedCents)}?`} onClose={onClose}>
      <p className="muted">
        {subject}, {calculation.per}.
      </p>
      <ol className={css['trace']}>
        {calculation.sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ol>
      <p className="muted small">
        The same inputs always give the same cents. Fingerprint of the inputs: <span className={css['hash']}>{calculation.inputHash}</span>
      </p>
      <div className="row">
        <Button onClick={save}>Save the whole calculation</Button>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
