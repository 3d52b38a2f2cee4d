import type { PriceTier, Prices } from '../price/list.js';
import type { TierMode } from '../pool.js';
import { refuse } from '../refusal.js';
import { LARGEST_PRICE_CENTS, readCents, readChoice, readCount, readList, readRecord } from './fields.js';
import { inSmallest, unitNamed, type KnownUnit, type Units } from './units.js';

const MOST_TIERS = 50;

export function readPrices(value: unknown, units: Units, field: string): Prices {
  const entry = readRecord(value, field);
  const unit = unitNamed(units, entry['unit'], `${field}.unit`);
  const tierUnit = entry['tierUnit'] === undefined ? unit : unitNamed(units, entry['tierUnit'], `${field}.tierUnit`);
  const mode = readChoice<TierMode>(entry['mode'], ['all-units', 'incremental'], `${field}.mode`);
  const tiers = readList(entry['tiers'], `${field}.tiers`, MOST_TIERS).map((tier, k) => readTier(tier, mode, tierUnit, `${field}.tiers.${k}`));
  if (tiers[0]?.from !== 1) refuse('tiers-malformed', `${field}.tiers`, `${field}.tiers must begin with the price from 1 ${tierUnit.one} on. A least order is a threshold, not a tier.`);
  const falls = tiers.findIndex((tier, k) => k > 0 && tier.from <= tiers[k - 1]!.from);
  if (falls >= 0) refuse('tiers-malformed', `${field}.tiers.${falls}`, `${field}.tiers must be in rising order; ${tiers[falls]!.from} comes after ${tiers[falls - 1]!.from}.`, { from: tiers[falls]!.from });
  // What lies below the first tier, such as a few loose units of a case, has its price.
  return { mode, unit, tierUnit, tiers: tiers.map((tier, k) => (k === 0 ? { ...tier, reach: 1, above: 0 } : tier)) };
}

function readTier(value: unknown, mode: TierMode, tierUnit: KnownUnit, field: string): PriceTier {
  const entry = readRecord(value, field);
  const from = readCount(entry['from'], 1, `${field}.from`);
  const reach = inSmallest(from, tierUnit, 1, `${field}.from`);
  const above = reach - tierUnit.size;
  const priceCents = readCents(entry['priceCents'], 1, LARGEST_PRICE_CENTS, `${field}.priceCents`);
  // "From case 50 on": all 50 must be ordered for the price of all, while band 50 begins after case 49.
  return { from, priceCents, reach: mode === 'all-units' ? reach : above + 1, above };
}
