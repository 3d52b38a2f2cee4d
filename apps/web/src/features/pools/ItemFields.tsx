import { type Form } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { AreaField, ChoiceField, TextField } from '../../ui/Field.js';
import { useEffect, useRef, useState } from 'react';
import { ChargeFields } from './ChargeFields.js';
import { announce } from '../../ui/Announcer.js';
import { More } from '../../ui/More.js';
import { CodeFields } from './CodeFields.js';
import { isUntouched } from './items-file.js';
import { ItemsImport } from './ItemsImport.js';
import { emptyItem, type ItemValues, readItems, type RoundValues } from './round-form.js';
import css from './Rounds.module.css';
import { SEALED_MODE_WORDS } from './sealed-form.js';

type Change = (change: (item: ItemValues) => ItemValues, field?: string) => void;
interface Shown {
  item: ItemValues;
  change: Change;
  field: (name: string, value: string, change: (value: string, item: ItemValues) => ItemValues) => { id: string; name: string; value: string; onChange: (value: string) => void; error: string | undefined };
}
const MOST_UNITS = 5;
const MOST_TIERS = 12;
const MOST_ITEMS = 200;
/** More than that are shown by a line each, and opened one by one. */
const FEW_ITEMS = 4;

/** What can be ordered, one box each: words, units that hold one another, prices from few to many. `wanted` is the field somebody came for. */
export function ItemsFields({ form, sealed, base, districtId, wanted }: { form: Form<RoundValues>; sealed: boolean; base: string; districtId: string; wanted: string | null }) {
  const items = readItems(form.values.items);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const focusNext = useFocusNext(base);
  const concerns = (n: number) => (wanted ?? '').startsWith(`items-${n}-`) || form.problems.some((one) => one.field.startsWith(`items-${n}-`));
  // What was opened stays open: its problem goes while somebody types.
  const concerned = items.flatMap((_, n) => (concerns(n) ? [n] : [])).join(' ');
  useEffect(() => {
    if (concerned !== '') setOpened((before) => new Set([...before, ...concerned.split(' ').map(Number)]));
  }, [concerned]);
  const keep = (next: ItemValues[], cleared?: string) => {
    form.set('items', JSON.stringify(next));
    form.setProblems(form.problems.filter((one) => (cleared === undefined ? !one.field.startsWith('items-') : one.field !== cleared)));
  };
  const isOpen = (n: number, of: number) => of <= FEW_ITEMS || opened.has(n) || concerns(n);
  const leaveOut = (n: number) => {
    const left = items.length - 1;
    const after = new Set([...opened].filter((at) => at !== n).map((at) => (at > n ? at - 1 : at)));
    setOpened(after);
    keep(items.filter((_, at) => at !== n));
    announce(`${items[n]!.name || `Item ${n + 1}`} is left out. ${left === 1 ? '1 item is' : `${left} items are`} left.`);
    focusNext(n >= left ? 'items-add' : left <= FEW_ITEMS || after.has(n) ? `items-${n}-name` : `items-${n}-change`);
  };
  return (
    <>
      {items.map((item, n) => {
        const change: Change = (to, field) => keep(items.map((one, at) => (at === n ? to(one) : one)), field);
        const field: Shown['field'] = (name, value, to) => {
          const path = `items-${n}-${name}`;
          return { id: `${base}-${path}`, name: path, value, onChange: (typed) => change((one) => to(typed, one), path), error: form.problems.find((one) => one.field === path)?.message };
        };
        if (!isOpen(n, items.length)) {
          return <ItemLine key={n} item={item} n={n} id={`${base}-items-${n}-change`} onOpen={() => {
            setOpened(new Set([...opened, n]));
            focusNext(`items-${n}-name`);
          }} />;
        }
        const wrong = (part: string) => form.problems.some((one) => one.field.startsWith(`items-${n}-${part}`));
        return (
          <section key={n} className={`panel ${css['itemBox']}`} aria-labelledby={`${base}-${n}`}>
            <div className="row spread">
              <h2 id={`${base}-${n}`}>{items.length === 1 ? item.name || 'The item' : `Item ${n + 1}: ${item.name || 'not named yet'}`}</h2>
              {items.length > 1 ? <Button look="quiet" icon="trash" label={`Leave out item ${n + 1}`} onClick={() => leaveOut(n)}>Leave out</Button> : null}
            </div>
            <TextField {...field('name', item.name, (name, one) => ({ ...one, name }))} label="Item" maxLength={120} spellCheck />
            <AreaField {...field('specification', item.specification, (specification, one) => ({ ...one, specification }))} label="What it has to be like" optional={form.values.route !== 'SOLICITATION'} rows={2} maxLength={1000} />
            <Units item={item} change={change} field={field} />
            {form.values.route === 'SOLICITATION' ? <p className="muted small">Bids are asked per {item.priceUnit || 'unit'}. The award gives it its prices.</p> : <Prices item={item} change={change} field={field} sealed={sealed} />}
            <div className={css['folds']}>
              <More className={css['more']} summary="Least and most" must={item.threshold !== '' || item.ceiling !== '' || wrong('threshold') || wrong('ceiling')}>
                <div className={css['pair']}>
                  <TextField {...field('threshold', item.threshold, (threshold, one) => ({ ...one, threshold }))} label="Least that is ordered" hint={`By the ${item.orderUnit || 'unit'}. Below it, nothing is ordered.`} optional inputMode="numeric" />
                  {sealed ? null : <TextField {...field('ceiling', item.ceiling, (ceiling, one) => ({ ...one, ceiling }))} label="Most the contract allows" hint={`By the ${item.orderUnit || 'unit'}.`} optional inputMode="numeric" />}
                </div>
              </More>
              <CodeFields item={item} field={field} />
              <More className={css['more']} summary="Freight and fees of this item" must={(item.charges ?? []).length > 0 || wrong('charges')}>
                <div className="stack">
                  <ChargeFields charges={item.charges ?? []} units={item.units.map((unit) => unit.name.trim()).filter(Boolean)} sealed={sealed} at={`items-${n}-charges`} base={base} errorOf={(path) => form.problems.find((one) => one.field === path)?.message} onChange={(charges, cleared) => change((one) => ({ ...one, charges }), cleared)} />
                </div>
              </More>
            </div>
          </section>
        );
      })}
      {items.length < MOST_ITEMS ? (
        <div>
          <Button
            id={`${base}-items-add`}
            icon="plus"
            onClick={() => {
              setOpened(new Set([...opened, items.length]));
              keep([...items, emptyItem()]);
              announce(`Item ${items.length + 1} is added`);
              focusNext(`items-${items.length}-name`);
            }}
          >
            Add an item
          </Button>
        </div>
      ) : null}
      <ItemsImport districtId={districtId} onTaken={(taken) => keep([...items.filter((item) => !isUntouched(item)), ...taken].slice(0, MOST_ITEMS))} />
    </>
  );
}

