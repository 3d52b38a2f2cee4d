import { type Form } from '../../platform/form.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { readItems, type RoundValues } from './round-form.js';
import css from './Rounds.module.css';

/** What happens if too little is committed, where some item has a least to be ordered. */
export function BelowFields({ form }: { form: Form<RoundValues> }) {
  const { belowThreshold: below, belowDays, items } = form.values;
  const days = belowDays.trim();
  if (below === 'END' && !readItems(items).some(({ threshold }) => threshold.trim() !== '')) return null;
  return (
    <section className="panel stack" aria-labelledby="round-below">
      <h2 id="round-below">What if too little comes together?</h2>
      <div className={css['pair']}>
        <ChoiceField
          {...form.field('belowThreshold')} label="If too little is committed to an item"
          choices={[
            { value: 'END', label: 'End without an order of it' },
            { value: 'EXTEND', label: days === '' ? 'Wait some days more, once' : `Wait ${days} more days, once` },
            { value: 'ASK', label: days === '' ? 'Ask the members, who have some days to answer' : `Ask the members, who have ${days} days to answer` },
          ]}
        />
        {below === 'END' ? null : <TextField {...form.field('belowDays')} label="Days" hint={below === 'ASK' ? 'Each says yes or no; without a yes it is not bound.' : 'The lock moves by that, unless it was moved before.'} inputMode="numeric" maxLength={2} narrow />}
      </div>
    </section>
  );
}
