import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exact, toText } from '@barnraise/money';
import { compareMethods, splitJointProject, type GroupCosts, type JointMethod } from '../src/index.js';
import { readGame } from '../src/games/costs.js';
import { costOf, type Game } from '../src/games/game.js';
import { addsUp, leastCore, previewJointOverrun, splitGame } from '../src/games/joint.js';
import { Fraction } from './fraction.js';
import { passesKohlberg } from './kohlberg.js';
import { SKANE, lettered } from './tables.js';

const KEYS = ['A', 'B', 'C', 'D', 'E', 'F'];
const rounded = (game: Game, method: JointMethod, digits = 2): number[] => splitGame(game, method).map(({ n, d }) => Number((Number(n) / Number(d)).toFixed(digits)));
const gameOf = (members: string[], costs: (number | string)[]): Game =>
  readGame({ kind: 'table', members, costs: Object.fromEntries(costs.map((cost, i) => [members.filter((_, k) => ((i + 1) >> k) & 1).join('+'), cost])) } satisfies GroupCosts);

/** The average over every order of joining, one by one. */
function shapleyByOrders(game: Game): Fraction[] {
  const n = game.members.length;
  const total = Array.from({ length: n }, () => new Fraction(0n));
  let orders = 0n;
  const join = (mask: number): void => {
    if (mask === 2 ** n - 1) return void (orders += 1n);
    for (let i = 0; i < n; i += 1) if (((mask >> i) & 1) === 0) join(mask | (1 << i));
  };
  const count = (mask: number): bigint => {
    let left = 0n;
    for (let i = 0, k = 1n; i < n; i += 1) if (((mask >> i) & 1) === 0) left = left === 0n ? k : left * ++k;
    return left === 0n ? 1n : left;
  };
  join(0);
  const before = (mask: number): bigint => count(2 ** n - 1 - mask);
  for (let mask = 0; mask < 2 ** n - 1; mask += 1) {
    for (let i = 0; i < n; i += 1) {
      if ((mask >> i) & 1) continue;
      const ways = before(mask) * count(mask | (1 << i));
      const extra = BigInt(game.costs[mask | (1 << i)]! - game.costs[mask]!);
      total[i] = total[i]!.plus(new Fraction(ways * extra, game.scale));
    }
  }
  return total.map((value) => value.over(new Fraction(orders)));
}

const table = fc.integer({ min: 2, max: 5 }).chain((n) => fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2 ** n - 1, maxLength: 2 ** n - 1 }).map((costs) => gameOf(KEYS.slice(0, n), costs)));

describe('methods on any costs', () => {
  test('Shapley is the average over all orders', () => {
    fc.assert(fc.property(table, (game) => {
      expect(splitGame(game, 'average-joining-cost').map(toText)).toEqual(shapleyByOrders(game).map(String));
    }), { numRuns: 60 });
  });

  test('every nucleolus passes a Kohlberg check of its own, and a moved one does not', () => {
    const kinds: [JointMethod, (mask: number, game: Game) => Fraction][] = [
      ['nucleolus', () => new Fraction(1n)],
      ['protect-the-least-happy', (mask, game) => new Fraction(BigInt(game.members.filter((_, i) => (mask >> i) & 1).length))],
      ['proportional-nucleolus', (mask, game) => new Fraction(BigInt(game.costs[mask]!))],
    ];
    fc.assert(fc.property(table, fc.constantFrom(...kinds), (game, [method, weight]) => {
      const split = splitGame(game, method).map((share) => Fraction.of(toText(share)));
      const passes = (shares: Fraction[]): boolean => passesKohlberg(game.members.length, (mask) =>
        shares.reduce((left, share, i) => ((mask >> i) & 1 ? left.minus(share) : left), new Fraction(BigInt(game.costs[mask]!))).over(weight(mask, game)));
      expect(passes(split)).toBe(true);
      const step = new Fraction(1n, 7n);
      const moved = split.map((share, i) => (i === 0 ? share.plus(step) : i === 1 ? share.minus(step) : share));
      expect(passes(moved)).toBe(false);
    }), { numRuns: 60 });
  });

  test('every method adds up and treats equals equally', () => {
    fc.assert(fc.property(table, (game) => {
      for (const method of ['own-extra-cost', 'average-joining-cost', 'equal-charge', 'nucleolus', 'protect-the-least-happy', 'same-percent'] as const) {
        let split;
        try { split = splitGame(game, method); } catch { continue; }
        expect(addsUp(game, split)).toBe(true);
      }
      const swapped = game.costs.map((_, mask) => game.costs[(mask & ~3) | ((mask & 1) << 1) | ((mask >> 1) & 1)]!);
      const even = { ...game, costs: game.costs.map((cost, mask) => cost + swapped[mask]!) };
      for (const method of ['average-joining-cost', 'nucleolus', 'protect-the-least-happy'] as const) {
        const [first, second] = splitGame(even, method);
        expect(first).toEqual(second);
      }
    }), { numRuns: 40 });
  });

  test('fixed cost and cost by use: everyone pays F/n + p·q, by Shapley and by both nucleoli', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 0, max: 50 }), fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 }), (fixed, price, use) => {
      const n = use.length;
      const costs = Array.from({ length: 2 ** n - 1 }, (_, k) => use.reduce((all, q, i) => all + (((k + 1) >> i) & 1 ? price * q : 0), fixed));
      const game = gameOf(KEYS.slice(0, n), costs);
      const expected = use.map((q) => new Fraction(BigInt(fixed), BigInt(n)).plus(new Fraction(BigInt(price * q))).toString());
      for (const method of ['average-joining-cost', 'nucleolus', 'protect-the-least-happy'] as const) expect(splitGame(game, method).map(toText)).toEqual(expected);
    }), { numRuns: 40 });
  });

  test('the per-capita nucleolus and Shapley never lower a bill when only the whole costs more', () => {
    fc.assert(fc.property(table, (game) => {
      for (const method of ['average-joining-cost', 'protect-the-least-happy'] as const) {
        expect(previewJointOverrun(game, (changed) => splitGame(changed, method), exact(5)).some((row) => row.falls)).toBe(false);
      }
    }), { numRuns: 40 });
  });
});

