import { canonicalJson, type CostLine, type CostPlan, hashOf, type Json, type LineRule } from '@barnraise/cost-sharing';
import { compare, exact, formatCents, halfUp, multiply, ratio } from '@barnraise/money';
import { planShares, type RoundPlan } from '../cost-shares/index.js';
import { type ShortRuleName } from './receiving.rules.js';
import { balanceWords } from './settled-debts.rules.js';

/** What a settlement is worked out from, as the database gives it. Units are the smallest. */
export interface SettlementInputs {
  readonly lead: string;
  readonly sealed: boolean;
  readonly rule: ShortRuleName;
  readonly charges: readonly AgreedCharge[];
  readonly items: readonly { readonly key: string; readonly name: string; readonly charges: readonly AgreedCharge[] }[];
  readonly parties: readonly { readonly key: string; readonly name: string }[];
  readonly kept: readonly { readonly party: string; readonly item: string; readonly units: number }[];
  readonly orders: readonly { readonly party: string; readonly lines: readonly { readonly party: string; readonly item: string; readonly agreedCents?: number; readonly finalCents: number }[]; readonly charges: readonly (Amount & { readonly agreedCents?: number })[]; readonly others: readonly Amount[] }[];
}
interface AgreedCharge { readonly name: string; readonly sharedBy: 'by-goods' | 'by-quantity' | 'equally' }
interface Amount { readonly name: string; readonly cents: number }

export interface SettledLine { readonly id: string; readonly kind: 'goods' | 'charge' | 'other'; readonly itemKey: string | null; readonly name: string; readonly units: number | null; readonly cents: number; readonly ofCents: number; readonly words: string }
export interface SettledPart {
  readonly party: string; readonly cents: number; readonly paidCents: number; readonly words: string; readonly lines: readonly SettledLine[];
  readonly inputText: string; readonly inputHash: string; readonly traceText: string;
}
export interface Settled { readonly inputsText: string; readonly inputHash: string; readonly plan: RoundPlan; readonly totalCents: number; readonly parts: readonly SettledPart[] }

interface Known { readonly line: CostLine; readonly kind: SettledLine['kind']; readonly itemKey: string | null; readonly how: string }
const plain = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
const sum = (some: readonly number[]): number => some.reduce((all, each) => all + each, 0);

/**
 * What everybody finally owes: the same again, byte for byte. Goods go to whoever keeps them, freight and fees are lines of their
 * own, and the parts add up to what is paid. In a sealed round each district stands alone with its own order.
 */
export function settle(inputs: SettlementInputs): Settled {
  const groups = inputs.sealed ? inputs.parties.map((party) => of(inputs, party.key)) : [inputs];
  const unsaid = groups.flatMap((group) => partsOf(group, inputs.sealed));
  const balances = unsaid.map((part) => ({ ...part, name: inputs.parties.find(({ key }) => key === part.party)!.name }));
  const parts = unsaid.map((part): SettledPart => ({ ...part, words: `Your district finally owes ${formatCents(part.cents)}. ${balanceWords(part.party, balances, inputs.sealed)}` }));
  const text = inputs as unknown as Json;
  const plan: RoundPlan = { schema: 'barnraise-round-plan/1', rule: inputs.rule, charges: inputs.charges, items: inputs.items };
  return { inputsText: canonicalJson(text), inputHash: hashOf(text), plan, totalCents: sum(parts.map(({ cents }) => cents)), parts: parts.sort((a, b) => (a.party < b.party ? -1 : 1)) };
}

const of = (inputs: SettlementInputs, party: string): SettlementInputs => ({
  ...inputs, parties: inputs.parties.filter(({ key }) => key === party), kept: inputs.kept.filter((one) => one.party === party), orders: inputs.orders.filter((order) => order.party === party),
});

function partsOf(inputs: SettlementInputs, alone: boolean): Omit<SettledPart, 'words'>[] {
  const known = linesOf(inputs, alone);
  const plan: CostPlan = { members: inputs.parties.map(({ key, name }) => ({ key, name })), lines: known.map(({ line }) => line) };
  const worked = planShares(plan);
  return inputs.parties.map(({ key }) => {
    const cents = worked.shares[key] ?? 0;
    const lines = known.flatMap(({ line, kind, itemKey, how }): SettledLine[] => {
      const result = worked.lines.find(({ id }) => id === line.id)!;
      const own = result.shares[key] ?? 0;
      const units = itemKey === null ? null : keptOf(inputs, itemKey, key);
      if (own === 0 && !units) return [];
      return [{ id: line.id, kind, itemKey, name: line.name, units, cents: own, ofCents: alone ? own : result.amountCents, words: own === result.amountCents || alone ? how : `${how} Of ${formatCents(result.amountCents)} your part is ${formatCents(own)}.` }];
    });
    const paidCents = sum(inputs.orders.filter(({ party }) => party === key).map(paidFor));
    const input = { plan, member: key } as unknown as Json;
    return { party: key, cents, paidCents, lines, inputText: canonicalJson(input), inputHash: worked.inputHash, traceText: worked.traceText };
  });
}

