import { describe, expect, test } from '@jest/globals';
import { calculatePlan, explain, type Calculation, sharedPersonLines, type CostLine, type CostPlan, type LineRule, type Refusal, type SharedPerson } from '../index.js';

const KEYS = ['A', 'B', 'C', 'D', 'E'];
const counts = (values: (number | string)[]) => Object.fromEntries(values.map((value, i) => [KEYS[i]!, { value, countedOn: '2025-10-01', source: 'fall count' }]));
const shareOf = (measure: string, values: (number | string)[]): LineRule => ({ by: 'share-of', driver: { measure, counts: counts(values) } });
const plan = (members: number, lines: Partial<CostLine>[], more: Partial<CostPlan> = {}): CostPlan => ({
  members: KEYS.slice(0, members).map((key) => ({ key, name: { A: 'Aspen', B: 'Birch', C: 'Cedar', D: 'Dogwood', E: 'Elm' }[key]! })),
  lines: lines.map((line, i) => ({ id: `l${i}`, name: `Line ${i + 1}`, rule: { by: 'equally' }, ...line })),
  ...more,
});
function calculate(given: CostPlan): Calculation {
  const result = calculatePlan(given);
  if (!result.ok) throw new Error(result.refusal.message);
  return result;
}
const sharesOf = (given: CostPlan): number[] => Object.values(calculate(given).shares);
function refusalOf(given: unknown): Refusal | null {
  const result = calculatePlan(given as CostPlan);
  return result.ok ? null : result.refusal;
}

describe('each way of sharing a line', () => {
  test.each<[string, number, Partial<CostLine>, number[]]>([
    ['equally', 3, { amountCents: 10000 }, [3334, 3333, 3333]],
    ['by share of enrollment', 3, { amountCents: 1234567, rule: shareOf('enrollment', [412, 188, 95]) }, [731858, 333955, 168754]],
    ['ADM times wealth', 3, { amountCents: 5000000, rule: { by: 'product-of', drivers: [{ measure: 'ADM', counts: counts([400, 400, 200]) }, { measure: 'wealth', counts: counts(['1.25', '0.75', '1.00']) }] } }, [2500000, 1500000, 1000000]],
    ['a blend, rounded once', 3, { amountCents: 10000000, rule: { by: 'blend', parts: [{ part: 60, sharing: shareOf('ADM', [500, 300, 200]) as never }, { part: 40, sharing: shareOf('value', [900, 250, 350]) as never }] } }, [5400000, 2466667, 2133333]],
    ['base fee and use', 4, { amountCents: 12000000, rule: { by: 'base-and-use', baseCents: 3000000, base: { by: 'equally' }, use: shareOf('students', [120, 45, 30, 5]) as never } }, [6150000, 2775000, 2100000, 975000]],
    ['only who is on the line', 3, { amountCents: 900, among: ['B', 'C'] }, [0, 450, 450]],
    ['layers', 3, { rule: { by: 'layers', needs: { A: 1200000, B: 2000000, C: 3000000 } } }, [400000, 800000, 1800000]],
    ['a fixed price, the host carrying the rest', 3, { amountCents: 2100000, rule: { by: 'fixed-price', unit: 'seat', priceCents: 70000, host: 'A', quantities: { measure: 'seats', counts: counts([0, 6, 4]) } } }, [1400000, 420000, 280000]],
    ['amounts by name', 2, { rule: { by: 'named-amounts', amounts: { A: 100, B: -30 } } }, [100, -30]],
    ['a credit', 3, { amountCents: -1000, rule: shareOf('use', [6, 6, 2]) }, [-429, -428, -143]],
    ['indirect cost', 3, { indirect: { directCents: 25000000, equipmentCents: 2000000, subawardsCents: [8000000], subawardLimitCents: 5000000, percent: 8 }, rule: shareOf('use', [5, 3, 2]) }, [800000, 480000, 320000]],
    ['floor and cap by one rate', 4, { amountCents: 1000000, rule: shareOf('use', [70, 20, 8, 2]), bounds: { minimumCents: 50000, maximumCents: 500000 } }, [500000, 321429, 128571, 50000]],
    ['never pin floors and caps in one pass', 3, { amountCents: 10000, rule: shareOf('use', [60, 30, 10]), bounds: { minimumCents: { C: 1100 }, maximumCents: { A: 5000 } } }, [5000, 3750, 1250]],
    ['a limit on the rise over last year', 3, { amountCents: 9000000, rule: shareOf('use', [40, 40, 20]), bounds: { lastYear: { cents: { A: 4000000, B: 2500000, C: 1500000 }, mostRisePercent: 15 } } }, [4400000, 2875000, 1725000]],
    ['an outside quote', 3, { amountCents: 9000000, rule: shareOf('use', [500, 300, 100]), bounds: { quotes: { A: { cents: 6000000 }, B: { cents: 2600000 }, C: { cents: 2000000 } } } }, [5333333, 2600000, 1066667]],
    ['a maximum percent', 3, { amountCents: 1000000, rule: shareOf('use', [80, 15, 5]), bounds: { maximumPercent: 50 } }, [500000, 375000, 125000]],
    ['a limit on the fall from last year', 2, { amountCents: 1000, rule: shareOf('use', [1, 3]), bounds: { lastYear: { cents: { A: 901 }, mostFallPercent: 10 } } }, [811, 189]],
  ])('%s', (_name, members, line, expected) => {
    const result = calculate(plan(members, [line]));
    expect(Object.values(result.shares)).toEqual(expected);
    expect(result.totalCents).toBe(expected.reduce((a, b) => a + b, 0));
    expect(result.lines[0]!.amountCents).toBe(result.totalCents);
  });

  test('a price list, with the hint that ordering more costs less', () => {
    const tiers = [{ from: 1, priceCents: 1200 }, { from: 100, priceCents: 1050 }, { from: 250, priceCents: 925 }];
    const rule = (buyUp: boolean): LineRule => ({ by: 'volume', tiers, mode: 'all-units', buyUp, quantities: { measure: 'units', counts: counts([120, 80, 45]) } });
    const plain = calculate(plan(3, [{ rule: rule(false) }]));
    expect(plain.totalCents).toBe(257250);
    expect(plain.hints).toEqual([{ kind: 'buy-up', line: 'Line 1', quantity: 250, cents: 231250, savesCents: 26000 }]);
    const bought = calculate(plan(3, [{ rule: rule(true) }]));
    expect(Object.values(bought.shares)).toEqual([113265, 75510, 42475]);
    expect(bought.hints).toEqual([]);
  });
});

