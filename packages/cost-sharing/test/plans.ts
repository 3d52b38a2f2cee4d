import fc from 'fast-check';
import type { Adjustment, Bounds, CostLine, CostPlan, LineRule, Sharing } from '../src/index.js';

/** Plans that are well formed: most of them have an answer, some have limits that cannot be kept. */
const KEYS = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'];
const money = fc.oneof(fc.nat(120), fc.nat(5_000_000));
const weight = fc.oneof(fc.nat(9), fc.integer({ min: 1, max: 2000 }), fc.constantFrom('1.25', '0.75', '1/3', '2/7', '0'));
const each = <T>(keys: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> => fc.tuple(...keys.map(() => value)).map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i]!])));
const driver = (keys: readonly string[], value: fc.Arbitrary<number | string> = weight) => each(keys, value).map((values) => ({ measure: 'enrollment', counts: Object.fromEntries(keys.map((key) => [key, { value: values[key]!, countedOn: '2025-10-01', source: 'state' }])) }));

const simple = (keys: readonly string[]): fc.Arbitrary<Sharing> => fc.oneof(
  fc.constant<Sharing>({ by: 'equally' }),
  driver(keys).map((given): Sharing => ({ by: 'share-of', driver: given })),
  fc.tuple(driver(keys), driver(keys)).map((drivers): Sharing => ({ by: 'product-of', drivers })),
);
const sharing = (keys: readonly string[]): fc.Arbitrary<Sharing> => fc.oneof(simple(keys), fc.array(fc.record({ part: fc.nat(60), sharing: simple(keys) }), { minLength: 1, maxLength: 3 }).map((parts): Sharing => ({ by: 'blend', parts })));

const bounds = (keys: readonly string[]): fc.Arbitrary<Bounds> => fc.record({
  minimumCents: fc.oneof(fc.nat(2), each(keys, fc.nat(3)), each(keys, fc.nat(40))),
  maximumCents: fc.oneof(fc.integer({ min: 1_000_000, max: 5_000_000 }), each(keys, fc.integer({ min: 900_000, max: 5_000_000 }))),
  minimumPercent: fc.oneof(fc.nat(9), fc.constant('0.5'), fc.constant(0)),
  maximumPercent: fc.oneof(fc.integer({ min: 45, max: 100 }), fc.integer({ min: 98, max: 110 })),
  lastYear: fc.record({ cents: each(keys, money), mostRisePercent: fc.integer({ min: 50, max: 4000 }), mostFallPercent: fc.oneof(fc.integer({ min: 90, max: 100 }), fc.constant('99.999'), fc.constant(100)) }, { requiredKeys: ['cents'] }),
  quotes: each(keys.slice(1), fc.record({ cents: fc.oneof(money, fc.integer({ min: 100_000, max: 5_000_000 })) })),
}, { requiredKeys: [] });

const tiers = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(900)), { minLength: 1, maxLength: 4 }).map((steps) => {
  let from = 1;
  return steps.map(([step, priceCents], k) => ({ from: k === 0 ? 1 : (from += step), priceCents }));
});

const rule = (keys: readonly string[], amount: number): fc.Arbitrary<LineRule> => fc.oneof(
  { weight: 4, arbitrary: sharing(keys) },
  fc.record({ by: fc.constant('base-and-use' as const), baseCents: fc.nat(Math.max(0, amount)), base: simple(keys), use: simple(keys) }),
  each(keys, fc.nat(5000)).map((needs): LineRule => ({ by: 'layers', needs })),
  fc.record({ by: fc.constant('volume' as const), tiers, mode: fc.constantFrom('all-units' as const, 'incremental' as const), quantities: driver(keys, fc.nat(25)), buyUp: fc.boolean() }),
  driver(keys, fc.nat(20)).chain((quantities) => fc.record({ by: fc.constant('fixed-price' as const), unit: fc.constant('seat'), priceCents: fc.nat(500), quantities: fc.constant(quantities), host: fc.constantFrom(...keys) })),
  each(keys, fc.integer({ min: -100, max: 9000 })).map((amounts): LineRule => ({ by: 'named-amounts', amounts })),
);

const line = (all: readonly string[], id: string): fc.Arbitrary<CostLine> =>
  fc.tuple(fc.subarray([...all], { minLength: 1 }), fc.oneof({ weight: 9, arbitrary: money }, { weight: 1, arbitrary: fc.integer({ min: -5000, max: -1 }) }), fc.nat(4).map((chance) => chance === 0)).chain(([among, amountCents, withBounds]) =>
    fc.tuple(rule(among, amountCents), withBounds ? bounds(among) : fc.constant(undefined)).map(([given, limits]): CostLine => {
      const derived = given.by === 'layers' || given.by === 'volume' || given.by === 'named-amounts';
      const fixed = given.by === 'named-amounts' || given.by === 'fixed-price' || amountCents < 0;
      const stated = given.by === 'base-and-use' ? Math.max(0, amountCents) : amountCents;
      return { id, name: `Line ${id}`, among, rule: given, ...(derived ? {} : { amountCents: stated }), ...(limits === undefined || fixed ? {} : { bounds: limits }) };
    }),
  );

const adjustment = (keys: readonly string[], id: string): fc.Arbitrary<Adjustment> => {
  const some = fc.subarray([...keys], { minLength: 1 });
  const head = { id, name: `Change ${id}` };
  return fc.oneof(
    fc.tuple(some, fc.oneof(fc.nat(60), fc.nat(9000))).map(([eligible, amountCents]): Adjustment => ({ ...head, kind: 'grant', amountCents, eligible })),
    fc.tuple(some.chain((rated) => each(rated, fc.nat(100))), fc.constantFrom('same-rate' as const, 'own-rate' as const)).map(([ratePercents, handOut]): Adjustment => ({ ...head, kind: 'discount', ratePercents, handOut })),
    fc.tuple(fc.integer({ min: 1, max: keys.length - 1 }), each(keys, money)).map(([cut, most]): Adjustment => ({ ...head, kind: 'guarantee', atMostCents: Object.fromEntries(keys.slice(0, cut).map((key) => [key, most[key]!])), financedBy: keys.slice(cut) })),
    bounds(keys).map((limits): Adjustment => ({ ...head, kind: 'limits', bounds: limits })),
  );
};

export const plans: fc.Arbitrary<CostPlan> = fc.integer({ min: 2, max: 6 }).chain((count) => {
  const keys = KEYS.slice(0, count);
  return fc.record({
    members: fc.shuffledSubarray(keys.map((key) => ({ key, name: `${key} District` })), { minLength: count, maxLength: count }),
    lines: fc.integer({ min: 1, max: 3 }).chain((lines) => fc.tuple(...Array.from({ length: lines }, (_, i) => line(keys, `l${i}`)))),
    adjustments: fc.oneof({ weight: 2, arbitrary: fc.constant<Adjustment[]>([]) }, { weight: 1, arbitrary: adjustment(keys, 'a').map((entry) => [entry]) }),
  });
});
