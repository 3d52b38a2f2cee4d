import { expect, test } from '@jest/globals';
import { calculatePlan, explain, leave, splitJointProject, trueUp, type Adjustment, type CostLine, type Step } from '../index.js';

const NAMES = { A: 'Aspen', B: 'Birch', C: 'Cedar' };
const counts = (values: (number | string)[]) => Object.fromEntries(['A', 'B', 'C'].map((key, i) => [key, { value: values[i]! }]));
const steps = (list: readonly Step[]): string[] => explain({ schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names: NAMES, steps: list });
function told(line: Omit<CostLine, 'id' | 'name'>, adjustments: Adjustment[] = []): string[] {
  const result = calculatePlan({ members: Object.entries(NAMES).map(([key, name]) => ({ key, name })), lines: [{ id: 'l', name: 'Line', ...line }], adjustments });
  return result.ok ? explain(result.trace) : [result.refusal.message];
}

test('a blend says its parts, and a tie of fractions is named', () => {
  const words = told({ amountCents: 100000, rule: { by: 'blend', parts: [{ part: 60, sharing: { by: 'share-of', driver: { measure: 'enrollment', counts: counts([500, 300, 200]) } } }, { part: 40, sharing: { by: 'equally' } }] } });
  expect(words.slice(1, 5)).toEqual([
    '3/5 of it goes by enrollment, 1,000 in all: Aspen 500, Birch 300 and Cedar 200.',
    '2/5 of it goes by equal shares, 3 in all: Aspen 1, Birch 1 and Cedar 1.',
    '$1,000.00 is split by enrollment (3/5) and equal shares (2/5).',
    'Aspen has a part of 13/30: the exact share is $433.33 and 1/3 of a cent, so $433.34.',
  ]);
  expect(words[7]).toBe('Whole cents come first; 1 odd cent is left; it goes to the largest fraction of a cent: Aspen (equal fractions: the larger weight goes first, then the first by key).');
});

test('layers, price lists, fixed prices, indirect cost and multiplied counts', () => {
  expect(told({ rule: { by: 'layers', needs: { A: 1000, B: 2500, C: 2500 } } }).slice(1, 3)).toEqual([
    'From $0.00 to $10.00 is needed by Aspen, Birch and Cedar, and shared equally among them.',
    'From $10.00 to $25.00 is needed by Birch and Cedar, and shared equally among them.',
  ]);
  const tiers = [{ from: 1, priceCents: 1200 }, { from: 100, priceCents: 900 }];
  const list = (buyUp: boolean) => told({ rule: { by: 'volume', mode: 'all-units', buyUp, tiers, quantities: { measure: 'licenses', counts: counts([40, 30, 20]) } } })[2];
  expect([list(false), list(true)]).toEqual(['100 units would cost $900.00, which is less: ordering more would save $180.00.', '100 units would cost $900.00, which is less, so that many are bought.']);
  expect(told({ amountCents: 50000, rule: { by: 'fixed-price', unit: 'seat', priceCents: 7000, host: 'A', quantities: { measure: 'seats', counts: counts([0, 3, 2]) } } }).slice(1, 4)).toEqual([
    'Birch pays the fixed price of $70.00 for each seat: 3 × $70.00 = $210.00.',
    'Cedar pays the fixed price of $70.00 for each seat: 2 × $70.00 = $140.00.',
    'The prices bring $350.00 of $500.00; Aspen carries the rest, $150.00.',
  ]);
  const indirect = { directCents: 1000000, equipmentCents: 100000, subawardsCents: [6000000], subawardLimitCents: 5900000, percent: '8' };
  const rule = { by: 'product-of' as const, drivers: [{ measure: 'ADM', counts: counts([4, 4, 2]) }, { measure: 'wealth index', counts: counts(['1.25', '0.75', '1']) }] };
  expect(told({ indirect, rule }).slice(1, 4)).toEqual([
    '$10,000.00 direct cost, less $1,000.00 equipment and $1,000.00 of subawards above the limit, leaves $8,000.00; 8% of that is $640.00.',
    'The counts of ADM are multiplied in: Aspen 4, Birch 4 and Cedar 2.',
    'The counts of wealth index are multiplied in: Aspen 5/4, Birch 3/4 and Cedar 1.',
  ]);
});

test('discounts and guarantees', () => {
  const words = told({ rule: { by: 'named-amounts', amounts: { A: 1000, B: 1000, C: 1000 } } }, [
    { kind: 'discount', id: 'd', name: 'E-rate', ratePercents: { A: 90, B: 90, C: 50 }, handOut: 'same-rate' },
    { kind: 'guarantee', id: 'g', name: 'Small', atMostCents: { A: 200, B: 500 }, financedBy: ['C'] },
  ]);
  expect(words).toContain('The rates are Aspen 90%, Birch 90% and Cedar 50%; their plain average, to a whole percent, is 77%. Of $30.00 that is $23.10, handed out at the same rate to all.');
  expect(words).toContain('Aspen is to pay at most $2.00 and stands at $2.30: $0.30 is carried by Cedar.');
  expect(words).toContain('Birch is to pay at most $5.00 and stands at $2.30: nothing is to be carried by others.');
  expect(words.at(-2)).toBe('Cedar pays $10.00 \u2212 $7.70 + $0.30 = $2.60.');
});

test('a leaver, a true-up and a joint project', () => {
  const left = leave({ member: 'A', shareCents: 1001, day: 67, days: 180, noticeInTime: true, rest: { B: 2, C: 1 } });
  expect(left.ok && steps(left.steps)[0]).toBe('Aspen took part for 67 of 180 days, so 67/180 of $10.01: exactly $3.72 and 107/180 of a cent, so $3.73.');
  const trued = trueUp({ A: 5, B: 6, C: 1 }, { A: 7, B: 5, C: 1 });
  expect(trued.ok && steps(trued.steps)).toEqual([
    'Aspen: final $0.05, billed $0.07, so $0.02 goes back.',
    'Birch: final $0.06, billed $0.05, so $0.01 is still to pay.',
    'Cedar: final $0.01, billed $0.01, so nothing is left to pay.',
  ]);
  const joint = splitJointProject({ costs: { kind: 'table', members: ['A', 'B'], costs: { A: 600, B: 500, 'A+B': 901 } }, method: 'own-extra-cost', names: NAMES });
  expect(joint.ok && explain(joint.trace)).toEqual([
    'Together the project costs $9.01. Everyone pays its own extra cost, and the rest in proportion to what it avoids by taking part.',
    'Aspen would pay $6.00 alone and adds $4.01 to the cost of the others; its exact share is $5.00 and 1/2 of a cent, so $5.01.',
    'Birch would pay $5.00 alone and adds $3.01 to the cost of the others; its exact share is $4.00 and 1/2 of a cent, so $4.00.',
    'Odd cents went to the largest fraction of a cent: Aspen.',
  ]);
});