const paidFor = (order: SettlementInputs['orders'][number]): number => sum([...order.lines.map(({ finalCents }) => finalCents), ...order.charges.map(({ cents }) => cents), ...order.others.map(({ cents }) => cents)]);
const keptOf = (inputs: SettlementInputs, item: string, party: string): number => inputs.kept.find((one) => one.item === item && one.party === party)?.units ?? 0;
const byName = (amounts: Readonly<Record<string, number>>): LineRule => ({ by: 'named-amounts', amounts });
const shareOf = (measure: string, counts: Readonly<Record<string, number>>): LineRule => ({ by: 'share-of', driver: { measure, counts: Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, { value }])) } });

/**
 * What a district accepted above the contract binds itself alone: only what was agreed is shared. Goods are shared unless each
 * keeps what came to it; a charge is, where all agreed to it.
 */
function apart(inputs: SettlementInputs): SettlementInputs {
  const shared = new Set([...inputs.charges, ...inputs.items.flatMap(({ charges }) => charges)].map(({ name }) => plain(name)));
  const above = (cents: number, agreedCents: number | undefined): number => (agreedCents === undefined ? 0 : Math.max(0, cents - agreedCents));
  return {
    ...inputs,
    orders: inputs.orders.map((order) => {
      const goods = order.lines.map((line) => (inputs.rule === 'as-delivered' && line.party === order.party ? 0 : above(line.finalCents, line.agreedCents)));
      const beside = order.charges.map(({ name, cents, agreedCents }) => (shared.has(plain(name)) ? above(cents, agreedCents) : 0));
      const nameOf = (key: string): string => inputs.items.find((item) => item.key === key)?.name ?? key;
      return {
        ...order,
        lines: order.lines.map((line, n) => ({ ...line, finalCents: line.finalCents - goods[n]! })),
        charges: order.charges.map((charge, n) => ({ ...charge, cents: charge.cents - beside[n]! })),
        others: [
          ...order.others,
          ...order.lines.flatMap(({ item }, n) => (goods[n]! > 0 ? [{ name: `${nameOf(item)}, above the contract`, cents: goods[n]! }] : [])),
          ...order.charges.flatMap(({ name }, n) => (beside[n]! > 0 ? [{ name: `${name.trim()}, above what was agreed`, cents: beside[n]! }] : [])),
        ],
      };
    }),
  };
}

