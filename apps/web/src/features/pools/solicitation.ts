import { useQuery } from '@apollo/client/react';
import { type BidPriceInput, RoundSolicitationDocument, type SolicitationPartsFragment } from '../../generated/pools/solicitations.js';
import { editableCents, parseCents, wholeOf } from '../../platform/amounts.js';
import { type Problem } from '../../platform/form.js';
import { emptyItem, type ItemValues } from './round-form.js';
import { type Round, type RoundItem } from './words.js';

export type Solicitation = SolicitationPartsFragment;
export type Bid = Solicitation['bids'][number];
export type Estimate = Solicitation['estimates'][number];

/** How a round comes to its contract; null while it is read, and of a round that has one. */
export function useSolicitation(round: Pick<Round, 'id' | 'route'>): Solicitation | null {
  const { data } = useQuery(RoundSolicitationDocument, { variables: { roundId: round.id }, skip: round.route !== 'SOLICITATION', fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  return data?.roundSolicitation ?? null;
}

/** Once bids are due: how it stands with them. */
export function bidsHeadline({ bids }: Pick<Solicitation, 'bids'>, lead: string): string {
  const compared = bids.filter(({ responsive }) => responsive);
  const best = compared.filter(({ lowest }) => lowest);
  if (bids.length === 0) return 'Bids are due, and none is written down yet.';
  if (compared.length === 0) return `No bid answers what was asked.`;
  return `${best.length === 1 ? `${best[0]!.supplier} bids the least in all.` : compared.length === 1 ? 'One bid answers what was asked.' : `${compared.length} bids answer what was asked.`} The board of ${lead} decides.`;
}

/** What comes next while a round is out for bids, and who does it. */
export function bidsNext(round: { lead: { shortName: string }; steps: readonly string[] }, { bids, mayAward }: Pick<Solicitation, 'bids' | 'mayAward'>, closed: boolean): string {
  const { shortName: lead } = round.lead;
  const leads = round.steps.includes('fail');
  if (closed) return leads ? 'Then you write each bid down here, and your board decides.' : `Then ${lead} writes each bid down here, and its board decides. After the award every district commits at those prices.`;
  if (bids.length === 0) return leads ? 'Write each one down as it came, also those that do not answer what was asked; or end the round without an award.' : `${lead} writes each one down. Its board decides then, and after the award every district commits at those prices.`;
  if (!bids.some(({ responsive }) => responsive)) return leads ? 'Write down another bid, or end the round without an award and say why.' : `${lead} ends the round without an award, unless another bid comes.`;
  if (mayAward) return 'Once the board has met, write down the award. Its prices become those of the round, and it opens for firm commitments.';
  return `Once the board has met, the superintendent or an administrator of ${lead} writes the award down here. ${leads ? 'Then you open the round' : `Then ${lead} opens the round`}, and every district commits at those prices.`;
}

/** The price lists of a bid as they stand in the fields, item by item: what was written down, or nothing yet. */
export const bidItems = (round: Round, bid: Bid | null): ItemValues[] => round.items.map((item) => {
  const price = bid?.prices.find(({ itemKey }) => itemKey === item.key);
  return emptyItem({
    name: item.name, units: item.units.map(({ name }) => ({ name, plural: '', holds: '' })), orderUnit: item.orderUnit.name, priceUnit: item.priceUnit.name, tierUnit: item.tierUnit.name === item.priceUnit.name ? '' : item.tierUnit.name,
    mode: price?.mode ?? 'ALL_UNITS', tiers: price?.tiers.map(({ from, priceCents }) => ({ from: String(from), price: editableCents(priceCents) })) ?? [{ from: '1', price: '' }],
  });
});

/** What was typed, as the server takes it. An item whose price is left empty has none in this bid. */
export function bidPrices(items: readonly ItemValues[], keys: readonly RoundItem[], sealed: boolean): { prices: BidPriceInput[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const prices = items.flatMap((item, n): BidPriceInput[] => {
    if (item.tiers.every(({ price }) => price.trim() === '')) return [];
    const tiers = item.tiers.map((tier, at) => {
      const priceCents = parseCents(tier.price);
      const from = at === 0 ? 1 : wholeOf(tier.from);
      if (priceCents === null || priceCents < 1) problems.push({ field: `items-${n}-tiers-${at}-price`, message: `${item.name}: write a price in dollars, such as 42.00` });
      if (from === null || from < 1) problems.push({ field: `items-${n}-tiers-${at}-from`, message: `${item.name}: write from how many on, as a whole number` });
      return { from: from ?? 0, priceCents: priceCents ?? 0 };
    });
    return [{ itemKey: keys[n]!.key, mode: sealed ? 'ALL_UNITS' : item.mode, tiers }];
  });
  return { prices, problems };
}

/** "input.prices.0.tiers.1.from" is the field items-N-tiers-1-from of the item that was sent first. */
export function fieldOfBid(path: string, sent: readonly BidPriceInput[], items: readonly RoundItem[]): string {
  const match = /prices\.(\d+)\.?(.*)$/.exec(path);
  if (!match) return /prices$/.test(path) ? 'items-0-tiers-0-price' : (path.split('.').at(-1) ?? path);
  const n = Math.max(0, items.findIndex(({ key }) => key === sent[Number(match[1])]?.itemKey));
  const tail = match[2]!.split('.').join('-').replace(/priceCents$/, 'price');
  return `items-${n}-${/^tiers-\d+-(from|price)$/.test(tail) ? tail : /^tiers-\d+$/.test(tail) ? `${tail}-price` : 'tiers-0-price'}`;
}
