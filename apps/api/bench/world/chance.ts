/** The same numbers every time: a bench on other data would be another bench. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 below `n`. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  from<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** Rather an early one: what many districts teach is taught by many. */
  popular<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() ** 3.5 * list.length)]!;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }
}

const kinds = ['consortium', 'party', 'school', 'year', 'term', 'account', 'role', 'count', 'policy', 'offering', 'plan', 'booking', 'seat', 'calculation', 'session'] as const;

/** A well-formed, time-ordered id that is the same for the same thing. */
export function idOf(kind: (typeof kinds)[number], n: number): string {
  return `019a0000-0000-7${kinds.indexOf(kind).toString(16).padStart(3, '0')}-8000-${n.toString(16).padStart(12, '0')}`;
}