function linesOf(given: SettlementInputs, alone: boolean): Known[] {
  const inputs = alone ? given : apart(given);
  const keys = inputs.parties.map(({ key }) => key);
  const each = (amount: (key: string) => number): Record<string, number> => Object.fromEntries(keys.map((key) => [key, amount(key)]));
  const goods = inputs.items.flatMap(({ key: item, name }): Known[] => {
    const billed = each((party) => sum(inputs.orders.flatMap(({ lines }) => lines.filter((line) => line.item === item && line.party === party).map(({ finalCents }) => finalCents))));
    const kept = each((party) => keptOf(inputs, item, party));
    const amountCents = sum(Object.values(billed));
    if (amountCents === 0 && sum(Object.values(kept)) === 0) return [];
    const line = { id: item, name };
    return inputs.rule === 'as-delivered' || sum(Object.values(kept)) === 0
      ? [{ line: { ...line, rule: byName(billed) }, kind: 'goods', itemKey: item, how: 'What was billed and approved for what came to your district.' }]
      : [{ line: { ...line, amountCents, rule: shareOf('units kept', kept) }, kind: 'goods', itemKey: item, how: 'Shared by what each district keeps.' }];
  });
  const goodsCents = goods.length === 0 ? {} : planShares({ members: inputs.parties.map(({ key, name }) => ({ key, name })), lines: goods.map(({ line }) => line) }).shares;
  const agreed = (name: string): { readonly sharedBy: AgreedCharge['sharedBy']; readonly item: string | null } | null => {
    const ofRound = inputs.charges.find((charge) => plain(charge.name) === plain(name));
    const item = inputs.items.find(({ charges }) => charges.some((charge) => plain(charge.name) === plain(name)));
    const charge = ofRound ?? item?.charges.find((one) => plain(one.name) === plain(name));
    return charge ? { sharedBy: charge.sharedBy, item: ofRound ? null : item!.key } : null;
  };
  const named = (kind: 'charges' | 'others') => [...new Map(inputs.orders.flatMap((order) => order[kind]).map(({ name }) => [plain(name), name])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const ofOrders = (kind: 'charges' | 'others', key: string): Record<string, number> => each((party) => sum(inputs.orders.filter((order) => order.party === party).flatMap((order) => order[kind].filter(({ name }) => plain(name) === key).map(({ cents }) => cents))));
  const charges = named('charges').flatMap(([key, name]): Known[] => {
    const billed = ofOrders('charges', key);
    const amountCents = sum(Object.values(billed));
    if (amountCents === 0 && Object.values(billed).every((cents) => cents === 0)) return [];
    const rule = agreed(name);
    const one = { id: `charge|${key}`, name };
    // Its own bill is a district's own; only what all agreed to share is shared.
    if (alone || rule === null) return [{ line: { ...one, rule: byName(billed) }, kind: 'charge', itemKey: null, how: 'Billed with the order of your district.' }];
    const weights = rule?.sharedBy === 'by-quantity' ? each((party) => sum(inputs.kept.filter((kept) => kept.party === party && (rule.item === null || kept.item === rule.item)).map(({ units }) => units)))
      : rule?.sharedBy === 'equally' ? each((party) => (inputs.kept.some((kept) => kept.party === party && kept.units > 0 && (rule.item === null || kept.item === rule.item)) ? 1 : 0))
      : each((party) => Math.max(0, rule?.item == null ? (goodsCents[party] ?? 0) : sum(inputs.orders.flatMap(({ lines }) => lines.filter((line) => line.item === rule.item && line.party === party).map(({ finalCents }) => Math.max(0, finalCents))))));
    const nobody = sum(Object.values(weights)) === 0;
    return [{
      line: { ...one, amountCents, rule: nobody ? { by: 'equally' } : shareOf(rule?.sharedBy === 'by-quantity' ? 'units kept' : rule?.sharedBy === 'equally' ? 'districts that keep something' : 'cents of goods', weights) }, kind: 'charge', itemKey: null,
      how: nobody || rule?.sharedBy === 'equally' ? 'Shared equally.' : rule?.sharedBy === 'by-quantity' ? 'Shared by what each district keeps.' : 'Shared by what each pays for its goods.',
    }];
  });
  const others = named('others').map(([key, name]): Known => ({ line: { id: `other|${key}`, name, rule: byName(ofOrders('others', key)) }, kind: 'other', itemKey: null, how: 'Billed beside the order of your district, and accepted.' }));
  return [...goods, ...charges, ...others.filter(({ line }) => Object.values((line.rule as { amounts: Record<string, number> }).amounts).some((cents) => cents !== 0))];
}

/** What a district would have paid alone, per price unit of an item; `unitSize` is how many of the smallest that holds. */
export interface Baseline { readonly itemKey: string; readonly priceCents: number; readonly unitSize: number }
export interface Saving { readonly lines: readonly { readonly itemKey: string; readonly aloneCents: number; readonly paidCents: number }[]; readonly besideCents: number; readonly aloneCents: number; readonly paidCents: number; readonly savedCents: number }

/** A billion dollars for one item: a word above that is none. */
const LARGEST_CENTS = 1_000_000_000_00;

/**
 * What was saved against a district's own word, or not. Items without one stay out; freight, fees and whatever else was paid
 * beside goods count in full against the saving. Null without any word: then nothing is claimed.
 */
export function savingOf(lines: readonly SettledLine[], baselines: readonly Baseline[]): Saving | null {
  const known = lines.flatMap((line) => {
    const baseline = baselines.find(({ itemKey }) => itemKey === line.itemKey);
    if (!baseline || line.units === null) return [];
    const alone = multiply(ratio(BigInt(line.units), BigInt(baseline.unitSize)), exact(baseline.priceCents));
    return compare(alone, exact(LARGEST_CENTS)) > 0 ? [] : [{ itemKey: baseline.itemKey, paidCents: line.cents, aloneCents: halfUp(alone) as number }];
  });
  if (known.length === 0) return null;
  const besideCents = sum(lines.filter(({ kind }) => kind !== 'goods').map(({ cents }) => cents));
  const [aloneCents, paidCents] = [sum(known.map((one) => one.aloneCents)), sum(known.map((one) => one.paidCents)) + besideCents];
  return { lines: known, besideCents, aloneCents, paidCents, savedCents: aloneCents - paidCents };
}
