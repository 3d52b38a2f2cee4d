import { randomInt } from 'node:crypto';

/** Chance that can be thrown again: the same seed gives the same throws in the same order. */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  of<T>(things: readonly T[]): T {
    return things[this.whole(0, things.length - 1)]!;
  }

  shuffled<T>(things: readonly T[]): T[] {
    const all = [...things];
    for (let i = all.length - 1; i > 0; i--) {
      const j = this.whole(0, i);
      [all[i], all[j]] = [all[j]!, all[i]!];
    }
    return all;
  }

  /** Dice of one's own: what one client throws doesn't depend on when the others do. */
  child(n: number): Dice {
    return new Dice((Math.imul(this.seed, 31) + Math.imul(n + 1, 0x9e3779b1)) >>> 0);
  }
}

/** The seeds of this run: the one asked for by STORM_SEED, or fresh ones, as many as STORM_SEEDS says. */
export function seeds(byDefault: number): number[] {
  const { STORM_SEED: one, STORM_SEEDS: many } = process.env;
  if (one) return [Number(one)];
  return Array.from({ length: many ? Number(many) : byDefault }, () => randomInt(1, 1_000_000_000));
}