describe('costs in a shape equal the same costs as a table', () => {
  const asTable = (game: Game): string[] => Array.from(game.costs, (_, mask) => toText(costOf(game, mask)));
  test('lines, layers and price lists', () => {
    const members = ['A', 'B', 'C'];
    expect(asTable(readGame({ kind: 'lines', members, lines: [{ cost: 10, among: ['A', 'B'] }, { cost: '2.5', among: ['C'] }] }))).toEqual(['0', '10', '10', '10', '5/2', '25/2', '25/2', '25/2']);
    expect(asTable(readGame({ kind: 'layers', members, needs: { A: 3, B: 1, C: 7 } }))).toEqual(['0', '3', '1', '3', '7', '7', '7', '7']);
    const tiers = [{ from: 1, priceCents: 12 }, { from: 4, priceCents: 10 }];
    expect(asTable(readGame({ kind: 'volume', members, tiers, mode: 'incremental', quantities: { A: 1, B: 2, C: 3 } }))).toEqual(['0', '12', '24', '36', '36', '46', '56', '66']);
    expect(asTable(readGame({ kind: 'volume', members, tiers, mode: 'all-units', buyUp: true, quantities: { A: 1, B: 2, C: 3 } }))).toEqual(['0', '12', '24', '36', '36', '40', '50', '60']);
  });
});

describe('the Swedish water project and what its tables say', () => {
  const game = readGame({ kind: 'table', members: ['A', 'H', 'K', 'L', 'M', 'T'], costs: lettered(SKANE) });

  test('Shapley and SCRB as published, and neither stable: H, K and L overpay', () => {
    const printed = { 'average-joining-cost': [20.01, 10.71, 6.61, 10.37, 16.94, 19.18], 'own-extra-cost': [19.54, 13.28, 5.62, 10.9, 16.66, 17.82] } as const;
    for (const method of ['average-joining-cost', 'own-extra-cost'] as const) {
      rounded(game, method, 4).forEach((share, i) => expect(Math.abs(share - printed[method][i]!)).toBeLessThan(0.011));
    }
    const hkl = (method: JointMethod): number => Number((rounded(game, method, 6).slice(1, 4).reduce((a, b) => a + b, 0) - 27.26).toFixed(2));
    expect([hkl('average-joining-cost'), hkl('own-extra-cost')]).toEqual([0.43, 2.54]);
  });

  test('the row printed in 1979 as nucleolus is not one: it fails Kohlberg on M and T', () => {
    const savings = (split: string[]) => (mask: number): Fraction =>
      split.reduce((left, share, i) => ((mask >> i) & 1 ? left.minus(Fraction.of(share)) : left), new Fraction(BigInt(game.costs[mask]!), game.scale));
    const ours = splitGame(game, 'nucleolus').map(toText);
    expect(rounded(game, 'nucleolus')).toEqual([20.35, 12.06, 5, 8.61, 18.32, 19.49]);
    expect(passesKohlberg(6, savings(ours))).toBe(true);
    const gap = Fraction.of(ours[4]!).minus(Fraction.of('18.60'));
    const printed = [...ours.slice(0, 4), '18.60', Fraction.of(ours[5]!).plus(gap).toString()];
    expect(passesKohlberg(6, savings(printed))).toBe(false);
  });

  test('an overrun of 4 lowers a bill under the nucleolus, SCRB and the cost gap, and SCRB is refused', () => {
    const changes = (method: JointMethod): number[] => previewJointOverrun(game, (changed) => splitGame(changed, method), { n: 40000n, d: 8382n }).map((row) => { const { n, d } = exact(row.changeCents); return Number((Number(n) / Number(d)).toFixed(3)); });
    expect(changes('nucleolus')[2]).toBe(-0.484);
    expect(changes('own-extra-cost')[2]).toBe(-0.154);
    expect(changes('cost-gap').filter((change) => change < 0)).toHaveLength(3);
    for (const method of ['average-joining-cost', 'equal-charge', 'protect-the-least-happy'] as const) expect(changes(method)).toEqual([0.667, 0.667, 0.667, 0.667, 0.667, 0.667]);
    const cents = Object.fromEntries(Object.entries(lettered(SKANE)).map(([group, cost]) => [group, Number(cost.replace('.', ''))]));
    const project = { costs: { kind: 'table' as const, members: [...game.members], costs: cents }, method: 'own-extra-cost' as const };
    expect(splitJointProject(project)).toMatchObject({ ok: false, refusal: { code: 'overrun-lowers-a-bill', facts: { member: 'K' } } });
    expect(splitJointProject({ ...project, method: 'average-joining-cost' })).toMatchObject({ ok: true });
  });
});

