import { canonicalJson, hashOf, type Json } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { type Fill, fillRound, type Item, type Refusal, type Round, words } from '@barnraise/pool-pricing';
import { chargesOwed } from './charge-share.rules.js';
import { priceWords, quantityWords } from './round.words.js';

const ENDED = 'The round did not come to an order. Nobody owes anything.';

export interface Locked {
  readonly state: 'locked' | 'failed';
  readonly inputsText: string;
  readonly inputHash: string;
  readonly resultText: string;
  readonly totalCents: number;
  readonly words: string;
  readonly shares: readonly { readonly party: string; readonly cents: number; readonly words: string; readonly lines: readonly ShareLine[] }[];
}
export interface ShareLine { readonly itemKey: string; readonly units: number; readonly quantityWords: string; readonly priceWords: string; readonly cents: number; readonly words: readonly string[]; /** Where it is a charge: its name, and the item it belongs to. It has no item of its own. */ readonly charge?: string; readonly ofItem?: string | null }

/** What a round comes to from what went in: the same again, byte for byte, whoever works it out. */
export function lockRound(inputs: Round, sealed: boolean): Locked {
  const filled = fillRound(inputs);
  if (!filled.ok) return notWorkedOut(inputs, filled.refusal, sealed);
  const { fill } = filled;
  const items = new Map(inputs.items.map((item) => [item.key, item]));
  const ordered = fill.items.filter(({ state }) => state === 'filled');
  const state = ordered.length > 0 ? 'locked' : 'failed';
  const shares = inputs.districts.map(({ key: party }) => {
    const lines = fill.items.flatMap((item) => lineOf(item, items.get(item.item)!, party, sealed));
    const cents = fill.districts[party]?.cents ?? 0;
    const charges = chargesOwed(fill, party, sealed);
    return { party, cents, lines: [...lines, ...charges], words: state === 'failed' ? notOrdered(fill, items, sealed) : lines.every((line) => line.units === 0) ? 'Your district takes nothing of this order and owes nothing. The round says why.' : `Your district takes ${lines.filter((line) => line.units > 0).map((line) => line.quantityWords).join(', ')} and owes ${formatCents(cents)}.` };
  });
  return {
    state, inputsText: canonicalJson(inputs as unknown as Json), inputHash: fill.inputHash, resultText: canonicalJson(fill as unknown as Json), totalCents: fill.totalCents, shares,
    words: state === 'failed' ? notOrdered(fill, items, sealed) : sealed ? 'The round has locked.' : `Ordered: ${ordered.map((item) => `${quantityWords(items.get(item.item)!, item.orderUnits)} of ${items.get(item.item)!.name}`).join(', ')}, ${formatCents(fill.totalCents)} in all.`,
  };
}

/** Taken together it is more than the engine works with: then nothing is ordered, rather than a round that never locks. */
function notWorkedOut(inputs: Round, refusal: Refusal, sealed: boolean): Locked {
  const words = sealed ? ENDED : 'Nothing is ordered: all commitments together are more than can be worked out. Nobody owes anything.';
  const text = inputs as unknown as Json;
  return {
    state: 'failed', inputsText: canonicalJson(text), inputHash: hashOf(text), resultText: canonicalJson({ items: [], refusal: { field: refusal.field, message: refusal.message } }), totalCents: 0, words,
    shares: inputs.districts.map(({ key: party }) => ({ party, cents: 0, lines: [], words })),
  };
}

/** A sealed round tells each district its own part and nothing else. */
function lineOf(fill: Fill['items'][number], item: Item, party: string, sealed: boolean): ShareLine[] {
  const line = fill.lines.find(({ district }) => district === party);
  if (!line) return [];
  const taken = fill.state === 'filled' ? line.units : 0;
  const price = fill.price === null || taken === 0 ? '' : priceWords(item, fill.price.paid);
  const own = taken === 0 ? [`Of ${item.name} nothing is ordered for your district.`] : [`Your district takes ${quantityWords(item, taken)} at ${price}: ${formatCents(line.goodsCents)}.`];
  return [{ itemKey: item.key, units: taken, quantityWords: quantityWords(item, taken), priceWords: price, cents: taken === 0 ? 0 : line.goodsCents, words: sealed ? own : words(fill.trace, party) }];
}

function notOrdered(fill: Fill, items: ReadonlyMap<string, Item>, sealed: boolean): string {
  if (sealed || fill.items.every(({ lines }) => lines.length === 0)) return sealed ? ENDED : 'Nobody had committed by the lock. Nothing is ordered, and nobody owes anything.';
  const why = fill.items.map((item) => (item.missingToThreshold > 0 ? `${items.get(item.item)!.name} lacked ${quantityWords(items.get(item.item)!, item.missingToThreshold)} of its threshold` : `${items.get(item.item)!.name} came to no whole case`));
  return `Nothing is ordered: ${why.join('; ')}. Nobody owes anything.`;
}