describe('adjustments show as lines of their own', () => {
  test('a grant for eligible members', () => {
    const given = plan(3, [{ amountCents: 9000000, rule: shareOf('ADM', [50, 30, 20]) }], { adjustments: [{ kind: 'grant', id: 'g', name: 'Grant', amountCents: 3000000, eligible: ['A', 'C'] }] });
    expect(calculate(given).lines[1]).toMatchObject({ kind: 'adjustment', amountCents: -3000000, shares: { A: -2142857, C: -857143 } });
    expect(sharesOf(given)).toEqual([2357143, 2700000, 942857]);
  });

  test('an E-rate discount by own rate', () => {
    const lines = [{ rule: { by: 'named-amounts' as const, amounts: { A: 1200000, B: 600000, C: 600000 } } }];
    const rates = { kind: 'discount' as const, id: 'e', name: 'E-rate', ratePercents: { A: 90, B: 70, C: 40 } };
    expect(sharesOf(plan(3, lines, { adjustments: [{ ...rates, handOut: 'own-rate' }] }))).toEqual([201931, 211862, 378207]);
    expect(sharesOf(plan(3, lines, { adjustments: [{ ...rates, handOut: 'same-rate' }] }))).toEqual([396000, 198000, 198000]);
  });

  test('a guarantee to small districts', () => {
    const lines = [{ rule: { by: 'named-amounts' as const, amounts: { A: 500, B: 300, C: 300000, D: 100000 } } }];
    const given = plan(4, lines, { adjustments: [{ kind: 'guarantee', id: 's', name: 'Small', atMostCents: { A: 100, B: 400 }, financedBy: ['C', 'D'] }] });
    expect(sharesOf(given)).toEqual([100, 300, 300300, 100100]);
  });

  test('limits over the whole plan', () => {
    const given = plan(2, [{ amountCents: 900, among: ['A'] }, { amountCents: 100, among: ['B'] }], { adjustments: [{ kind: 'limits', id: 'b', name: 'Limits', bounds: { minimumCents: { B: 250 } } }] });
    expect(calculate(given).lines[2]).toMatchObject({ amountCents: 0, shares: { A: -150, B: 150 } });
    expect(sharesOf(given)).toEqual([750, 250]);
  });
});