/** Gives the focus to what stands there once the list has changed. */
function useFocusNext(base: string): (id: string) => void {
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    document.getElementById(`${base}-${next.current}`)?.focus();
    next.current = null;
  });
  return (id) => {
    next.current = id;
  };
}

/** One of many items, in short. */
function ItemLine({ item, n, id, onOpen }: { item: ItemValues; n: number; id: string; onOpen: () => void }) {
  return (
    <div className={`panel row spread ${css['itemRow']}`}>
      <span>
        <strong>{n + 1}. {item.name || 'Not named yet'}</strong>
        <span className={css['under']}>{item.tiers.map((tier, at) => (at === 0 ? `$${tier.price} per ${item.priceUnit}` : `from ${tier.from}: $${tier.price}`)).join(', ')}</span>
      </span>
      <Button look="quiet" id={id} label={`Change item ${n + 1}`} onClick={onOpen}>Change</Button>
    </div>
  );
}

/** Ream, case, pallet: the smallest first, each said by how many of the one before it holds. */
function Units({ item, change, field }: Shown) {
  const names = item.units.map(({ name }) => name.trim()).filter(Boolean);
  const rename = (at: number) => (name: string, one: ItemValues): ItemValues => {
    const before = one.units[at]!.name;
    const follow = (chosen: string) => (chosen === before ? name : chosen);
    return { ...one, units: one.units.map((unit, n) => (n === at ? { ...unit, name } : unit)), orderUnit: follow(one.orderUnit), priceUnit: follow(one.priceUnit), tierUnit: one.tierUnit === '' ? '' : follow(one.tierUnit) };
  };
  const choices = names.map((name) => ({ value: name, label: name }));
  return (
    <fieldset className={css['rows']}>
      <legend className={css['legend']}>Units, the smallest first</legend>
      {item.units.map((unit, n) => (
        <div key={n} className={css['rowOf']}>
          <TextField {...field(`units-${n}-name`, unit.name, rename(n))} label={n === 0 ? 'Smallest unit' : 'Larger unit'} maxLength={30} />
          {n === 0 ? <span /> : <TextField {...field(`units-${n}-holds`, unit.holds, (holds, one) => ({ ...one, units: one.units.map((each, at) => (at === n ? { ...each, holds } : each)) }))} label={`holds how many of ${item.units[n - 1]!.name || 'it'}`} inputMode="numeric" maxLength={7} />}
          {n > 0 && n === item.units.length - 1 ? <Button look="quiet" label={`Leave out the unit ${unit.name}`} onClick={() => change((one) => without(one, n))}>Leave out</Button> : <span />}
        </div>
      ))}
      {item.units.length < MOST_UNITS ? (
        <div>
          <Button look="quiet" icon="plus" onClick={() => change((one) => ({ ...one, units: [...one.units, { name: '', plural: '', holds: '' }] }))}>
            Add a larger unit
          </Button>
        </div>
      ) : null}
      {names.length > 1 ? (
        <div className={css['pair']}>
          <ChoiceField {...field('orderUnit', item.orderUnit, (orderUnit, one) => ({ ...one, orderUnit }))} label="Ordered in whole" choices={choices} />
          <ChoiceField {...field('priceUnit', item.priceUnit, (priceUnit, one) => ({ ...one, priceUnit }))} label="The price is for one" choices={choices} />
          <ChoiceField {...field('tierUnit', item.tierUnit, (tierUnit, one) => ({ ...one, tierUnit }))} label="Steps count in" choices={[{ value: '', label: 'the unit of the price' }, ...choices]} />
        </div>
      ) : null}
    </fieldset>
  );
}