test("a printed answer that is not one: Young's three towns do not save 4 each per head", () => {
  const game = gameOf(['1', '2', '3'], [15, 20, 35, 55, 61, 65, 78]);
  const perHead = (split: string[]) => (mask: number): Fraction => {
    const size = BigInt(split.filter((_, i) => (mask >> i) & 1).length);
    return split.reduce((left, share, i) => ((mask >> i) & 1 ? left.minus(Fraction.of(share)) : left), new Fraction(BigInt(game.costs[mask]!))).over(new Fraction(size));
  };
  expect(passesKohlberg(3, perHead(['11', '16', '51']))).toBe(false);
  expect(passesKohlberg(3, perHead(splitGame(game, 'protect-the-least-happy').map(toText)))).toBe(true);
});

test('twenty members: Shapley adds up and treats equals equally, with large costs', () => {
  const members = Array.from({ length: 20 }, (_, i) => `m${String(i).padStart(2, '0')}`);
  const game = readGame({ kind: 'layers', members, needs: Object.fromEntries(members.map((key, i) => [key, 10 ** 13 - (i < 10 ? 7 : 0)])) });
  const split = splitGame(game, 'average-joining-cost');
  expect(addsUp(game, split)).toBe(true);
  expect(split.slice(0, 10).map(toText)).toEqual(Array(10).fill(new Fraction(10n ** 13n - 7n, 20n).toString()));
  expect(toText(split[19]!)).toBe(new Fraction(10n ** 13n - 7n, 20n).plus(new Fraction(7n, 10n)).toString());
});

describe('when nobody can be satisfied', () => {
  test('the least core is below zero and names the groups that conflict', () => {
    const core = leastCore(gameOf(['A', 'B', 'C'], [10, 10, 12, 10, 12, 12, 24]));
    expect(toText(core.saving)).toBe('-4');
    expect(core.groups.map((group) => group.members)).toEqual(expect.arrayContaining([['A', 'B'], ['A', 'C'], ['B', 'C']]));
  });
});

describe('a joint project at the door', () => {
  const costs: GroupCosts = { kind: 'table', members: ['A', 'B', 'C'], costs: { A: 60000, B: 50000, C: 40000, 'A+B': 90000, 'A+C': 80000, 'B+C': 70000, 'A+B+C': 105001 } };
  test('is split to the cent with its trace', () => {
    const result = splitJointProject({ costs, method: 'average-joining-cost', names: { A: 'Aspen' } });
    expect(result).toMatchObject({ ok: true, shares: { A: 45001, B: 35000, C: 25000 }, exact: { A: '135001/3' } });
  });
  test('side by side in the lab', () => {
    const result = compareMethods(costs);
    expect(result.ok && result.methods.every((entry) => entry.ok)).toBe(true);
  });
  test.each<[string, unknown, string]>([
    ['a missing group', { ...costs, costs: { A: 1, B: 2, C: 3 } }, 'game-malformed'],
    ['a stranger', { ...costs, costs: { Z: 1 } }, 'game-malformed'],
    ['too many members', { kind: 'table', members: Array.from({ length: 21 }, (_, i) => `m${i}`), costs: {} }, 'game-too-large'],
    ['cents that are not whole', { ...costs, costs: { ...(costs as { costs: object }).costs, A: '1.5' } }, 'amount-invalid'],
    ['costs too large to scale', { ...costs, costs: Object.fromEntries(Object.keys((costs as { costs: object }).costs).map((group) => [group, 10 ** 12])) }, 'amount-invalid'],
    ['no costs', null, 'plan-malformed'],
  ])('%s is refused', (_name, given, code) => {
    expect(splitJointProject({ costs: given as GroupCosts, method: 'average-joining-cost' })).toMatchObject({ ok: false, refusal: { code } });
  });
  test('a method that is not offered is refused', () => {
    expect(splitJointProject({ costs, method: 'nucleolus' as never })).toMatchObject({ ok: false, refusal: { code: 'plan-unknown' } });
  });
});
