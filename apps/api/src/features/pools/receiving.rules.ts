import { canonicalJson, hashOf, type Json } from '@barnraise/cost-sharing';
import { type Item, shareDelivery, words } from '@barnraise/pool-pricing';
import { counted, plural, quantityWords } from './round.words.js';

export const shortRules = ['as-delivered', 'max-min', 'pro-rata', 'first-come'] as const;
export type ShortRuleName = (typeof shortRules)[number];

/** What came, in the smallest unit. */
export interface Came { readonly good: number; readonly damaged: number; readonly substituted: number; readonly accepted: boolean | null }
/** What is used and paid for: what came good, and substitutes that were accepted. */
export const usable = (came: Came): number => came.good + (came.accepted === true ? came.substituted : 0);

/** What the sharing of a delivery is worked out from, as the database gives it. */
export interface DeliveryInputs {
  readonly rule: ShortRuleName;
  readonly items: readonly {
    readonly key: string; readonly name: string; readonly unit: { readonly name: string; readonly plural?: string }; readonly paid: string;
    readonly lines: readonly { readonly party: string; readonly name: string; readonly ordered: number; readonly came: number; readonly minimum: number; readonly place: number }[];
  }[];
}
export interface Transfer { readonly from: string; readonly to: string; readonly units: number }
export interface DeliveryLine {
  readonly itemKey: string; readonly ordered: number; readonly came: number; readonly keeps: number;
  readonly handsOn: readonly { readonly party: string; readonly name: string; readonly units: number }[];
  readonly gets: readonly { readonly party: string; readonly name: string; readonly units: number }[];
  readonly words: readonly string[];
}
export interface Closed {
  readonly inputsText: string; readonly inputHash: string; readonly resultText: string;
  readonly parts: readonly { readonly party: string; readonly words: string; readonly lines: readonly DeliveryLine[] }[];
}

/**
 * Who hands what to whom, so that everybody ends with what it is to keep: whoever has most too much gives to whoever lacks most.
 * Fewer transfers than there are districts; what came beyond all orders stays where it came.
 */
export function transfersOf(lines: readonly { readonly party: string; readonly came: number; readonly keeps: number }[]): Transfer[] {
  const most = (a: { party: string; units: number }, b: { party: string; units: number }) => b.units - a.units || (a.party < b.party ? -1 : 1);
  const apart = (sign: 1 | -1) => lines.map(({ party, came, keeps }) => ({ party, units: sign * (came - keeps) })).filter(({ units }) => units > 0).sort(most);
  const [givers, takers] = [apart(1), apart(-1)];
  const transfers: Transfer[] = [];
  while (takers.length > 0 && givers.length > 0) {
    const taker = takers.shift()!;
    // Exactly what somebody has too much is one transfer instead of two.
    const at = Math.max(0, givers.findIndex(({ units }) => units === taker.units));
    const [giver] = givers.splice(at, 1) as [{ party: string; units: number }];
    const units = Math.min(giver.units, taker.units);
    transfers.push({ from: giver.party, to: taker.party, units });
    if (giver.units > units) givers.push({ party: giver.party, units: giver.units - units });
    if (taker.units > units) takers.push({ party: taker.party, units: taker.units - units });
    givers.sort(most);
    takers.sort(most);
  }
  return transfers;
}

/** What each district keeps of what came, by the rule of the round: the same again, byte for byte, whoever works it out. */
export function closeDelivery(inputs: DeliveryInputs): Closed {
  const lines = new Map<string, DeliveryLine[]>();
  const results = inputs.items.map((item) => {
    const shared = inputs.rule === 'as-delivered' ? null : sharedBy(inputs.rule, item);
    const kept = item.lines.map((line) => ({ ...line, keeps: shared ? (shared.lines.find(({ district }) => district === line.party)?.units ?? 0) : line.came }));
    const transfers = shared ? transfersOf(kept) : [];
    const names = new Map(item.lines.map(({ party, name }) => [party, name]));
    for (const { party, ordered, came } of kept) {
      const other = (side: 'from' | 'to') => transfers.filter((one) => one[side === 'from' ? 'to' : 'from'] === party).map((one) => ({ party: one[side], name: names.get(one[side])!, units: one.units }));
      const [handsOn, gets] = [other('to'), other('from')];
      // What came beyond all orders stays where it came.
      const stays = came - sum(handsOn) + sum(gets);
      const line: DeliveryLine = { itemKey: item.key, ordered, came, keeps: stays, handsOn, gets, words: [...(shared ? words(shared.trace, party) : [cameWords(item, ordered, came)]), ...handed(item, handsOn, 'Hand', 'to'), ...handed(item, gets, 'Take', 'from')] };
      lines.set(party, [...(lines.get(party) ?? []), line]);
    }
    return { item: item.key, kept: kept.map(({ party, keeps }) => ({ party, keeps })), transfers, trace: shared?.trace ?? null };
  });
  const text = inputs as unknown as Json;
  return {
    inputsText: canonicalJson(text), inputHash: hashOf(text), resultText: canonicalJson(results as unknown as Json),
    parts: [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([party, own]) => ({ party, lines: own, words: partWords(own) })),
  };
}

