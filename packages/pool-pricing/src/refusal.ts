/**
 * Why something cannot be worked out, as data: `code` and `facts` for a program, `message` for a
 * person (what is wrong, and what to do), `field` the place in the input, such as
 * `items.paper.price.tiers`.
 */
export interface Refusal {
  code: RefusalCode;
  message: string;
  field: string;
  facts: Record<string, string | number>;
}

export type RefusalCode =
  | 'input-malformed'
  | 'key-twice'
  | 'district-unknown'
  | 'item-unknown'
  | 'unit-unknown'
  | 'units-malformed'
  | 'tiers-malformed'
  | 'quantity-invalid'
  | 'amount-invalid'
  | 'limits-cross'
  | 'commitment-twice'
  | 'commitment-unknown'
  | 'ceiling-passed'
  | 'charge-not-possible-here'
  | 'rule-unknown'
  | 'place-missing';

export type Outcome<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal };

/** Carries a refusal from deep inside to the door, where `answer` turns it into data. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

export function refuse(code: RefusalCode, field: string, message: string, facts: Refusal['facts'] = {}): never {
  throw new Refused({ code, message, field, facts });
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
