import { type RoundContractsQuery } from '../../generated/pools/contracts.js';
import { editableCents } from '../../platform/amounts.js';
import { documentValues, NO_DOCUMENTS } from './authority-form.js';
import { emptyItem, type RoundValues } from './round-form.js';
import { type Round } from './words.js';

export type Contract = RoundContractsQuery['purchasingRounds'][number];
/** When a quick round locks on its day. */
export const CLOSING = '16:00';

/** "Copy paper per case" is copy paper, sold by the case; without a unit it is counted by the piece. */
export function readWhat(text: string): { title: string; unit: string } {
  const said = /^(.*\S)\s+(?:per|by the)\s+(\S(?:.{0,28}\S)?)$/i.exec(text.trim());
  return said ? { title: said[1]!.replace(/,$/, ''), unit: said[2]!.toLowerCase() } : { title: text.trim(), unit: 'piece' };
}

/** The contract of our newest round, of those that still run on the day of the lock. */
export function contractOn(rounds: readonly Contract[], leadId: string, lockDay: string): Contract | null {
  const running = rounds.filter((one) => one.lead.id === leadId && one.state !== 'DRAFT' && one.state !== 'CANCELLED' && one.leadAgency != null && one.contractNumber != null && one.clause != null && one.termEnds != null && one.termEnds >= lockDay);
  return [...running].sort((a, b) => Date.parse(b.locksAt) - Date.parse(a.locksAt) || (a.id < b.id ? 1 : -1))[0] ?? null;
}

/** All else that a proposal says, as it stands to begin with. */
export const defaults: Omit<RoundValues, 'route' | 'title' | 'lockDay' | 'items'> = {
  summary: '', lockTime: CLOSING, sealed: 'no', aim: 'BEST_PRICE', buyUp: 'no', shortRule: 'AS_DELIVERED', leadAgency: '', contractNumber: '', clause: '', termEnds: '', ceiling: '',
  stateCode: '', federal: 'no', expected: '', documents: NO_DOCUMENTS, charges: '[]', deliveryFrom: '', deliveryUntil: '', belowThreshold: 'END', belowDays: '',
};
export const DEFAULT_WORDS = 'Everyone pays the same price and sees what the others take; each gets what it orders, and freight is in the price.';

export const itemsOf = (name: string, unit: string, price: string): string => JSON.stringify([emptyItem({ name, units: [{ name: unit, plural: '', holds: '' }], orderUnit: unit, priceUnit: unit, tiers: [{ from: '1', price }] })]);

/** What is taken over of a contract and of the law it was used under. */
export const contractValues = (contract: Contract, law: Round['authority'] | null): Partial<RoundValues> => ({
  leadAgency: contract.leadAgency ?? '', contractNumber: contract.contractNumber ?? '', clause: contract.clause ?? '', termEnds: contract.termEnds ?? '', ceiling: contract.ceilingCents == null ? '' : editableCents(contract.ceilingCents),
  ...(law ? { stateCode: law.stateCode ?? '', federal: law.federal ? 'yes' : 'no', documents: documentValues({ authority: law }) } : {}),
});
