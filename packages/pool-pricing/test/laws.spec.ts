import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillRound, watchRound, words, type Commitment, type Fill, type Item, type Round } from '../src/index.js';
import { commitmentsOf, rules, smallRounds } from './rounds.js';

const filled = (round: Round): Fill => {
  const result = fillRound(round);
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
  return result.fill;
};
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const must = (yes: boolean, what: string): void => {
  if (!yes) throw new Error(what);
};

const charge = fc.record({
  amount: fc.oneof(fc.record({ cents: fc.nat(5000) }), fc.record({ percentOfGoods: fc.constantFrom<number | string>(3, '2.5', '1/3', 100) }), fc.record({ centsPer: fc.nat(80), unit: fc.constantFrom('each', 'case') })),
  sharedBy: fc.constantFrom<'by-goods' | 'by-quantity' | 'equally'>('by-goods', 'by-quantity', 'equally'),
});
/** Two or three items out of small rounds, with charges on each and on the whole. */
const rounds: fc.Arbitrary<Round> = fc
  .record({ parts: fc.array(smallRounds(), { minLength: 2, maxLength: 3 }), charges: fc.array(charge, { maxLength: 6 }), rules })
  .map(({ parts, charges, rules: chosen }) => {
    const named = charges.map((each, i) => ({ ...each, key: `c${i}`, name: `Charge ${i}` }));
    const whole = named.filter((each) => !('centsPer' in each.amount) && each.sharedBy !== 'by-quantity').slice(0, 2);
    const items = parts.map((part, i): Item => ({ ...part.items[0]!, key: `item${i}`, name: `Item ${i}`, charges: named.filter((each, k) => !whole.includes(each) && k % parts.length === i) }));
    return { districts: parts[0]!.districts, items, commitments: parts.flatMap((part, i) => part.commitments.map((each) => ({ ...each, item: `item${i}` }))), rules: chosen, charges: whole };
  });

const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const turned = [...list];
  for (let i = turned.length - 1, state = seed; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const k = state % (i + 1);
    [turned[i], turned[k]] = [turned[k]!, turned[i]!];
  }
  return turned;
};

