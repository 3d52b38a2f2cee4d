// A round from a seed, so that every run measures the same commitments.
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const CASES = [1, 6, 10, 12, 24, 40, 144];

/** Every district commits to every item. Some pay at most so much, some have no room between their limits. */
export function largeRound(districts, items, random) {
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  const keys = Array.from({ length: districts }, (_, i) => `d${String(i).padStart(4, '0')}`);
  const list = Array.from({ length: items }, (_, k) => itemOf(k, districts, between));
  const commitments = list.flatMap((item) => keys.map((district) => {
    const minimum = between(0, 30);
    const maximum = minimum + (random() < 0.3 ? 0 : between(1, 15));
    const dearest = item.price.tiers[0].priceCents;
    return { district, item: item.key, unit: 'each', minimum, maximum, ...(random() < 0.1 ? { notToExceed: { cents: between(Math.floor(dearest * 0.6), dearest), unit: item.price.unit } } : {}) };
  }));
  return {
    districts: keys.map((key) => ({ key, name: `District ${key.slice(1)}` })),
    items: list,
    commitments,
    rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: true },
    charges: [{ key: 'freight', name: 'Freight', amount: { cents: 1_250_000 }, sharedBy: 'by-goods' }, { key: 'lead', name: 'Lead agency fee', amount: { percentOfGoods: '1.5' }, sharedBy: 'equally' }],
  };
}

function itemOf(k, districts, between) {
  const size = CASES[k % CASES.length];
  const units = size === 1 ? [{ name: 'each', plural: 'each' }] : [{ name: 'each', plural: 'each' }, { name: 'case', holds: size, of: 'each' }];
  const unit = size === 1 ? 'each' : 'case';
  const middle = Math.max(8, Math.floor((districts * 18) / size));
  const first = between(900, 6000);
  const tiers = [[1, 100], [Math.ceil(middle / 4), 94], [Math.ceil(middle * 0.9), 88], [Math.ceil(middle * 1.02), 85], [middle * 2, 80]];
  return {
    key: `i${String(k).padStart(3, '0')}`,
    name: `Item ${k}`,
    units,
    orderUnit: unit,
    price: { unit, mode: k % 5 === 4 ? 'incremental' : 'all-units', tiers: tiers.map(([from, percent]) => ({ from, priceCents: Math.floor((first * percent) / 100) })) },
    ...(k % 3 === 0 ? { threshold: { count: Math.ceil(middle / 2), unit } } : {}),
    ...(k % 4 === 0 ? { charges: [{ key: 'handling', name: 'Handling', amount: { centsPer: 75, unit }, sharedBy: 'by-quantity' }] } : {}),
  };
}
