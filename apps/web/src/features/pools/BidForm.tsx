import { useId, useMemo, useRef } from 'react';
import { type BidPriceInput, RecordBidDocument } from '../../generated/pools/solicitations.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Form, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { AreaField, ChoiceField, TextField } from '../../ui/Field.js';
import { Prices } from './ItemFields.js';
import { useNamed } from './named.js';
import { type ItemValues, readItems } from './round-form.js';
import css from './Rounds.module.css';
import { SendRow } from './SendRow.js';
import { type Bid, bidItems, bidPrices, fieldOfBid } from './solicitation.js';
import { type Round } from './words.js';

const topics = ['round'] as const;

/** A bid as it came: who, whether it answers what was asked, and its price list for each item. */
export function BidForm({ round, bid, onDone, onBack }: { round: Round; bid: Bid | null; onDone: () => void; onBack: () => void }) {
  const name = `round.bid.${round.id}.${bid?.id ?? 'new'}`;
  const base = useId();
  const initial = useMemo(() => ({ supplier: bid?.supplier ?? '', responsive: bid?.responsive === false ? 'no' : 'yes', reason: bid?.reason ?? '', leadTime: bid?.leadTime ?? '', notes: bid?.notes ?? '', items: JSON.stringify(bidItems(round, bid)) }), [round, bid]);
  const fields = useForm(name, initial);
  const form: Form<typeof initial> = { ...fields, idOf: (field) => (field.startsWith('items-') ? `${base}-${field}` : fields.idOf(field)) };
  const command = useCommand(name, RecordBidDocument, 'Round', topics);
  const sent = useRef<readonly BidPriceInput[]>([]);
  const named = useNamed(command, (path) => fieldOfBid(path, sent.current, round.items));
  const items = readItems(form.values.items);
  const responsive = form.values.responsive === 'yes';
  const submit = async () => {
    const { supplier, reason, leadTime, notes } = form.values;
    const { prices, problems } = bidPrices(items, round.items, round.sealed);
    const missing = responsive ? round.items.flatMap((item, n) => (prices.some(({ itemKey }) => itemKey === item.key) || problems.some(({ field }) => field.startsWith(`items-${n}-`)) ? [] : [{ field: `items-${n}-tiers-0-price`, message: `${item.name}: a responsive bid has a price for everything` }])) : [];
    const all = [...(supplier.trim() === '' ? [{ field: 'supplier', message: 'Name the supplier' }] : []), ...(!responsive && reason.trim() === '' ? [{ field: 'reason', message: 'Write why the bid is not responsive' }] : []), ...problems, ...missing];
    form.setProblems(all);
    if (all.length > 0) return;
    sent.current = prices;
    const input = { roundId: round.id, bidId: bid?.id ?? null, revision: bid?.revision ?? null, supplier, responsive, reason: responsive ? null : reason, leadTime: leadTime || null, notes: notes || null, prices };
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, ...input } })))) return;
    form.clear();
    announce(`The bid of ${supplier.trim()} is written down`);
    onDone();
  };
  const keep = (next: ItemValues[], field?: string) => {
    form.set('items', JSON.stringify(next));
    form.setProblems(form.problems.filter((one) => (field === undefined ? !one.field.startsWith('items-') : one.field !== field)));
  };
  return (
    <CommandForm
      form={form}
      command={named}
      onSubmit={() => void submit()}
      actions={<SendRow answer="Write it down" busy={command.busy} back="Go back" onBack={onBack} />}
    >
      <TextField {...form.field('supplier')} label="Supplier" maxLength={120} />
      <p className="muted small">Write each price with freight and every fee of the supplier in it: bids are compared, and awarded, by these prices alone.{round.proposal.charges.length > 0 ? ` What the round itself adds stays the same whoever wins: ${round.proposal.charges.map(({ words }) => words.replace(/\.$/, '')).join('; ')}.` : ''}</p>
      {items.map((item, n) => {
        const change = (to: (one: ItemValues) => ItemValues, field?: string) => keep(items.map((one, at) => (at === n ? to(one) : one)), field);
        return (
          <section key={round.items[n]!.key} className={css['itemBox']} aria-label={item.name}>
            {items.length > 1 ? <h3>{item.name}</h3> : null}
            <Prices
              item={item}
              sealed={round.sealed}
              change={change}
              field={(which, value, to) => {
                const path = `items-${n}-${which}`;
                return { id: `${base}-${path}`, name: path, value, onChange: (typed) => change((one) => to(typed, one), path), error: form.problems.find((one) => one.field === path)?.message };
              }}
            />
          </section>
        );
      })}
      <ChoiceField {...form.field('responsive')} label="Does it answer what was asked?" choices={[{ value: 'yes', label: 'Yes, it is responsive' }, { value: 'no', label: 'No, it is not responsive' }]} />
      {responsive ? null : <TextField {...form.field('reason')} label="Why not?" maxLength={500} />}
      <div>
        <TextField {...form.field('leadTime')} label="Delivery time" optional maxLength={120} />
      </div>
      <AreaField {...form.field('notes')} label="What else it says" optional rows={2} maxLength={1000} />
    </CommandForm>
  );
}
