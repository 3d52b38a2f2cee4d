import { useEffect, useState } from 'react';
import { drafts } from '../../platform/drafts.js';
import { type ItemValues, readItems, type RoundValues } from './round-form.js';

/** What a draft said when typing began, and in which revision; of what was typed before that was kept, nothing is known. */
export interface Basis {
  revision: number;
  values: RoundValues | null;
}
export interface Clash {
  field: keyof RoundValues;
  name: string;
  /** What is saved, and what was typed, where a few words say it. */
  saved: string | null;
  mine: string | null;
}

const names: Record<keyof RoundValues, string> = {
  route: 'How it buys', title: 'What is bought', summary: 'In a sentence or two', lockDay: 'Day of the lock', lockTime: 'Time of the lock', items: 'Items', leadAgency: 'Lead agency', contractNumber: 'Contract number', clause: 'Clause',
  termEnds: 'Last day of the contract', ceiling: 'Ceiling of the contract', stateCode: 'State', federal: 'Federal money', expected: 'What it is expected to come to', documents: 'Documents', charges: 'Freight and fees', deliveryFrom: 'First day of delivery',
  deliveryUntil: 'Last day of delivery', sealed: 'Sealed', aim: 'What the order aims at', buyUp: 'Buying more where it costs less', shortRule: 'A short delivery', belowThreshold: 'Below a threshold', belowDays: 'Days below a threshold',
};
const chosen: ReadonlySet<keyof RoundValues> = new Set(['route', 'aim', 'shortRule', 'belowThreshold', 'documents', 'charges']);
const itemWords = ({ name, tiers }: ItemValues): string => `${name} (${tiers.map(({ from, price }) => `$${price} from ${from}`).join(', ')})`;
const said = (field: keyof RoundValues, value: string): string | null => (chosen.has(field) ? null : field === 'items' ? readItems(value).map(itemWords).join('; ') : value.trim() || 'nothing');

/** Where something was typed over what somebody else saved since. */
export function clashes(values: RoundValues, saved: RoundValues, basis: Basis): Clash[] {
  const fields = (Object.keys(names) as (keyof RoundValues)[]).filter((field) => values[field] !== saved[field] && basis.values?.[field] !== saved[field]);
  return fields.map((field) => {
    const [theirs, mine] = [said(field, saved[field]), said(field, values[field])];
    return { field, name: names[field], saved: theirs === mine ? null : theirs, mine: theirs === mine ? null : mine };
  });
}

const kept = (name: string) => `${name}.basis`;
function readBasis(name: string): Basis {
  const { revision, ...values } = drafts.read(kept(name)) ?? {};
  return revision === undefined ? { revision: 0, values: null } : { revision: Number(revision), values: values as RoundValues };
}

/** On what was typed: what stood there at the first letter, as long as something typed is not saved. It outlives a reload, as what was typed does. */
export function useBasis(name: string, now: Basis, dirty: boolean): [Basis, (next: Basis) => void] {
  const [begun, setBegun] = useState<Basis | null>(() => (dirty ? readBasis(name) : null));
  if (dirty && begun === null) setBegun(now);
  if (!dirty && begun !== null) setBegun(null);
  useEffect(() => {
    if (begun === null) drafts.drop(kept(name));
    else if (begun.values !== null) drafts.keep(kept(name), { ...begun.values, revision: String(begun.revision) });
  }, [name, begun]);
  return [begun ?? now, setBegun];
}