describe('what cannot be done is refused by name and gap', () => {
  const last = { cents: { A: 4000000, B: 2500000, C: 1500000 }, mostRisePercent: 5 };
  test.each<[string, unknown, Partial<Refusal>]>([
    ['maximums fall short', plan(3, [{ amountCents: 9000000, rule: shareOf('use', [40, 40, 20]), bounds: { lastYear: last } }]), { code: 'maximums-fall-short', line: 'Line 1', facts: { gap: 600000, amount: 9000000 } }],
    ['minimums exceed', plan(2, [{ amountCents: 100, bounds: { minimumCents: 60 } }]), { code: 'minimums-exceed-amount', facts: { gap: 20, amount: 100 } }],
    ['limits cross', plan(2, [{ amountCents: 100, bounds: { minimumCents: { A: 60 }, maximumCents: 50 } }]), { code: 'limits-cross', facts: { member: 'A', gap: 10 } }],
    ['a count is missing', plan(3, [{ amountCents: 100, rule: shareOf('ADA', [1, 2]) }]), { code: 'count-missing', facts: { member: 'C', measure: 'ADA' } }],
    ['nobody has any', plan(2, [{ amountCents: 100, rule: shareOf('ADA', [0, 0]) }]), { code: 'nobody-to-charge' }],
    ['a float as weight', plan(1, [{ amountCents: 100, rule: shareOf('ADA', [1.5]) }]), { code: 'facts-invalid' }],
    ['a float as money', plan(1, [{ amountCents: 0.5 }]), { code: 'amount-invalid' }],
    ['another amount than the rule gives', plan(2, [{ amountCents: 5, rule: { by: 'layers', needs: { A: 1, B: 4 } } }]), { code: 'amount-mismatch', facts: { gap: 1, stated: 5, given: 4 } }],
    ['limits on a credit', plan(1, [{ amountCents: -5, bounds: {} }]), { code: 'limits-not-possible-here' }],
    ['a grant above the costs', plan(1, [{ amountCents: 5 }], { adjustments: [{ kind: 'grant', id: 'g', name: 'G', amountCents: 8, eligible: ['A'] }] }), { code: 'grant-exceeds-costs', facts: { gap: 3, amount: 8 } }],
    ['an unknown rule', plan(1, [{ amountCents: 5, rule: { by: 'mood' } as never }]), { code: 'plan-unknown' }],
    ['a stranger on a line', plan(1, [{ amountCents: 5, among: ['Z'] }]), { code: 'plan-malformed' }],
    ['the same member twice', { members: [{ key: 'A' }, { key: 'A' }], lines: [] }, { code: 'plan-malformed' }],
    ['no plan at all', null, { code: 'plan-malformed' }],
  ])('%s', (_name, given, expected) => {
    expect(refusalOf(given)).toMatchObject(expected);
  });
});

describe('a shared person', () => {
  const person = { id: 'p', name: 'Music teacher', payCents: 7845000, measure: 'minutes', work: { A: { value: 600 }, B: { value: 450 }, C: { value: 150 } } };
  const sharesOfPerson = (given: SharedPerson): number[] => {
    const built = sharedPersonLines(given);
    return built.ok ? sharesOf({ members: ['A', 'B', 'C'].map((key) => ({ key })), lines: built.lines }) : [];
  };
  test('travel to the receiver, or in the weight: the results differ', () => {
    const trips = { B: { trips: 18, waysPerTrip: 2, milesPerWay: 36 }, C: { trips: 25, waysPerTrip: 2, milesPerWay: '36.0' } };
    expect(sharesOfPerson({ ...person, travel: { borneBy: 'receiver', centsPerMile: 70, to: trips } })).toEqual([3922500, 3032595, 1106625]);
    expect(sharesOfPerson({ ...person, travel: { borneBy: 'weight', added: { B: 50, C: 70 } } })).toEqual([3565909, 2971591, 1307500]);
    expect(sharesOfPerson({ ...person, measure: 'FTE', work: { A: { value: '0.5' }, B: { value: '0.375' }, C: { value: '0.125' } } })).toEqual([3922500, 2941875, 980625]);
  });
  test('travel to a stranger is refused', () => {
    expect(sharedPersonLines({ ...person, travel: { borneBy: 'weight', added: { Z: 5 } } })).toMatchObject({ ok: false, refusal: { code: 'plan-malformed', facts: { member: 'Z' } } });
  });
});

test('the order of members changes no byte of shares and trace', () => {
  const given = plan(3, [{ amountCents: 1000, rule: shareOf('ADA', [1, 1, 1]) }]);
  const turned = { ...given, members: given.members.toReversed() };
  expect(JSON.stringify(calculate(turned).trace)).toBe(JSON.stringify(calculate(given).trace));
  expect(calculate(turned).inputHash).not.toBe(calculate(given).inputHash);
});

test('a whole plan in words', () => {
  const given = plan(2, [{ amountCents: 1001, rule: shareOf('ADA', [3, 1]), bounds: { minimumCents: { B: 400 } } }, { amountCents: 500, among: ['B'] }], {
    adjustments: [{ kind: 'grant', id: 'g', name: 'State grant', amountCents: 100, eligible: ['B'] }],
  });
  expect(explain(calculate(given).trace)).toEqual([
    'Line 1: $10.01.',
    '$10.01 is split by ADA, 4 in all.',
    'Everyone between its limits pays one rate: $2.00 and 1/3 of a cent for each 1 of weight.',
    'Aspen has 3 of 4, counted on 2025-10-01 (fall count): the exact share is $6.01, so $6.01.',
    'Birch has 1 of 4, counted on 2025-10-01 (fall count): the minimum holds it at $4.00.',
    'Every share comes out in whole cents; nothing is rounded.',
    'Line 2: $5.00.',
    '$5.00 is split by equal shares, 1 in all.',
    'Birch has 1 of 1: the exact share is $5.00, so $5.00.',
    'Every share comes out in whole cents; nothing is rounded.',
    'State grant: \u2212$1.00.',
    '$1.00 lowers what Birch owes; nobody else may use it.',
    '$1.00 is split by what each eligible member owes, 900 in all.',
    'Birch has 900 of 900: the exact share is $1.00, so $1.00.',
    'Every share comes out in whole cents; nothing is rounded.',
    'Aspen pays $6.01.',
    'Birch pays $4.00 + $5.00 \u2212 $1.00 = $8.00.',
    'Together: $14.01.',
  ]);
});