describe('what always holds', () => {
  test('lines add up to items, items and charges to districts, districts to the total', () => {
    let charged = 0;
    fc.assert(
      fc.property(rounds, (round) => {
        const fill = filled(round);
        for (const item of fill.items) {
          must(sum(item.lines.map((line) => line.goodsCents)) === item.goodsCents, 'goods of an item');
          must(sum(item.lines.map((line) => line.chargesCents)) === item.chargesCents, 'charges of an item');
          must(sum(item.lines.map((line) => line.units)) === item.orderUnits - item.spareUnits, 'units of an item');
          for (const step of item.trace.steps) if (step.kind === 'charge') must(sum(step.rows.map((row) => row.cents)) === step.cents, 'rows of a charge');
        }
        const counted = fill.items.filter((item) => item.state === 'filled');
        for (const [district, total] of Object.entries(fill.districts)) {
          const lines = counted.flatMap((item) => item.lines.filter((line) => line.district === district));
          const beside = fill.charges.flatMap((step) => step.rows.filter((row) => row.district === district));
          must(total.goodsCents === sum(lines.map((line) => line.goodsCents)), 'goods of a district');
          must(total.chargesCents === sum(lines.map((line) => line.chargesCents)) + sum(beside.map((row) => row.cents)), 'charges of a district');
          must(total.cents === total.goodsCents + total.chargesCents, 'total of a district');
        }
        must(fill.totalCents === sum(Object.values(fill.districts).map((total) => total.cents)), 'the total');
        must(fill.totalCents === sum(counted.map((item) => item.goodsCents + item.chargesCents)) + sum(fill.charges.map((step) => step.cents)), 'the total by items');
        if (sum(fill.charges.map((step) => step.cents)) > 0) charged += 1;
      }),
      { numRuns: 600 },
    );
    expect(charged).toBeGreaterThan(50);
  });

  test('no commitment leaves its limits, whole cases are ordered, and nobody pays more than it said', () => {
    fc.assert(
      fc.property(smallRounds(), (round) => {
        const item = filled(round).items[0]!;
        const [n, d = '1'] = (item.price?.paid ?? '0').split('/');
        const sizes = new Map<string, number>([['each', 1], ['case', round.items[0]!.units[1]!.holds!], ['gross', round.items[0]!.units[2]!.holds!]]);
        must(item.orderUnits % sizes.get(round.items[0]!.orderUnit)! === 0, 'a broken case');
        for (const line of item.lines) {
          const given = round.commitments.find((each) => each.district === line.district)!;
          must(line.minimum === given.minimum * sizes.get(given.unit)! && line.maximum === given.maximum * sizes.get(given.unit)!, 'other limits');
          if (line.state !== 'takes') must(line.units === 0 && line.goodsCents === 0, 'something for nobody');
          else must(line.units >= line.minimum && line.units <= line.maximum, 'out of its limits');
          const limit = given.notToExceed;
          if (line.state === 'takes' && limit !== undefined) must(BigInt(n!) * BigInt(sizes.get(limit.unit)!) <= BigInt(limit.cents) * BigInt(d), 'above what it pays at most');
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("where the list's price never rises with quantity, nobody's price rises when somebody joins or allows for more", () => {
    let fell = 0;
    let left = 0;
    const fair = rules.map((chosen) => ({ ...chosen, oddUnits: 'leave-out' as const }));
    fc.assert(
      fc.property(smallRounds(fc.constant(true), fair), fc.nat(4), commitmentsOf(1), fc.boolean(), (round, at, more, joins) => {
        const other = more[0];
        const changed: Commitment[] = joins
          ? other === undefined ? [] : [{ ...other, district: 'zoe' }]
          : round.commitments.flatMap((each, i) => (i === at % round.commitments.length ? [{ ...each, maximum: each.maximum + (other?.maximum ?? 1) }] : []));
        const kept = round.commitments.filter((each) => !changed.some((one) => one.district === each.district));
        const districts = [...round.districts, { key: 'zoe' }];
        const before = filled({ ...round, districts }).items[0]!;
        const after = filled({ ...round, districts, commitments: [...kept, ...changed] }).items[0]!;
        if (before.price === null || after.state === 'over-ceiling') return;
        must(after.price !== null, 'an order is lost');
        const [a, b = '1'] = before.price.paid.split('/');
        const [c, d = '1'] = after.price!.paid.split('/');
        must(BigInt(c!) * BigInt(b) <= BigInt(a!) * BigInt(d), `from ${before.price.paid} to ${after.price!.paid}`);
        if (before.price.paid !== after.price!.paid) fell += 1;
        if (after.lines.some((line) => line.state === 'left-out')) left += 1;
      }),
      { numRuns: 2500 },
    );
    expect(fell).toBeGreaterThan(40);
    expect(left).toBeGreaterThan(40);
  });

  test('the order of the input is no matter: the same bytes, hash and trace included', () => {
    fc.assert(
      fc.property(rounds, fc.nat(), (round, seed) => {
        const turned: Round = {
          ...round,
          districts: shuffled(round.districts, seed),
          items: shuffled(round.items, seed + 1).map((item) => ({ ...item, charges: shuffled(item.charges ?? [], seed) })),
          commitments: shuffled(round.commitments, seed + 2),
          charges: shuffled(round.charges ?? [], seed + 3),
        };
        must(JSON.stringify(filled(turned)) === JSON.stringify(filled(round)), 'another order, another fill');
      }),
      { numRuns: 300 },
    );
  });

  test('whatever changes a figure changes the hash', () => {
    fc.assert(
      fc.property(rounds, rounds, (one, other) => {
        const [a, b] = [filled(one), filled(other)];
        if (a.inputHash === b.inputHash) must(JSON.stringify(a) === JSON.stringify(b), 'one hash, two fills');
        else must(JSON.stringify(one) !== JSON.stringify(other), 'two hashes, one round');
      }),
      { numRuns: 200 },
    );
  });

  test('a watch that follows every change stands where a fill of the same round stands', () => {
    const change = fc.record({ commitment: commitmentsOf(1), item: fc.nat(2), district: fc.nat(4), takeBack: fc.boolean() });
    let refused = 0;
    fc.assert(
      fc.property(rounds, fc.array(change, { maxLength: 8 }), (round, changes) => {
        const opened = watchRound({ ...round, commitments: [] });
        if (!opened.ok) throw new Error(opened.refusal.message);
        const { watch } = opened;
        const now = new Map<string, Commitment>();
        const commit = (each: Commitment): void => {
          const result = watch.commit(each);
          if (result.ok) now.set(`${each.item} ${each.district}`, each);
          else refused += 1;
        };
        round.commitments.forEach(commit);
        for (const { commitment, item, district, takeBack } of changes) {
          const key = { item: `item${item % round.items.length}`, district: round.districts[district]!.key };
          const held = now.has(`${key.item} ${key.district}`);
          if (!takeBack) commitment.map((each) => ({ ...each, ...key })).forEach(commit);
          else must(watch.withdraw(key.item, key.district).ok === held && now.delete(`${key.item} ${key.district}`) === held, 'took back what was not there');
        }
        const fill = filled({ ...round, commitments: [...now.values()] });
        must(JSON.stringify(watch.items()) === JSON.stringify(fill.items), 'items');
        must(JSON.stringify(watch.totals()) === JSON.stringify({ districts: fill.districts, totalCents: fill.totalCents, charges: fill.charges, trace: fill.trace }), 'totals');
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  test('every trace stands alone as JSON and finds words; told to one district it names no other', () => {
    const names = new Map([['ada', 'Adaton'], ['bly', 'Blyville'], ['cal', 'Calder'], ['dee', 'Deering'], ['eli', 'Elihu']]);
    fc.assert(
      fc.property(smallRounds(), (round) => {
        const item = filled({ ...round, districts: round.districts.map(({ key }) => ({ key, name: names.get(key)! })) }).items[0]!;
        const trace = JSON.parse(JSON.stringify(item.trace)) as typeof item.trace;
        const all = words(trace);
        for (const sentence of all) must(/^[A-Z0-9][^]*\.$/.test(sentence) && !/undefined|NaN|null/.test(sentence), sentence);
        for (const line of item.lines) {
          const own = words(trace, line.district).join(' ');
          for (const [key, name] of names) must(key === line.district || !own.includes(name), `${line.district} reads of ${name}: ${own}`);
          if (line.state !== 'open') must(own.includes(names.get(line.district)!), `${line.district} does not read of itself: ${own}`);
        }
      }),
      { numRuns: 600 },
    );
  });
});
