import { type Form } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, TextField, TickField } from '../../ui/Field.js';
import { documentKinds, type DocumentValues, emptyDocument, readDocuments } from './authority-form.js';
import { type RoundValues } from './round-form.js';
import css from './Rounds.module.css';
import { states } from './states.js';

const MOST = 20;

/** Whose law, whose money, and what it may come to. */
export function LawFields({ form }: { form: Form<RoundValues> }) {
  return (
    <>
      <div className={css['pair']}>
        <ChoiceField {...form.field('stateCode')} label="Under the law of" choices={[{ value: '', label: 'Choose a state' }, ...states]} />
        <TextField {...form.field('expected')} label="Expected in all" hint="All districts together. It shows whether bids are needed." optional inputMode="decimal" prefix="$" />
      </div>
      <TickField label="Federal money may pay for a part of it" checked={form.values.federal === 'yes'} onChange={(checked) => form.set('federal', checked ? 'yes' : 'no')} />
    </>
  );
}

export function Documents({ form, base }: { form: Form<RoundValues>; base: string }) {
  const rows = readDocuments(form.values.documents);
  const keep = (next: readonly DocumentValues[], cleared?: string) => {
    form.set('documents', JSON.stringify(next));
    form.setProblems(form.problems.filter((one) => (cleared === undefined ? !one.field.startsWith('documents-') : one.field !== cleared)));
  };
  return (
    <fieldset className={css['rows']}>
      <legend className={css['legend']}>Documents every district can open</legend>
      {rows.map((row, n) => {
        const field = (name: 'title' | 'address' | 'kind') => {
          const path = `documents-${n}-${name}`;
          return { id: `${base}-${path}`, name: path, value: row[name], error: form.problems.find((one) => one.field === path)?.message, onChange: (typed: string) => keep(rows.map((one, at) => (at === n ? { ...one, [name]: typed } : one)), path) };
        };
        const what = documentKinds.find(({ value }) => value === row.kind)!.label;
        const named = n === 0 && row.kind === 'AWARD';
        return (
          <div key={n} className={css['document']}>
            {named ? null : <ChoiceField {...field('kind')} label="What it is" choices={documentKinds} />}
            <TextField {...field('address')} label={named ? 'Address of the award document' : 'Address'} hint={named ? 'Where anybody can read that the contract was awarded. It begins with https://' : undefined} maxLength={500} />
            <TextField {...field('title')} label="Title" hint={named ? `Left empty, it is called ${what}.` : undefined} optional maxLength={120} spellCheck />
            {n > 0 ? <Button look="quiet" icon="trash" label={`Leave out the document ${row.title || what}`} onClick={() => keep(rows.filter((_, at) => at !== n))}>Leave out</Button> : null}
          </div>
        );
      })}
      {rows.length < MOST ? (
        <div>
          <Button look="quiet" icon="plus" onClick={() => keep([...rows, emptyDocument(rows.some(({ kind }) => kind === 'SOLICITATION') ? 'OTHER' : 'SOLICITATION')])}>
            Add a document
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
