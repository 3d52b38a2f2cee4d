import { Button } from '../../ui/Button.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { type ChargeValues, emptyCharge } from './proposal-form.js';
import css from './Rounds.module.css';
import { SEALED_CHARGE_WORDS } from './sealed-form.js';

const MOST_CHARGES = 20;

/** Freight and fees, a row each: what, how much, shared how. Of a sealed round only what tells nothing of others. */
export function ChargeFields({ charges, units, sealed, at, base, errorOf, onChange }: { charges: readonly ChargeValues[]; units: readonly string[] | null; sealed: boolean; at: string; base: string; errorOf: (field: string) => string | undefined; onChange: (next: ChargeValues[], cleared?: string) => void }) {
  const kindsOf = ({ kind }: ChargeValues): { value: ChargeValues['kind']; label: string }[] => [
    ...(sealed && kind !== 'FIXED' ? [] : [{ value: 'FIXED' as const, label: 'One amount in all' }]), { value: 'PERCENT', label: 'A percentage of the goods' }, ...(units === null ? [] : [{ value: 'PER_UNIT' as const, label: 'An amount per unit' }]),
  ];
  return (
    <>
      {charges.map((charge, n) => {
        const field = (name: 'name' | 'kind' | 'amount' | 'unit' | 'sharedBy') => {
          const path = `${at}-${n}-${name}`;
          return { id: `${base}-${path}`, name: path, value: charge[name], onChange: (value: string) => onChange(charges.map((one, i) => (i === n ? { ...one, [name]: value } : one)), path), error: errorOf(path) };
        };
        return (
          <div key={n} className={css['charge']}>
            <TextField {...field('name')} label="Freight or fee" hint="For example Freight" maxLength={60} spellCheck />
            <ChoiceField {...field('kind')} label="Measured as" choices={kindsOf(charge)} />
            <TextField {...field('amount')} label={charge.kind === 'PERCENT' ? 'Percent' : charge.kind === 'PER_UNIT' ? `Per ${charge.unit || 'unit'}` : 'Amount'} inputMode="decimal" {...(charge.kind === 'PERCENT' ? {} : { prefix: '$' })} maxLength={14} />
            {charge.kind === 'PER_UNIT' && units !== null ? <ChoiceField {...field('unit')} label="For each" choices={[...(units.includes(charge.unit) ? [] : [{ value: charge.unit, label: 'Choose' }]), ...units.map((unit) => ({ value: unit, label: unit }))]} /> : null}
            {charge.kind === 'FIXED' && !sealed ? (
              <ChoiceField
                {...field('sharedBy')} label="Shared"
                choices={[
                  { value: 'BY_GOODS', label: 'by what each pays for goods' }, ...(units === null ? [] : [{ value: 'BY_QUANTITY', label: 'by quantity' }]), { value: 'EQUALLY', label: 'equally' },
                ]}
              />
            ) : null}
            <Button look="quiet" label={`Leave out ${charge.name || 'this charge'}`} onClick={() => onChange(charges.filter((_, i) => i !== n))}>Leave out</Button>
          </div>
        );
      })}
      {sealed && charges.some(({ kind }) => kind === 'FIXED') ? <p className="small">{SEALED_CHARGE_WORDS}</p> : null}
      {charges.length < MOST_CHARGES ? (
        <div>
          <Button look="quiet" icon="plus" onClick={() => onChange([...charges, emptyCharge(units?.[0] ?? null, sealed)])}>
            Add freight or a fee
          </Button>
        </div>
      ) : null}
    </>
  );
}
