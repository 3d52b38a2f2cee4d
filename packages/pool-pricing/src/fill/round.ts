import { hashOf } from '@barnraise/cost-sharing';
import { watchKnown } from '../live/watch.js';
import type { Totals } from '../live/totals.js';
import type { Round } from '../pool.js';
import { asJson } from '../read/as-json.js';
import { readRound } from '../read/round.js';
import { answer, type Outcome } from '../refusal.js';
import type { ItemFill } from './item.js';

/** What a round comes to when it closes. The same round gives the same fill, byte for byte, in whatever order it is written. */
export interface Fill extends Totals {
  /** By key. */
  readonly items: readonly ItemFill[];
  /** SHA-256 over the round as it was read, as canonical JSON. */
  readonly inputHash: string;
}

/**
 * Fills every item of a round by its rules and totals what each district pays for the items that
 * reach their threshold. Rounds may come from anywhere as JSON: what cannot be worked out is a
 * refusal that names the field and says what to do.
 */
export function fillRound(round: Round): Outcome<{ fill: Fill }> {
  return answer(() => {
    const known = readRound(round);
    const watch = watchKnown(known);
    return { fill: { ...watch.totals(), items: watch.items(), inputHash: hashOf(asJson(known)) } };
  });
}
