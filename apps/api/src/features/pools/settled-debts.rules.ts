import { formatCents } from '@barnraise/money';

/** What a district finally owes for a round, and what of that it paid the supplier. */
export interface Balance { readonly party: string; readonly name: string; readonly cents: number; readonly paidCents: number }
/** One payment from a district to another. */
export interface Debt { readonly from: string; readonly to: string; readonly cents: number }
export interface SettledDistrict extends Balance { readonly calculationId: string; /** What it still owes others; below zero: what they owe it. */ readonly netCents: number }
/** A settled round as a ledger takes it; of a sealed one only districts of the reader stand in it, and nobody owes another. */
export interface SettledRound { readonly sealed: boolean; readonly districts: readonly SettledDistrict[]; readonly debts: readonly Debt[] }

/**
 * Who owes whom, the same whatever the order of the districts: whoever owes exactly what another is owed pays that one, otherwise
 * the most owed goes to whom the most is owed. Each payment closes one of the two: one fewer than districts at most. In a sealed
 * round each owes only its supplier.
 */
export function debtsBetween(balances: readonly Balance[], sealed: boolean): Debt[] {
  if (sealed) return [];
  let open = balances.map(({ party, cents, paidCents }) => ({ party, left: cents - paidCents })).filter(({ left }) => left !== 0);
  if (open.reduce((all, { left }) => all + left, 0) !== 0) throw new Error('What districts owe and what they paid do not come to the same.');
  const debts: Debt[] = [];
  while (open.length > 0) {
    const [owing, owed] = [1, -1].map((sign) => open.filter(({ left }) => left * sign > 0).sort((a, b) => sign * (b.left - a.left) || (a.party < b.party ? -1 : 1))) as [typeof open, typeof open];
    const from = owing.find(({ left }) => owed.some((other) => other.left === -left)) ?? owing[0]!;
    const to = owed.find((other) => other.left === -from.left) ?? owed[0]!;
    const cents = Math.min(from.left, -to.left);
    debts.push({ from: from.party, to: to.party, cents });
    open = open.map((one) => (one === from ? { ...one, left: one.left - cents } : one === to ? { ...one, left: one.left + cents } : one)).filter(({ left }) => left !== 0);
  }
  return debts;
}

/** What is still to be paid between districts, by name; a sealed round names nobody. */
export function balanceWords(party: string, balances: readonly Balance[], sealed: boolean): string {
  const { cents, paidCents } = balances.find((one) => one.party === party)!;
  if (cents === paidCents) return `That is what it paid the supplier: ${sealed ? 'in a sealed round nobody owes another district' : 'nothing is owed between districts'}.`;
  const debts = debtsBetween(balances, sealed);
  const named = (id: string): string => balances.find((one) => one.party === id)!.name;
  const owes = debts.filter(({ from }) => from === party).map((debt) => `${named(debt.to)} ${formatCents(debt.cents)}`);
  const owed = debts.filter(({ to }) => to === party).map((debt) => `${named(debt.from)} owes it ${formatCents(debt.cents)}`);
  return `It paid the supplier ${paidCents === 0 ? 'nothing' : formatCents(paidCents)}: ${owes.length > 0 ? `it owes ${listed(owes)}` : listed(owed)}.`;
}

const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