/**
 * A sentence about what a district gets, as it is told now. Deliveries shared out earlier keep theirs, with an amount at the price
 * of the order, which is not what is paid, and the word that goods may be handed back, for which there is no way.
 */
export const toldNow = (sentence: string): string => (sentence.includes(' gets ') ? sentence.replace(/: (?:exactly \$.+?, so )?\$[\d,]+\.\d\d(; that is below its minimum)?(?:, so it may hand them back)?\.$/, '$1.') : sentence);

/** A delivery that no rule can share out. */
export class NotShared extends Error {}

const sum = (some: readonly { readonly units: number }[]): number => some.reduce((all, { units }) => all + units, 0);

function sharedBy(rule: Exclude<ShortRuleName, 'as-delivered'>, item: DeliveryInputs['items'][number]) {
  const delivered = item.lines.reduce((all, { came }) => all + came, 0);
  const result = shareDelivery({
    item: item.name, unit: { one: item.unit.name, many: plural(item.unit) }, rule, paid: item.paid, delivered,
    ordered: item.lines.map(({ party, name, ordered, minimum, place }) => ({ district: party, name, units: ordered, minimum, place })),
  });
  if (!result.ok) throw new NotShared(`${item.name}: ${result.refusal.message}`);
  return result.shares;
}

function cameWords(item: DeliveryInputs['items'][number], ordered: number, came: number): string {
  const all = counted(ordered, item.unit);
  if (came === ordered) return `All ${all} of ${item.name} came, and your district keeps them.`;
  return came < ordered ? `${came.toLocaleString('en-US')} of ${all} of ${item.name} came good. Each district keeps what came to it, and pays for nothing else.` : `${counted(came, item.unit)} of ${item.name} came, ${(came - ordered).toLocaleString('en-US')} more than was ordered. They stay where they came.`;
}

const handed = (item: DeliveryInputs['items'][number], some: DeliveryLine['gets'], does: string, to: string): string[] => some.map(({ name, units }) => `${does} ${counted(units, item.unit)} of ${item.name} ${to} ${name}.`);

function partWords(lines: readonly DeliveryLine[]): string {
  const told = lines.flatMap(({ words: all, handsOn, gets }) => (handsOn.length + gets.length > 0 ? all.slice(-(handsOn.length + gets.length)) : []));
  if (told.length > 0) return told.join(' ');
  return lines.every(({ ordered, came }) => came >= ordered) ? 'Everything came that your district ordered.' : 'Not everything came that your district ordered. The round says what it keeps; it pays for nothing else.';
}

/** How often what was ordered may come, or be billed: more than that is a slip of the pen. */
export const MOST_TIMES = 10;
/** The most that can be shared out of one item, everything that came to everybody together. */
const MOST_SHARED = '90 million';

/** What the database found wrong with how much came, at the field that says most. */
export function overProblem(why: 'most' | 'note', said: Came): { field: string; message: string } {
  if (why === 'note') return { field: 'note', message: 'That is more than was ordered. Say how that came about: it is not paid for unless it is accepted.' };
  const [field] = (['good', 'damaged', 'substituted'] as const).toSorted((a, b) => said[b] - said[a]);
  return { field: field!, message: `At most ten times what was ordered can be written down, and ${MOST_SHARED} of one item in all. Check the number.` };
}

/** What is wrong with a receipt, by field; empty when nothing is. */
export function receiptProblems(said: Came & { readonly substitute: string | null }): { field: string; message: string }[] {
  if (said.substituted === 0) return [];
  return [...(said.substitute === null ? [{ field: 'substitute', message: 'Say what came instead.' }] : []), ...(said.accepted === null ? [{ field: 'accepted', message: 'Say whether you keep it.' }] : [])];
}

/** "9 cases good, 1 case damaged": a receipt in a few words, in the unit of the price. */
export function receiptWords(item: Item, ordered: number, came: Came & { readonly complete: boolean; readonly substitute: string | null }): string {
  const said = (units: number, what: string) => (units === 0 ? [] : [`${quantityWords(item, units)} ${what}`]);
  const missing = ordered - came.good - came.damaged - came.substituted;
  if (came.complete && came.good === ordered && came.damaged + came.substituted === 0) return `All ${quantityWords(item, ordered)} came.`;
  const over = missing < 0 ? [`${quantityWords(item, -missing)} more than was ordered`] : [];
  const parts = [...said(came.good, 'good'), ...said(came.damaged, 'damaged'), ...said(came.substituted, `replaced by ${came.substitute ?? 'something else'}, ${came.accepted ? 'kept' : 'not accepted'}`), ...(missing > 0 ? [`${quantityWords(item, missing)} ${came.complete ? 'short' : 'still to come'}`] : []), ...over];
  const text = parts.length === 0 ? 'nothing came' : parts.join(', ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
