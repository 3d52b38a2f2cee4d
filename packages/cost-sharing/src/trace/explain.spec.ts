import { describe, expect, test } from '@jest/globals';
import { canonicalJson, estimateSeats, explain, hashOf, type SeatFacts, type SeatPlan } from '../index.js';

const facts: SeatFacts = { host: 'A', capacity: 25, seats: { A: 12, B: 6 }, names: { A: 'Aspen', B: 'Birch', C: 'Cedar' } };
const told = (plan: SeatPlan, given: SeatFacts = facts, member = 'C'): string[] => {
  const result = estimateSeats(plan, given, { member, seats: 4 });
  return result.ok ? explain(JSON.parse(JSON.stringify(result.estimate.trace))) : [result.refusal.message];
};

describe('a trace in words', () => {
  test('cost recovery names weights, exact fractions and the odd cent', () => {
    const plan: SeatPlan = { method: 'cost-recovery-over-seats', costCents: 2100000, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: 90000 };
    expect(told(plan)).toEqual([
      'Cedar asks for 4 seats; 18 of 25 seats are taken before that.',
      '$21,000.00 is split by seats, 22 in all.',
      'Aspen has 12 of 22: the exact share is $11,454.54 and 6/11 of a cent, so $11,454.55.',
      'Birch has 6 of 22: the exact share is $5,727.27 and 3/11 of a cent, so $5,727.27.',
      'Cedar (this request) has 4 of 22: the exact share is $3,818.18 and 2/11 of a cent, so $3,818.18.',
      'Whole cents come first; 1 odd cent is left; it goes to the largest fraction of a cent: Aspen.',
      'The plan promises at most $900.00 a seat, so Cedar pays $3,600.00 instead of $3,818.18; Aspen carries the difference.',
      'Expected: $3,600.00. At most: $3,600.00, the most the plan allows for these seats.',
    ]);
  });

  test('a dated count names its day and source', () => {
    const counts = { A: { value: 1412, countedOn: '2025-10-01', source: 'state fall count' }, B: { value: 0, countedOn: '2025-10-03', source: 'registrar' }, C: { value: 588, countedOn: '2025-10-01', source: 'state fall count' } };
    expect(told({ method: 'by-dated-count', costCents: 100000, measure: 'enrollment' }, { ...facts, counts })[2]).toBe(
      'Aspen has 1,412 of 2,000, counted on 2025-10-01 (state fall count): the exact share is $706.00, so $706.00.',
    );
  });

  test('every ground has its sentence', () => {
    const base = { method: 'cost-recovery-over-seats', costCents: 1000, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null } as const;
    expect(told(base).at(-1)).toBe("Expected: $1.82. At most: $2.50, if only these seats and the teaching district's own stay taken.");
    expect(told({ ...base, hostSeatsCount: false }).at(-1)).toBe('Expected: $4.00. At most: $10.00, if only these seats stay taken.');
    expect(told({ ...base, emptySeatsCount: true }).at(-1)).toBe('Expected: $1.60. At most: $1.60, because empty seats count, so others leaving changes nothing.');
    expect(told({ method: 'equally', costCents: 1001 }).at(-1)).toBe('Expected: $3.33. At most: $5.01 (exactly $5.00 and 1/2 of a cent, rounded up), if only Cedar and the teaching district are left.');
    expect(told({ method: 'fixed-price-per-seat', priceCents: 41160 })[1]).toBe('Cedar pays the fixed price of $411.60 for each seat: 4 × $411.60 = $1,646.40.');
    expect(told({ method: 'fixed-price-per-seat', priceCents: 41160 }, facts, 'A').slice(1)).toEqual([
      'Aspen teaches the section and pays no price to itself; it carries what the prices do not cover.',
      'Expected: $0.00. At most: $0.00, because this plan charges Aspen nothing.',
    ]);
    expect(told({ method: 'equally', costCents: 900 }, facts, 'B')[5]).toBe('This request is 4 of the 10 seats Birch would then have, so 4/10 of $4.50: exactly $1.80, so $1.80.');
  });
});

describe('canonical JSON', () => {
  test('is the same for the same value', () => {
    expect(canonicalJson({ b: [1, null, 'ü'], a: { d: true, c: -0 }, gone: undefined })).toBe('{"a":{"c":0,"d":true},"b":[1,null,"ü"]}');
    expect(canonicalJson({ list: [{ b: 1, a: 2 }, { a: 1, b: 2 }], 10: 1, 9: 2 })).toBe('{"10":1,"9":2,"list":[{"a":2,"b":1},{"a":1,"b":2}]}');
    expect(canonicalJson({ b: { c: 1 }, a: { d: { f: [{ h: 1, g: 2 }] } } })).toBe('{"a":{"d":{"f":[{"g":2,"h":1}]}},"b":{"c":1}}');
    expect(() => canonicalJson({ a: 0.1 })).toThrow(RangeError);
    expect(() => canonicalJson([{ a: [NaN] }])).toThrow(RangeError);
  });

  test('is hashed by SHA-256', () => {
    expect(hashOf('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25');
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
  });
});
