import { canonicalJson, type CostLine, type CostPlan, hashOf, type Json, type LineRule } from '@barnraise/cost-sharing';
import { allocateWhole, compare, exact, formatCents, halfUp, multiply, ratio } from '@barnraise/money';
import { planShares, type RoundPlan } from '../cost-shares/index.js';
import { type ShortRuleName } from './receiving.rules.js';
import { plainName as plain } from './round-charge.rules.js';
import { balanceWords } from './settled-debts.rules.js';

/**
 * What a settlement is worked out from, as the database gives it. Units are the smallest. Without a schema it is one of before
 * 1241, which knew neither what was ordered nor which part of a charge is of which item: it comes out again as it did.
 */
export interface SettlementInputs {
  readonly schema?: 'barnraise-settlement/2';
  readonly lead: string;
  readonly sealed: boolean;
  readonly rule: ShortRuleName;
  readonly charges: readonly AgreedCharge[];
  readonly items: readonly { readonly key: string; readonly name: string; readonly charges: readonly AgreedCharge[] }[];
  readonly parties: readonly { readonly key: string; readonly name: string }[];
  readonly kept: readonly Kept[];
  readonly orders: readonly SettledOrder[];
}
interface Kept { readonly party: string; readonly item: string; readonly units: number; readonly ordered?: number; readonly came?: number }
interface SettledOrder {
  readonly party: string;
  readonly lines: readonly { readonly party: string; readonly item: string; readonly agreedCents?: number; readonly finalCents: number }[];
  readonly charges: readonly (Amount & { readonly agreedCents?: number })[];
  readonly others: readonly Amount[];
  /** Freight and fees as they were ordered, each of its item or of the round. */
  readonly agreed?: readonly (Amount & { readonly item: string | null })[];
  /** What was billed above the order, and accepted. */
  readonly over?: readonly { readonly party: string; readonly item: string; readonly units: number; readonly cents: number }[];
}
interface AgreedCharge { readonly name: string; readonly sharedBy: 'by-goods' | 'by-quantity' | 'equally' }
interface Amount { readonly name: string; readonly cents: number }

export interface SettledLine { readonly id: string; readonly kind: 'goods' | 'charge' | 'other'; readonly itemKey: string | null; readonly name: string; readonly units: number | null; /** Where it is not all of them: what came above the order and nobody billed, or nobody accepted. */ readonly paidUnits?: number; readonly cents: number; readonly ofCents: number; readonly words: string }
export interface SettledPart {
  readonly party: string; readonly cents: number; readonly paidCents: number; readonly words: string; readonly lines: readonly SettledLine[];
  readonly inputText: string; readonly inputHash: string; readonly traceText: string;
}
export interface Settled { readonly inputsText: string; readonly inputHash: string; readonly plan: RoundPlan; readonly totalCents: number; readonly parts: readonly SettledPart[] }

interface Known { readonly line: CostLine; readonly kind: SettledLine['kind']; readonly itemKey: string | null; readonly how: string }
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
      const paidUnits = itemKey === null ? null : paidFrom(inputs, itemKey, key);
      return [{ id: line.id, kind, itemKey, name: line.name, units, ...(paidUnits === null || paidUnits === units ? {} : { paidUnits }), cents: own, ofCents: alone ? own : result.amountCents, words: own === result.amountCents || alone ? how : `${how} Of ${formatCents(result.amountCents)} your part is ${formatCents(own)}.` }];
    });
    const paidCents = sum(inputs.orders.filter(({ party }) => party === key).map(paidFor));
    const input = { plan, member: key } as unknown as Json;
    return { party: key, cents, paidCents, lines, inputText: canonicalJson(input), inputHash: worked.inputHash, traceText: worked.traceText };
  });
}

const paidFor = (order: SettlementInputs['orders'][number]): number => sum([...order.lines.map(({ finalCents }) => finalCents), ...order.charges.map(({ cents }) => cents), ...order.others.map(({ cents }) => cents)]);
const keptIn = (inputs: SettlementInputs, item: string, party: string): Kept | undefined => inputs.kept.find((one) => one.item === item && one.party === party);
const keptOf = (inputs: SettlementInputs, item: string, party: string): number => keptIn(inputs, item, party)?.units ?? 0;
/** What is kept of what was ordered: only that is shared. */
const due = ({ units, ordered = units }: Kept): number => Math.min(units, ordered);
const dueOf = (inputs: SettlementInputs, item: string, party: string): number => inputs.kept.filter((one) => one.item === item && one.party === party).reduce((all, one) => all + due(one), 0);

