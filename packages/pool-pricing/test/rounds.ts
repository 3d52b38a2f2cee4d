import fc from 'fast-check';
import type { Commitment, Item, Round, Rules } from '../src/index.js';

/** Small rounds of one item, where every way to fill it can be looked at. */
const KEYS = ['ada', 'bly', 'cal', 'dee', 'eli'];

interface Draft {
  readonly caseSize: number;
  readonly gross: number;
  readonly pricedIn: string;
  readonly tiersIn: string | undefined;
  readonly mode: 'all-units' | 'incremental';
  readonly steps: readonly { readonly gap: number; readonly cents: number }[];
  readonly falling: boolean;
  readonly orderUnit: string;
  readonly threshold: number | null;
  readonly ceiling: number | null;
}

const drafts = (falling: fc.Arbitrary<boolean>): fc.Arbitrary<Draft> =>
  fc.record({
    caseSize: fc.integer({ min: 1, max: 7 }),
    gross: fc.integer({ min: 2, max: 9 }),
    pricedIn: fc.constantFrom('each', 'case', 'gross'),
    tiersIn: fc.constantFrom('each', 'case', undefined),
    mode: fc.constantFrom('all-units', 'incremental'),
    steps: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), cents: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(60, 90, 120)) }), { minLength: 1, maxLength: 4 }),
    falling,
    orderUnit: fc.constantFrom('each', 'case', 'case', 'case'),
    threshold: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
    ceiling: fc.option(fc.integer({ min: 1, max: 50 }), { freq: 3 }),
  });

function itemOf(draft: Draft): Item {
  const prices = draft.steps.map((step) => step.cents);
  if (draft.falling) prices.sort((a, b) => b - a);
  let from = 1;
  const tiers = prices.map((priceCents, k) => {
    if (k > 0) from += draft.steps[k]!.gap;
    return { from, priceCents };
  });
  const order = draft.orderUnit === 'case' ? draft.caseSize : 1;
  const ceiling = draft.ceiling === null ? null : Math.max(draft.ceiling, order);
  const most = ceiling === null ? Infinity : Math.floor(ceiling / order) * order;
  return {
    key: 'pens',
    name: 'Pens',
    units: [{ name: 'each' }, { name: 'case', holds: draft.caseSize, of: 'each' }, { name: 'gross', holds: draft.gross, of: 'each' }],
    orderUnit: draft.orderUnit,
    price: { unit: draft.pricedIn, ...(draft.tiersIn === undefined ? {} : { tierUnit: draft.tiersIn }), mode: draft.mode, tiers },
    ...(draft.threshold === null || draft.threshold > most ? {} : { threshold: { count: draft.threshold, unit: 'each' } }),
    ...(ceiling === null ? {} : { ceiling: { count: ceiling, unit: 'each' } }),
  };
}

const limits = fc.record({
  in: fc.constantFrom('each', 'each', 'each', 'case'),
  minimum: fc.nat(9),
  room: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(5)),
  notToExceed: fc.option(fc.record({ cents: fc.oneof(fc.nat(450), fc.constantFrom(30, 60, 75, 90, 105, 120)), unit: fc.constantFrom('each', 'case', 'gross') }), { freq: 2 }),
});

export const commitmentsOf = (most = KEYS.length): fc.Arbitrary<Commitment[]> =>
  fc.array(limits, { maxLength: most }).map((list) =>
    list.map((each, i) => {
      const size = each.in === 'case' ? 3 : 1;
      const minimum = Math.floor(each.minimum / size);
      const commitment = { district: KEYS[i]!, item: 'pens', unit: each.in, minimum, maximum: minimum + Math.floor(each.room / size) };
      return each.notToExceed === null ? commitment : { ...commitment, notToExceed: each.notToExceed };
    }),
  );

export const rules: fc.Arbitrary<Rules> = fc.record({ aim: fc.constantFrom('best-price', 'least-cost'), oddUnits: fc.constantFrom('leave-out', 'leave-out', 'order-for-all'), buyUp: fc.boolean() });

export const smallRounds = (falling: fc.Arbitrary<boolean> = fc.boolean(), ruled: fc.Arbitrary<Rules> = rules): fc.Arbitrary<Round> =>
  fc.record({ draft: drafts(falling), commitments: commitmentsOf(), rules: ruled }).map(({ draft, commitments, rules: chosen }) => ({
    districts: KEYS.map((key) => ({ key })),
    items: [itemOf(draft)],
    commitments,
    rules: chosen,
  }));
