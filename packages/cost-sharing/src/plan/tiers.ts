import type { PriceTier, TierMode } from './plan.js';

/** What `quantity` units cost under a price list, in cents. Tiers rise from 1; `quantity` >= 0. */
export function tierCost(tiers: readonly PriceTier[], mode: TierMode, quantity: number): number {
  if (quantity === 0) return 0;
  if (mode === 'all-units') return quantity * (tiers.findLast((tier) => tier.from <= quantity)?.priceCents ?? 0);
  return tiers.reduce((cost, tier, k) => {
    const end = tiers[k + 1]?.from ?? Infinity;
    return cost + tier.priceCents * Math.max(0, Math.min(quantity, end - 1) - tier.from + 1);
  }, 0);
}

export interface BuyUp {
  readonly quantity: number;
  readonly cents: number;
}

/** The cheaper way to get `quantity` units by ordering more of them, or null when there is none (always so for incremental lists). */
export function buyUp(tiers: readonly PriceTier[], mode: TierMode, quantity: number): BuyUp | null {
  if (mode !== 'all-units') return null;
  let best: BuyUp | null = null;
  for (const { from, priceCents } of tiers) {
    const cents = from * priceCents;
    if (from > quantity && cents < (best?.cents ?? tierCost(tiers, mode, quantity))) best = { quantity: from, cents };
  }
  return best;
}
