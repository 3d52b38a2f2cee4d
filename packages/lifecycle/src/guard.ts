/** What a guard compares. `nowMs` and `clockRanOut` are supplied by the machine itself. */
export type FactName<Facts> = Extract<keyof Facts, string> | 'nowMs' | 'clockRanOut';

/** One comparison, as data. Nothing else decides whether a step's condition holds. */
export type Condition<Name extends string> =
  | { readonly fact: Name; readonly is: string | boolean }
  | { readonly fact: Name; readonly atLeast: Name }
  | { readonly fact: Name; readonly above: Name };

/** A named condition with the refusal a person reads when it doesn't hold. */
export interface Guard<Name extends string> {
  readonly holds: Condition<Name>;
  /** How the table says it: "the course mapping is approved". */
  readonly says: string;
  readonly code: string;
  readonly message: string;
}

export type Fact = string | number | boolean | null | undefined;

/** A fact that isn't known makes the comparison fail: capacity and money fail closed. */
export function holds(condition: Condition<string>, facts: Readonly<Record<string, Fact>>): boolean {
  const fact = facts[condition.fact];
  if ('is' in condition) return fact === condition.is;
  const other = facts['atLeast' in condition ? condition.atLeast : condition.above];
  if (typeof fact !== 'number' || typeof other !== 'number') return false;
  return 'atLeast' in condition ? fact >= other : fact > other;
}
