// A plain reference for closing and watching a round, written to be obviously right rather than fast:
// quantities case by case, units one by one, money in bigints. It shares no code with the package.

/** What each district pays, by key. For rounds in which whole cases fit everybody's limits. */
export function naiveTotals(round) {
  const totals = new Map(round.districts.map(({ key }) => [key, { goods: 0n, charges: 0n }]));
  for (const item of round.items) {
    const fill = naiveItem(item, round.commitments.filter((each) => each.item === item.key), round.rules);
    for (const line of fill) {
      totals.get(line.key).goods += line.cents;
      totals.get(line.key).charges += line.charges;
    }
  }
  const goods = new Map([...totals].map(([key, total]) => [key, total.goods]));
  const all = [...goods.values()].reduce((a, b) => a + b, 0n);
  for (const charge of round.charges) {
    const paying = [...totals.keys()].filter((key) => goods.get(key) > 0n).sort();
    const amount = charge.amount.cents === undefined ? percentOf(all, charge.amount.percentOfGoods) : BigInt(charge.amount.cents);
    const parts = naiveSplit(amount, paying.map((key) => ({ key, weight: charge.sharedBy === 'equally' ? 1n : goods.get(key) })));
    for (const [key, cents] of parts) totals.get(key).charges += cents;
  }
  return Object.fromEntries([...totals].map(([key, total]) => [key, Number(total.goods + total.charges)]));
}

function percentOf(amount, percent) {
  const [whole, part = ''] = String(percent).split('.');
  return halfUp(amount * BigInt(whole + part), 100n * 10n ** BigInt(part.length));
}
const halfUp = (n, d) => (2n * n + d) / (2n * d);

function naiveItem(item, commitments, { aim, buyUp }) {
  const sizes = { each: 1, case: item.units[1]?.holds ?? 1 };
  const size = sizes[item.orderUnit];
  const per = BigInt(sizes[item.price.unit]);
  const tierSize = sizes[item.price.unit];
  const tierOf = (units) => item.price.tiers.findLast((tier, k) => k === 0 || units >= (item.price.mode === 'all-units' ? tier.from * tierSize : (tier.from - 1) * tierSize + 1));
  const cost = (units) => {
    if (item.price.mode === 'all-units') return BigInt(units) * BigInt(tierOf(units).priceCents);
    return item.price.tiers.reduce((sum, tier, k) => sum + BigInt(tier.priceCents) * BigInt(Math.max(0, Math.min(units, ((item.price.tiers[k + 1]?.from ?? Infinity) - 1) * tierSize) - (tier.from - 1) * tierSize)), 0n);
  };
  const threshold = item.threshold === undefined ? 0 : item.threshold.count * sizes[item.threshold.unit];
  const lastTier = item.price.tiers.at(-1).from * tierSize;
  let bound = commitments.map((each) => ({ key: each.district, least: each.minimum, most: each.maximum, limit: each.notToExceed })).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (;;) {
    const least = bound.reduce((sum, each) => sum + each.least, 0);
    const most = bound.reduce((sum, each) => sum + each.most, 0);
    let units = null;
    for (const floor of [threshold, 0]) {
      for (let each = Math.ceil(Math.max(least, 1) / size) * size; each <= most; each += size) {
        if (each < floor) continue;
        const better = aim === 'best-price' ? units !== null && tierOf(each).priceCents < tierOf(units).priceCents : units !== null && cost(each) < cost(units);
        if (units === null || better) units = each;
      }
      if (units !== null) break;
    }
    if (units === null) throw new Error('The naive reference knows only rounds in which whole cases fit.');
    let order = units;
    if (buyUp) for (let each = (Math.floor(most / size) + 1) * size; each <= lastTier + size; each += size) if (cost(each) < cost(order)) order = each;
    const taken = order === units ? units : most;
    const staying = bound.filter(({ limit }) => limit === undefined || BigInt(limit.cents) * per * BigInt(taken) >= cost(order) * BigInt(sizes[limit.unit]));
    if (staying.length < bound.length) {
      bound = staying;
      continue;
    }
    return order < threshold ? [] : naiveLines(item, bound, order, taken, halfUp(cost(order), per), sizes);
  }
}

function naiveLines(item, bound, order, taken, cents, sizes) {
  const lines = bound.map((each) => ({ key: each.key, units: each.least, given: 0, room: each.most - each.least, charges: 0n }));
  for (let left = taken - lines.reduce((sum, line) => sum + line.units, 0); left > 0; left -= 1) {
    let next = null;
    for (const line of lines) {
      if (line.given === line.room) continue;
      const ahead = next === null ? -1 : line.given * next.room - next.given * line.room || line.room - next.room;
      if (ahead < 0) next = line;
    }
    next.given += 1;
    next.units += 1;
  }
  const goods = naiveSplit(cents, lines.map((line) => ({ key: line.key, weight: BigInt(line.units) })));
  for (const line of lines) line.cents = goods.get(line.key);
  for (const charge of item.charges ?? []) {
    const paying = lines.filter((line) => line.units > 0);
    const parts = naiveSplit(halfUp(BigInt(charge.amount.centsPer) * BigInt(order), BigInt(sizes[charge.amount.unit])), paying.map((line) => ({ key: line.key, weight: BigInt(line.units) })));
    for (const line of paying) line.charges += parts.get(line.key);
  }
  return lines;
}

/** Largest remainder with bigints and one sort. */
function naiveSplit(total, parts) {
  const all = parts.reduce((sum, part) => sum + part.weight, 0n);
  const rows = parts.map(({ key, weight }) => ({ key, weight, whole: (total * weight) / all, rest: (total * weight) % all }));
  let left = total - rows.reduce((sum, row) => sum + row.whole, 0n);
  rows.sort((a, b) => (a.rest !== b.rest ? (a.rest > b.rest ? -1 : 1) : a.weight !== b.weight ? (a.weight > b.weight ? -1 : 1) : a.key < b.key ? -1 : 1));
  const shares = new Map();
  for (const row of rows) {
    shares.set(row.key, row.whole + (left > 0n ? 1n : 0n));
    if (left > 0n) left -= 1n;
  }
  return shares;
}

/** The most cases that exact quantities can make when some are left out, and the fewest units turned away for it. */
export function naiveLeftOut(quantities, size) {
  const total = quantities.reduce((a, b) => a + b, 0);
  const reachable = new Array(total + 1).fill(false);
  reachable[0] = true;
  for (const quantity of quantities) for (let sum = total; sum >= quantity; sum -= 1) reachable[sum] ||= reachable[sum - quantity];
  for (let sum = total; ; sum -= 1) if (reachable[sum] && sum % size === 0) return total - sum;
}
