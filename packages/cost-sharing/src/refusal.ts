/**
 * Why something cannot be worked out, as data: `code` and `facts` for a program, `message` for a
 * person, `line` the cost line concerned by its name (empty when it concerns the whole plan).
 */
export interface Refusal {
  code: RefusalCode;
  message: string;
  line: string;
  facts: Record<string, string | number>;
}

export type RefusalCode =
  | 'plan-unknown'
  | 'plan-malformed'
  | 'amount-invalid'
  | 'amount-mismatch'
  | 'facts-invalid'
  | 'seats-not-positive'
  | 'not-enough-seats'
  | 'count-missing'
  | 'nobody-to-charge'
  | 'minimums-exceed-amount'
  | 'maximums-fall-short'
  | 'limits-cross'
  | 'limits-not-possible-here'
  | 'grant-exceeds-costs'
  | 'days-invalid'
  | 'game-malformed'
  | 'game-too-large'
  | 'method-not-defined'
  | 'overrun-lowers-a-bill'
  | 'solver-gave-up';

export type Outcome<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal };

/** Carries a refusal from deep inside to the door, where `answer` turns it into data. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

export function refuse(code: RefusalCode, message: string, facts: Refusal['facts'] = {}, line = ''): never {
  throw new Refused({ code, message, line, facts });
}

/** The result of `work`, or the refusal it met. Any other exception is a bug and goes through. */
export function answer<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, ...work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
