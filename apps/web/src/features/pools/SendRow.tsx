import { Button } from '../../ui/Button.js';

/** The last row of a form: send it, or leave things as they are. */
export function SendRow({ answer, busy, back, onBack }: { answer: string; busy: boolean; back: string; onBack: (() => void) | null }) {
  return (
    <>
      <Button look="primary" type="submit" busy={busy}>{answer}</Button>
      {onBack ? <Button look="quiet" onClick={onBack}>{back}</Button> : null}
    </>
  );
}
