import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { watchRound, words, type Round, type Watch } from '../src/index.js';
import { rules, smallRounds } from './rounds.js';

const open = (round: Round): Watch => {
  const opened = watchRound(round);
  if (!opened.ok) throw new Error(opened.refusal.message);
  return opened.watch;
};

const paper: Round = {
  districts: [{ key: 'cam', name: 'Cambridge' }, { key: 'cou', name: 'Council' }, { key: 'mid', name: 'Midvale' }, { key: 'sal', name: 'Salmon River' }],
  items: [
    {
      key: 'paper',
      name: 'Copy paper',
      units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }],
      orderUnit: 'case',
      price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4150 }, { from: 12, priceCents: 3900 }, { from: 20, priceCents: 3555 }] },
      ceiling: { count: 60, unit: 'case' },
    },
  ],
  commitments: [
    { district: 'cou', item: 'paper', unit: 'ream', minimum: 33, maximum: 45 },
    { district: 'cam', item: 'paper', unit: 'case', minimum: 4, maximum: 5 },
    { district: 'mid', item: 'paper', unit: 'ream', minimum: 30, maximum: 60 },
    { district: 'sal', item: 'paper', unit: 'ream', minimum: 10, maximum: 20, notToExceed: { cents: 3800, unit: 'case' } },
  ],
  rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: true },
};

describe('an open round', () => {
  test('says what is missing to the next price, who would come in, and what everyone would save', () => {
    const progress = open(paper).progress('paper');
    expect(progress.next).toEqual({ tier: 2, fromUnits: 200, priceCents: 3555, unit: 'case', paid: '711/2', missingUnits: 25, missingCases: 3, comeIn: ['sal'], savesCents: 4140 });
    expect([progress.districts, progress.minimumUnits, progress.maximumUnits, progress.orderUnits, progress.roomUnits]).toEqual([3, 103, 155, 120, 497]);
    expect(words(progress.trace).at(-1)).toBe('25 reams more (3 cases), 200 reams (20 cases) in all, and the price is $35.55 per case and all that is ordered now costs $41.40 less together.');
  });

  test('of two better prices that lie equally near, the lower one is told', () => {
    const { next } = open({
      ...paper,
      items: [{ ...paper.items[0]!, orderUnit: 'ream', price: { unit: 'ream', mode: 'all-units', tiers: [{ from: 1, priceCents: 400 }, { from: 10, priceCents: 300 }, { from: 12, priceCents: 350 }] } }],
      commitments: [{ district: 'cou', item: 'paper', unit: 'ream', minimum: 1, maximum: 20 }],
      rules: { aim: 'least-cost', oddUnits: 'leave-out', buyUp: false },
    }).progress('paper');
    expect([next?.missingUnits, next?.fromUnits, next?.priceCents]).toEqual([0, 10, 300]);
  });

  test('says what would fill the last case where no whole number of cases lies between the limits', () => {
    const exact = paper.commitments.slice(0, 3).map((each) => (each.unit === 'ream' ? { ...each, maximum: each.minimum + 1 } : { ...each, maximum: each.minimum }));
    expect(open({ ...paper, commitments: exact }).progress('paper').openCase).toEqual({ moreUnits: 5, fewerUnits: 3 });
    expect(open(paper).progress('paper').openCase).toBeNull();
  });

  test("a district's own figures at each tier, at the contracted price", () => {
    expect(open(paper).atTiers('paper', 'cou').map((row) => [row.fromUnits, row.priceCents, row.cents, row.reached])).toEqual([[10, 4150, 15355, true], [120, 3900, 14430, true], [200, 3555, 13154, false]]);
    // Not bound, it takes nothing now: its minimum is looked at.
    expect(open(paper).atTiers('paper', 'sal').map((row) => row.cents)).toEqual([4150, 3900, 3555]);
    expect(open(paper).atTiers('paper', 'nobody')).toEqual([]);
  });

  test('a minimum that the ceiling has no room for is not taken, and what a preview shows is not taken either', () => {
    const watch = open(paper);
    const result = watch.commit({ district: 'mid', item: 'paper', unit: 'case', minimum: 52, maximum: 55 });
    expect(result).toEqual({ ok: false, refusal: { code: 'ceiling-passed', field: 'commitment.minimum', message: 'The ceiling of Copy paper has room for a minimum of 517 reams; lower the minimum to that.', facts: { room: 517, minimum: 520 } } });
    expect(watch.preview({ district: 'mid', item: 'paper', unit: 'ream', minimum: 517, maximum: 530 }).ok).toBe(true);
    const before = JSON.stringify([watch.item('paper'), watch.totals()]);
    const preview = watch.preview({ district: 'mid', item: 'paper', unit: 'ream', minimum: 60, maximum: 90 });
    expect(preview.ok && preview.fill.price?.priceCents).toBe(3555);
    expect(JSON.stringify([watch.item('paper'), watch.totals()])).toBe(before);
  });

  test('what is not there is refused to a person and thrown at a program', () => {
    const watch = open(paper);
    const codes = [
      watch.commit({ district: 'mid', item: 'pens', unit: 'ream', minimum: 1, maximum: 2 }),
      watch.commit({ district: 'nobody', item: 'paper', unit: 'ream', minimum: 1, maximum: 2 }),
      watch.commit({ district: 'mid', item: 'paper', unit: 'box', minimum: 1, maximum: 2 }),
      watch.commit({ district: 'mid', item: 'paper', unit: 'ream', minimum: 3, maximum: 2 }),
      watch.withdraw('pens', 'mid'),
      watch.withdraw('paper', 'nobody'),
    ].map((result) => (result.ok ? 'ok' : result.refusal.code));
    expect(codes).toEqual(['item-unknown', 'district-unknown', 'unit-unknown', 'limits-cross', 'item-unknown', 'commitment-unknown']);
    expect(() => watch.item('pens')).toThrow(RangeError);
    expect(() => watch.progress('pens')).toThrow(RangeError);
  });

  test('what is said to be missing is exactly what brings the price', () => {
    const chosen = rules.map((each) => ({ ...each, aim: 'best-price' as const, oddUnits: 'leave-out' as const, buyUp: false }));
    let seen = 0;
    fc.assert(
      fc.property(smallRounds(fc.constant(true), chosen), (small) => {
        const round = { ...small, districts: [...small.districts, { key: 'zoe' }] };
        const { next } = open(round).progress('pens');
        if (next === null) return;
        const with_ = (units: number) => open({ ...round, commitments: [...round.commitments, { district: 'zoe', item: 'pens', unit: 'each', minimum: 0, maximum: units }] }).item('pens');
        const there = with_(next.missingUnits);
        if (there.price === null || there.state === 'below-threshold' || there.price.priceCents > next.priceCents) throw new Error(`${next.missingUnits} more do not bring it`);
        seen += 1;
        if (next.missingUnits === 0 || small.items[0]!.price.mode === 'incremental') return;
        const short = with_(next.missingUnits - 1);
        // Fewer may do where somebody is left out for it; what is said keeps everybody.
        if (short.lines.some((line) => line.state === 'left-out')) return;
        if (short.state === 'filled' && short.price!.priceCents <= next.priceCents) throw new Error(`${next.missingUnits - 1} more would do`);
      }),
      { numRuns: 1500 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});