/**
 * What was accepted above an order, apart: what was handed on to fill the orders of others is shared goods, and paid by who keeps
 * it; what stayed above the order is paid by who accepted it, alone. What is handed on comes first of what was billed.
 */
function above(inputs: SettlementInputs, order: SettledOrder, { party, item }: { readonly party: string; readonly item: string }): { cents: number; movedUnits: number; aloneUnits: number; aloneCents: number } {
  const over = order.over?.find((one) => one.party === party && one.item === item);
  const kept = keptIn(inputs, item, party);
  if (over === undefined || over.units === 0 || kept?.ordered === undefined) return { cents: 0, movedUnits: 0, aloneUnits: 0, aloneCents: 0 };
  const handedOn = Math.max(0, (kept.came ?? kept.units) - kept.ordered) - (kept.units - due(kept));
  const movedUnits = Math.min(over.units, Math.max(0, handedOn));
  const moved: number = halfUp(multiply(ratio(BigInt(movedUnits), BigInt(over.units)), exact(over.cents)));
  return { cents: over.cents, movedUnits, aloneUnits: over.units - movedUnits, aloneCents: over.cents - moved };
}

/** How many of an item a district pays for: what it keeps of its order, and what it accepted above that. */
function paidFrom(inputs: SettlementInputs, item: string, party: string): number | null {
  if (keptIn(inputs, item, party)?.ordered === undefined) return null;
  return dueOf(inputs, item, party) + sum(inputs.orders.filter((order) => order.party === party).map((order) => above(inputs, order, { party, item }).aloneUnits));
}
const byName = (amounts: Readonly<Record<string, number>>): LineRule => ({ by: 'named-amounts', amounts });
const shareOf = (measure: string, counts: Readonly<Record<string, number>>): LineRule => ({ by: 'share-of', driver: { measure, counts: Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, { value }])) } });

/**
 * What a district accepted above the contract binds itself alone: only what was agreed is shared. Goods are shared unless each
 * keeps what came to it; a charge is, where all agreed to it.
 */
