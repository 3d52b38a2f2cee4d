import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseUnits, reachOf } from '../src/fill/order.js';
import { LARGEST_TABLE, leaveOut } from '../src/fill/leave-out.js';
import { readItem } from '../src/read/item.js';
import type { Limits } from '../src/read/commitment.js';
import { cost, tierPrice } from './brute.js';
import type { Item } from '../src/index.js';

const item = fc
  .record({
    size: fc.integer({ min: 1, max: 60 }),
    mode: fc.constantFrom<'all-units' | 'incremental'>('all-units', 'incremental'),
    steps: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 80 }), priceCents: fc.oneof(fc.integer({ min: 1, max: 9_000 }), fc.constantFrom(500, 600)) }), { minLength: 1, maxLength: 8 }),
    threshold: fc.option(fc.integer({ min: 1, max: 3000 }), { freq: 2 }),
  })
  .map(({ size, mode, steps, threshold }): Item => {
    let from = 1;
    const tiers = steps.map(({ gap, priceCents }, k) => ({ from: k === 0 ? from : (from += gap), priceCents }));
    return { key: 'i', name: 'I', units: [{ name: 'each' }, { name: 'case', holds: size, of: 'each' }], orderUnit: 'case', price: { unit: 'case', mode, tiers }, ...(threshold === null ? {} : { threshold: { count: threshold, unit: 'each' } }) };
  });

describe('at sizes where not everything can be looked at', () => {
  test('the quantity ordered is the best of every whole case within reach, one by one', () => {
    let several = 0;
    fc.assert(
      fc.property(item, fc.nat(2500), fc.nat(900), fc.constantFrom<'best-price' | 'least-cost'>('best-price', 'least-cost'), (raw, least, room, aim) => {
        const known = readItem(raw as unknown as Record<string, unknown>, 'item');
        const reach = reachOf(known, least, least + room);
        const size = raw.units[1]!.holds!;
        const whole = Array.from({ length: Math.floor((least + room) / size) + 1 }, (_, k) => k * size).filter((units) => units >= least);
        expect(reach === null).toBe(whole.length === 0);
        if (reach === null) return;
        const reached = whole.filter((units) => units >= (raw.threshold?.count ?? 0));
        let among = reached.length > 0 ? reached : whole;
        if (aim === 'best-price' && among.length > 1) among = among.filter((units) => units > 0);
        const best = among.reduce((a, b) => ((aim === 'best-price' ? tierPrice(raw, Math.max(1, b)) < tierPrice(raw, Math.max(1, a)) : cost(raw, b) < cost(raw, a)) ? b : a));
        expect(chooseUnits(known, reach, aim)).toBe(best);
        if (among.length > 5) several += 1;
      }),
      { numRuns: 600 },
    );
    expect(several).toBeGreaterThan(100);
  });

  test('who is left out: a knapsack over units turned away, which knows nothing of remainders, finds no better', () => {
    const alike = fc.record({ caseUnits: fc.integer({ min: 6, max: 24 }), minimums: fc.array(fc.nat(4), { minLength: 4, maxLength: 16 }), widths: fc.array(fc.nat(2), { maxLength: 8 }) });
    const group = fc.record({ caseUnits: fc.integer({ min: 2, max: 40 }), minimums: fc.array(fc.nat(60), { minLength: 2, maxLength: 30 }), widths: fc.array(fc.nat(6), { maxLength: 4 }) });
    let tried = 0;
    fc.assert(
      fc.property(fc.oneof(group, alike), ({ caseUnits, minimums, widths }) => {
        const limits = minimums.map((least, i): Limits => ({ district: `d${String(i).padStart(3, '0')}`, least, most: least + (widths[i] ?? 0), notToExceed: null }));
        const least = limits.reduce((sum, each) => sum + each.least, 0);
        const most = limits.reduce((sum, each) => sum + each.most, 0);
        const below = Math.floor(most / caseUnits) * caseUnits;
        fc.pre(below < least);
        tried += 1;
        const out = leaveOut(limits, caseUnits)!.map((at) => limits[at]!);
        const high = out.reduce((sum, each) => sum + each.most, 0);
        const low = out.reduce((sum, each) => sum + each.least, 0);
        const units = Math.floor((most - high) / caseUnits) * caseUnits;
        expect(least - low).toBeLessThanOrEqual(units);
        expect({ units, high, low, count: out.length }).toEqual(knapsack(limits, least, most, below, caseUnits));
      }),
      { numRuns: 1000 },
    );
    expect(tried).toBeGreaterThan(300);
  });

  test('500 districts with exact quantities and a case of 144 are decided; where the table would be too large, people decide', () => {
    const limits = Array.from({ length: 500 }, (_, i): Limits => ({ district: `d${i}`, least: 7 + (i % 13), most: 7 + (i % 13), notToExceed: null }));
    const all = limits.reduce((sum, each) => sum + each.least, 0);
    const out = leaveOut(limits, 144)!;
    expect((all - out.reduce((sum, at) => sum + limits[at]!.least, 0)) % 144).toBe(0);
    expect(out.reduce((sum, at) => sum + limits[at]!.least, 0)).toBe(all % 144);
    const wide = limits.map((each, i) => ({ ...each, most: each.most + (i === 0 ? 40_000 : 0) }));
    expect(500 * 100_000 * 40_001).toBeGreaterThan(LARGEST_TABLE);
    expect(leaveOut(wide.map((each) => ({ ...each, least: each.least + 100, most: each.most + 100 })), 100_000)).toBeNull();
  });

  test('throws where nobody needs to be left out', () => {
    expect(() => leaveOut([{ district: 'a', least: 9, most: 12, notToExceed: null }], 12)).toThrow(RangeError);
  });
});

/** For every number of units turned away: the most of them that are minimums, by the fewest districts. The first that leaves whole cases is best. */
function knapsack(limits: readonly Limits[], least: number, most: number, below: number, caseUnits: number): { units: number; high: number; low: number; count: number } {
  const best = new Array<{ low: number; count: number } | null>(most + 1).fill(null);
  best[0] = { low: 0, count: 0 };
  for (const each of limits) {
    for (let high = most; high >= each.most; high -= 1) {
      const before = best[high - each.most];
      if (before === null || before === undefined) continue;
      const next = { low: before.low + each.least, count: before.count + 1 };
      const now = best[high];
      if (now === null || now === undefined || next.low > now.low || (next.low === now.low && next.count < now.count)) best[high] = next;
    }
  }
  for (let units = below; units >= 0; units -= caseUnits) {
    for (let high = 0; high <= most - units; high += 1) {
      const found = best[high];
      if (found !== null && found !== undefined && least - found.low <= units) return { units, high, low: found.low, count: found.count };
    }
  }
  throw new Error('leaving everyone out always works');
}
