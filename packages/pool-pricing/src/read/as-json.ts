import type { Json } from '@barnraise/cost-sharing';
import type { KnownCharge } from './charges.js';
import type { Limits } from './commitment.js';
import type { KnownItem } from './item.js';
import type { KnownRound } from './round.js';

/** A round as it was read, for its hash: in the order of keys, counts in the smallest unit. Whatever changes a figure or a word changes this. */
export function asJson({ names, items, commitments, charges, rules }: KnownRound): Json {
  return {
    schema: 'barnraise-pool-round/1',
    districts: [...names].map(([key, name]) => [key, name]),
    items: [...items.values()].map(itemJson),
    // One text per item: rows of texts and whole numbers have one way to be written, and there may be 100,000 of them.
    commitments: [...commitments].map(([item, list]) => [item, JSON.stringify(list.map(rowOf))]),
    charges: charges.map(chargeJson),
    rules: { ...rules },
  };
}

const rowOf = ({ district, least, most, notToExceed }: Limits): readonly (string | number)[] =>
  notToExceed === null ? [district, least, most] : [district, least, most, notToExceed.cents, notToExceed.unit.one];

function itemJson(item: KnownItem): Json {
  const { prices } = item;
  return {
    key: item.key,
    name: item.name,
    specification: item.specification,
    units: [...item.units.values()].map(({ one, many, size }) => [one, many, size]),
    order: item.order.one,
    price: { mode: prices.mode, unit: prices.unit.one, tierUnit: prices.tierUnit.one, tiers: prices.tiers.map(({ from, priceCents }) => [from, priceCents]) },
    threshold: item.threshold,
    ceiling: item.ceiling,
    charges: item.charges.map(chargeJson),
  };
}

function chargeJson({ key, name, amount, sharedBy }: KnownCharge): Json {
  if (amount.kind === 'percent') return { key, name, sharedBy, percent: amount.text };
  return amount.kind === 'fixed' ? { key, name, sharedBy, cents: amount.cents } : { key, name, sharedBy, cents: amount.cents, unit: amount.unit.one };
}
