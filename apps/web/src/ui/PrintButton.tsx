import { Button } from './Button.js';

/** Paper for the board. Left out on a phone. */
export function PrintButton() {
  return (
    <span data-paper>
      <Button icon="print" onClick={() => window.print()}>
        Print
      </Button>
    </span>
  );
}
