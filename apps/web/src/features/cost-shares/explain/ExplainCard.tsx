import { Notice } from '../../../ui/Notice.js';
import { Dialog } from '../../../ui/Dialog.js';
import { Bones } from '../../../ui/States.js';
import { useQuote } from '../useQuote.js';
import ExplainSeats from './ExplainSeats.js';

/** The share on a card of the catalogue: worked out again with every step, for one seat. */
export default function ExplainCard({ sectionId, homeDistrictId, subject, onClose }: { sectionId: string; homeDistrictId: string; subject: string; onClose: () => void }) {
  const quote = useQuote(sectionId, homeDistrictId, 1);
  if (quote.calculation) return <ExplainSeats calculation={quote.calculation} subject={subject} onClose={onClose} />;
  return (
    <Dialog title="Why this amount?" onClose={onClose}>
      {quote.refusal ? (
        <Notice tone="warn" title={quote.refusal.message}>
          {quote.refusal.advice}
        </Notice>
      ) : quote.failed ? (
        <Notice tone="warn" title="The cost could not be read." />
      ) : (
        <Bones lines={3} label="Computing the cost" />
      )}
    </Dialog>
  );
}
