import { type ItemCodeInput, type RoundChargeInput } from '../../generated/pools/rounds.js';
import { editableCents, parseCents } from '../../platform/amounts.js';
import { type Round } from './words.js';

/** A charge as it stands in the fields. `how` says both how it is measured and how it is shared. */
export interface ChargeValues {
  name: string;
  kind: 'FIXED' | 'PERCENT' | 'PER_UNIT';
  amount: string;
  unit: string;
  sharedBy: 'BY_GOODS' | 'BY_QUANTITY' | 'EQUALLY';
}
export interface CodeValues {
  code: string;
  list: string;
  version: string;
}

export const emptyCode: CodeValues = { code: '', list: '', version: '' };
export const readCharges = (text: string | undefined): ChargeValues[] => (text ? (JSON.parse(text) as ChargeValues[]) : []);
export const emptyCharge = (unit: string | null, sealed: boolean): ChargeValues => ({ name: '', kind: sealed ? 'PERCENT' : 'FIXED', amount: '', unit: unit ?? '', sharedBy: 'BY_GOODS' });

export function chargeValues(round: Round, itemKey: string | null): ChargeValues[] {
  return round.proposal.charges.filter((one) => (one.itemKey ?? null) === itemKey).map(({ name, kind, cents, percent, unit, sharedBy }) => ({ name, kind, amount: percent ?? (cents == null ? '' : editableCents(cents)), unit: unit ?? '', sharedBy }));
}

export function codeValues(round: Round, itemKey: string): CodeValues {
  const found = round.proposal.codes.find((one) => one.itemKey === itemKey);
  return found ? { code: found.code, list: found.list, version: found.version ?? '' } : emptyCode;
}

/** Charges as the server takes them; what can't be read is said beside `AT-N-FIELD`. */
export function chargeInputs(charges: readonly ChargeValues[], at: string, wrong: (field: string, message: string) => void): RoundChargeInput[] {
  return charges.map((charge, n): RoundChargeInput => {
    const no = (field: string, message: string) => wrong(`${at}-${n}-${field}`, message);
    if (charge.name.trim() === '') no('name', 'Name the charge: freight, a fee');
    const name = charge.name.trim();
    if (charge.kind === 'PERCENT') {
      const percent = charge.amount.trim().replace(/%$/, '').trim();
      if (!/^\d{1,2}(\.\d{1,4})?$/.test(percent)) no('amount', 'Write a percentage, such as 2.5');
      return { name, kind: charge.kind, percent };
    }
    const cents = parseCents(charge.amount);
    if (cents === null || cents < 1) no('amount', 'Write an amount of money, such as 120');
    return charge.kind === 'PER_UNIT' ? { name, kind: charge.kind, cents, unit: charge.unit.trim() } : { name, kind: charge.kind, cents, sharedBy: charge.sharedBy };
  });
}

export function codeInput({ code, list, version }: CodeValues, wrong: (field: string, message: string) => void): ItemCodeInput | null {
  if (code.trim() === '' && list.trim() === '' && version.trim() === '') return null;
  if (code.trim() === '') wrong('code-code', 'Type the code');
  if (list.trim() === '') wrong('code-list', 'Say from which list the code is: NIGP, UNSPSC');
  return { code: code.trim(), list: list.trim(), version: version.trim() || null };
}