function without(item: ItemValues, at: number): ItemValues {
  const gone = item.units[at]!.name;
  const units = item.units.filter((_, n) => n !== at);
  const last = units.at(-1)!.name;
  return { ...item, units, orderUnit: item.orderUnit === gone ? last : item.orderUnit, priceUnit: item.priceUnit === gone ? last : item.priceUnit, tierUnit: item.tierUnit === gone ? '' : item.tierUnit };
}

/** What one costs from how many on. In a sealed round the price that is reached holds for everything. */
export function Prices({ item, change, field, sealed }: Shown & { sealed: boolean }) {
  const per = item.priceUnit || 'unit';
  const counts = item.tierUnit || per;
  return (
    <fieldset className={css['rows']}>
      <legend className={css['legend']}>Prices, from few to many</legend>
      {item.tiers.map((tier, n) => (
        <div key={n} className={css['rowOf']}>
          {n === 0 ? <p className={css['first']}>From the first {counts} on</p> : <TextField {...field(`tiers-${n}-from`, tier.from, (from, one) => ({ ...one, tiers: one.tiers.map((each, at) => (at === n ? { ...each, from } : each)) }))} label={`From how many (${counts})`} inputMode="numeric" maxLength={9} />}
          <TextField {...field(`tiers-${n}-price`, tier.price, (price, one) => ({ ...one, tiers: one.tiers.map((each, at) => (at === n ? { ...each, price } : each)) }))} label={`Price per ${per}`} inputMode="decimal" prefix="$" />
          {n > 0 ? <Button look="quiet" label={`Leave out the price from ${tier.from || 'that quantity'} on`} onClick={() => change((one) => ({ ...one, tiers: one.tiers.filter((_, at) => at !== n) }))}>Leave out</Button> : <span />}
        </div>
      ))}
      {item.tiers.length < MOST_TIERS ? (
        <div>
          <Button look="quiet" icon="plus" onClick={() => change((one) => ({ ...one, tiers: [...one.tiers, { from: '', price: '' }] }))}>
            Add a price for more
          </Button>
        </div>
      ) : null}
      {item.tiers.length > 1 && sealed ? <p className="muted small">{SEALED_MODE_WORDS}</p> : null}
      {item.tiers.length > 1 && !sealed ? (
        <ChoiceField
          {...field('mode', item.mode, (mode, one) => ({ ...one, mode: mode as ItemValues['mode'] }))} label="The price that is reached holds"
          choices={[{ value: 'ALL_UNITS', label: 'for everything that is ordered' }, { value: 'INCREMENTAL', label: 'only for what lies above its step' }]}
        />
      ) : null}
    </fieldset>
  );
}