function apart(inputs: SettlementInputs): SettlementInputs {
  const shared = new Set([...inputs.charges, ...inputs.items.flatMap(({ charges }) => charges)].map(({ name }) => plain(name)));
  const beyond = (cents: number, agreedCents: number | undefined): number => (agreedCents === undefined ? 0 : Math.max(0, cents - agreedCents));
  return {
    ...inputs,
    orders: inputs.orders.map((order) => {
      const own = order.lines.map((line) => inputs.rule === 'as-delivered' && line.party === order.party);
      const surplus = order.lines.map((line, n) => (own[n] ? 0 : Math.min(line.finalCents, above(inputs, order, line).aloneCents)));
      const goods = order.lines.map((line, n) => (own[n] ? 0 : Math.min(line.finalCents - surplus[n]!, beyond(line.finalCents - above(inputs, order, line).cents, line.agreedCents))));
      const beside = order.charges.map(({ name, cents, agreedCents }) => (shared.has(plain(name)) ? beyond(cents, agreedCents) : 0));
      const nameOf = (key: string): string => inputs.items.find((item) => item.key === key)?.name ?? key;
      return {
        ...order,
        lines: order.lines.map((line, n) => ({ ...line, finalCents: line.finalCents - goods[n]! - surplus[n]! })),
        charges: order.charges.map((charge, n) => ({ ...charge, cents: charge.cents - beside[n]! })),
        others: [
          ...order.others,
          ...order.lines.flatMap(({ item }, n) => (surplus[n]! > 0 ? [{ name: `${nameOf(item)}, more than was ordered`, cents: surplus[n]! }] : [])),
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
    const kept = each((party) => dueOf(inputs, item, party));
    const amountCents = sum(Object.values(billed));
    if (amountCents === 0 && keys.every((party) => keptOf(inputs, item, party) === 0)) return [];
    const line = { id: item, name };
    return inputs.rule === 'as-delivered' || sum(Object.values(kept)) === 0
      ? [{ line: { ...line, rule: byName(billed) }, kind: 'goods', itemKey: item, how: 'What was billed and approved for what came to your district.' }]
      : [{ line: { ...line, amountCents, rule: shareOf('units kept', kept) }, kind: 'goods', itemKey: item, how: howShared(inputs, item) }];
  });
  const worked = goods.length === 0 ? null : planShares({ members: inputs.parties.map(({ key, name }) => ({ key, name })), lines: goods.map(({ line }) => line) });
  // What a district accepted above its own order is paid with its goods where each keeps what came to it; it weighs nothing.
  const surplus = (party: string, item: string | null): number => (inputs.rule !== 'as-delivered' ? 0 : sum(inputs.orders.filter((order) => order.party === party).flatMap((order) => order.lines.filter((line) => line.party === party && (item === null || line.item === item)).map((line) => above(inputs, order, line).aloneCents))));
  const goodsOf = (party: string, item: string | null): number => Math.max(0, ((item === null ? worked?.shares : worked?.lines.find(({ id }) => id === item)?.shares)?.[party] ?? 0) - surplus(party, item));
  const units = (party: string, item: string | null): number => sum(inputs.kept.filter((one) => one.party === party && (item === null || one.item === item)).map(due));
  const billedFor = (party: string, item: string): number => sum(inputs.orders.flatMap(({ lines }) => lines.filter((line) => line.item === item && line.party === party).map(({ finalCents }) => Math.max(0, finalCents))));
  const before = inputs.schema === undefined;
  const weightsOf = ({ sharedBy, item }: Agreed): Weights => {
    if (sharedBy === 'by-quantity') return { measure: 'units kept', how: 'Shared by what each district keeps.', counts: each((party) => units(party, item)) };
    if (sharedBy === 'equally') return { measure: 'districts that keep something', how: 'Shared equally.', counts: each((party) => (units(party, item) > 0 ? 1 : 0)) };
    const counts = each((party) => (item === null ? goodsOf(party, null) : before ? billedFor(party, item) : units(party, item) > 0 ? goodsOf(party, item) : 0));
    return { measure: 'cents of goods', how: 'Shared by what each pays for its goods.', counts };
  };
  const ordered = (party: string, item: string): number => sum(inputs.kept.filter((one) => one.party === party && one.item === item).map((one) => one.ordered ?? 0));
  /** Of an item that nobody keeps, or that costs nothing, it is for those who keep it, else for those who ordered it. */
  const ruleOf = (agreed: Agreed): { rule: LineRule; how: string } => {
    const { item } = agreed;
    const found = [weightsOf(agreed), ...(before || item === null ? [] : [weightsOf({ sharedBy: 'by-quantity', item }), { measure: 'units ordered', how: 'Shared by what each district ordered.', counts: each((party) => ordered(party, item)) }])].find(({ counts }) => sum(Object.values(counts)) > 0);
    return found ? { rule: shareOf(found.measure, found.counts), how: found.how } : { rule: { by: 'equally' }, how: 'Shared equally.' };
  };
  const named = (kind: 'charges' | 'others') => [...new Map(inputs.orders.flatMap((order) => order[kind]).map(({ name }) => [plain(name), name])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const ofOrders = (kind: 'charges' | 'others', key: string): Record<string, number> => each((party) => sum(inputs.orders.filter((order) => order.party === party).flatMap((order) => order[kind].filter(({ name }) => plain(name) === key).map(({ cents }) => cents))));
  const charges = named('charges').flatMap(([key, name]): Known[] => {
    const billed = ofOrders('charges', key);
    const amountCents = sum(Object.values(billed));
    if (amountCents === 0 && Object.values(billed).every((cents) => cents === 0)) return [];
    const all = agreedAs(inputs, key);
    const one = { id: `charge|${key}`, name };
    // Its own bill is a district's own; only what all agreed to share is shared.
    if (alone || all.length === 0) return [{ line: { ...one, rule: byName(billed) }, kind: 'charge', itemKey: null, how: 'Billed with the order of your district.' }];
    if (all.length === 1) {
      const { rule, how } = ruleOf(all[0]!);
      return [{ line: { ...one, amountCents, rule }, kind: 'charge', itemKey: null, how }];
    }
    const parts = partsByItem(inputs, key, all);
    return all.flatMap((agreed, n): Known[] => {
      const { rule, how } = ruleOf(agreed);
      const of = inputs.items.find((item) => item.key === agreed.item)?.name;
      return parts[n] === 0 ? [] : [{ line: { id: `charge|${key}|${agreed.item ?? ''}`, name: of === undefined ? name : `${name} of ${of}`, amountCents: parts[n]!, rule }, kind: 'charge', itemKey: null, how }];
    });
  });
  const others = named('others').map(([key, name]): Known => ({ line: { id: `other|${key}`, name, rule: byName(ofOrders('others', key)) }, kind: 'other', itemKey: null, how: 'Billed beside the order of your district, and accepted.' }));
  return [...goods, ...charges, ...others.filter(({ line }) => Object.values((line.rule as { amounts: Record<string, number> }).amounts).some((cents) => cents !== 0))];
}

interface Weights { readonly measure: string; readonly how: string; readonly counts: Readonly<Record<string, number>> }
interface Agreed { readonly sharedBy: AgreedCharge['sharedBy']; readonly item: string | null }

function howShared(inputs: SettlementInputs, item: string): string {
  const of = inputs.kept.filter((one) => one.item === item);
  const moved = inputs.orders.some((order) => order.lines.some((line) => line.item === item && above(inputs, order, line).movedUnits > 0));
  const stayed = of.some((one) => one.units > due(one));
  return `Shared by what each district keeps${stayed ? ' of what it ordered; what came above that is paid by who accepted it' : ''}.${moved ? ' What one accepted above its order and handed on is paid by who keeps it.' : ''}`;
}

/** As what a charge of that name was agreed: of the round, of one item, or, in rounds of before, of several. Twice of one item it goes by the first. */
function agreedAs(inputs: SettlementInputs, key: string): Agreed[] {
  const found = [{ item: null, charges: inputs.charges }, ...inputs.items.map((item) => ({ item: item.key, charges: item.charges }))].flatMap(({ item, charges }): Agreed[] => {
    const charge = charges.find(({ name }) => plain(name) === key);
    return charge ? [{ sharedBy: charge.sharedBy, item }] : [];
  });
  return inputs.schema === undefined ? found.slice(0, 1) : found;
}

/** One amount that was agreed for several under one name, apart: in each order as it was ordered; where no order says it, in equal parts. */
function partsByItem(inputs: SettlementInputs, key: string, all: readonly Agreed[]): number[] {
  const each = inputs.orders.map((order) => {
    const cents = sum(order.charges.filter(({ name }) => plain(name) === key).map((one) => one.cents));
    const said = all.map(({ item }) => sum((order.agreed ?? []).filter((one) => plain(one.name) === key && one.item === item).map((one) => one.cents)));
    return cents === 0 ? all.map(() => 0) : allocateWhole(cents, sum(said) > 0 ? said : all.map(() => 1), all.map(({ item }) => item ?? '')).amounts;
  });
  return all.map((_, n) => sum(each.map((amounts) => amounts[n]!)));
}

/** What a district would have paid alone, per price unit of an item; `unitSize` is how many of the smallest that holds. */
export interface Baseline { readonly itemKey: string; readonly priceCents: number; readonly unitSize: number }
export interface Saving { readonly lines: readonly { readonly itemKey: string; readonly aloneCents: number; readonly paidCents: number }[]; readonly besideCents: number; readonly aloneCents: number; readonly paidCents: number; readonly savedCents: number }

/** A billion dollars for one item: a word above that is none. */
const LARGEST_CENTS = 1_000_000_000_00;

/**
 * What was saved against a district's own word, or not. Items without one stay out; freight, fees and whatever else was paid
 * beside goods count in full against the saving. What came above the order counts where it is paid for: a gift saves nothing.
 * Null without any word: then nothing is claimed.
 */
export function savingOf(lines: readonly SettledLine[], baselines: readonly Baseline[]): Saving | null {
  const known = lines.flatMap((line) => {
    const baseline = baselines.find(({ itemKey }) => itemKey === line.itemKey);
    if (!baseline || line.units === null) return [];
    const alone = multiply(ratio(BigInt(line.paidUnits ?? line.units), BigInt(baseline.unitSize)), exact(baseline.priceCents));
    return compare(alone, exact(LARGEST_CENTS)) > 0 ? [] : [{ itemKey: baseline.itemKey, paidCents: line.cents, aloneCents: halfUp(alone) as number }];
  });
  if (known.length === 0) return null;
  const besideCents = sum(lines.filter(({ kind }) => kind !== 'goods').map(({ cents }) => cents));
  const [aloneCents, paidCents] = [sum(known.map((one) => one.aloneCents)), sum(known.map((one) => one.paidCents)) + besideCents];
  return { lines: known, besideCents, aloneCents, paidCents, savedCents: aloneCents - paidCents };
}
