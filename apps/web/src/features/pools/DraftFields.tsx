import { useState } from 'react';
import { type Form } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { AreaField, ChoiceField, DayField, TextField, TickField, TimeField } from '../../ui/Field.js';
import { BelowFields } from './BelowFields.js';
import { ChargeFields } from './ChargeFields.js';
import { Documents, LawFields } from './DraftAuthority.js';
import { readCharges } from './proposal-form.js';
import { instantOf, type RoundValues } from './round-form.js';
import css from './Rounds.module.css';
import { SEALED_RULE_WORDS, unsetBySealing } from './sealed-form.js';
import { lockWords } from './words.js';

type Fields = { form: Form<RoundValues>; base: string };

/** The first step: by which way, what, until when. */
export function WhatFields({ form }: { form: Form<RoundValues> }) {
  const asks = form.values.route === 'SOLICITATION';
  const locksAt = instantOf(form.values.lockDay, form.values.lockTime);
  return (
    <section className="panel stack" aria-label="What and when">
      <TextField {...form.field('title')} label="What do we buy?" maxLength={120} spellCheck />
      <AreaField {...form.field('summary')} label="For neighbors" hint="One or two sentences: delivery, quality, why now." optional rows={2} maxLength={500} />
      <div className={css['pair']}>
        <DayField {...form.field('lockDay')} label={asks ? 'Planned to lock on' : 'Locks on'} />
        <TimeField {...form.field('lockTime')} label="At" />
      </div>
      {locksAt === null ? null : <p className="muted small">{asks ? 'Only a plan: the lock is chosen when the round opens.' : `It locks on ${lockWords(locksAt)}.`}</p>}
      <ChoiceField
        {...form.field('route')} label="This round buys"
        hint={asks ? 'Members estimate, you ask for bids, your board awards one. Prices and contract come with the award; then everyone commits.' : undefined}
        choices={[{ value: 'CONTRACT', label: 'on a contract that exists' }, { value: 'SOLICITATION', label: 'on bids we ask for together' }]}
      />
    </section>
  );
}

/** By what right: the contract, its documents, whose law. Without a contract only the law. */
export function RightFields({ form, base }: Fields) {
  const law = (
    <section className="panel stack" aria-labelledby="round-law">
      <h2 id="round-law">{form.values.route === 'SOLICITATION' ? 'The law, and what it may come to' : 'Whose law holds?'}</h2>
      <LawFields form={form} />
    </section>
  );
  if (form.values.route === 'SOLICITATION') return law;
  return (
    <>
      <section className="panel stack" aria-labelledby="round-authority">
        <h2 id="round-authority">Which contract is used?</h2>
        <p className="muted">Auditors ask every district for it; here it is said once for all.</p>
        <div className={css['pair']}>
          <TextField {...form.field('leadAgency')} label="Lead agency" hint="Who awarded the contract" maxLength={120} />
          <TextField {...form.field('contractNumber')} label="Contract number" hint="As on the award or the solicitation" maxLength={60} />
        </div>
        <AreaField {...form.field('clause')} label="Cooperative-use clause" hint="The words by which other districts may use it, copied from the contract." rows={3} maxLength={2000} />
        <div className={css['pair']}>
          <DayField {...form.field('termEnds')} label="Last day of the contract" />
          <TextField {...form.field('ceiling')} label="Ceiling of this round" hint="Other rounds on the contract aren’t counted: enter what they leave of it." optional inputMode="decimal" prefix="$" />
        </div>
      </section>
      <section className="panel stack" aria-label="Documents">
        <Documents form={form} base={base} />
      </section>
      {law}
    </>
  );
}

/** Freight, fees and delivery; then by which rules it is filled. */
export function RulesFields({ form, base }: Fields) {
  return (
    <>
      <BesideTheGoods form={form} base={base} />
      <Rules form={form} />
      <BelowFields form={form} />
    </>
  );
}

function Rules({ form }: { form: Form<RoundValues> }) {
  const [unset, setUnset] = useState<string | null>(null);
  const sealed = form.values.sealed === 'yes';
  const seal = (checked: boolean) => {
    const left = checked ? unsetBySealing(form.values) : { set: {}, words: null };
    form.set('sealed', checked ? 'yes' : 'no');
    for (const [field, value] of Object.entries(left.set)) form.set(field as 'buyUp' | 'items', value);
    setUnset(left.words);
    if (left.words !== null) announce(left.words);
  };
  return (
    <section className="panel stack" aria-labelledby="round-rules">
      <h2 id="round-rules">How is it decided who gets what?</h2>
      <ChoiceField
        {...form.field('aim')} label="What is ordered between the least and the most each takes?"
        choices={[{ value: 'BEST_PRICE', label: 'As many as reach the best price' }, { value: 'LEAST_COST', label: 'As many as cost the least money in total' }]}
      />
      {sealed ? null : (
        <ChoiceField
          {...form.field('shortRule')} label="What if a delivery falls short?"
          choices={[{ value: 'AS_DELIVERED', label: 'Each keeps what came to it' }, { value: 'MAX_MIN', label: 'Share it: whoever has the smallest part comes first' }, { value: 'PRO_RATA', label: 'Share it in proportion to what was ordered' }, { value: 'FIRST_COME', label: 'Who committed first is served first' }]}
        />
      )}
      <div>
        {sealed ? null : <TickField label="Order more than asked for where that costs less in total" checked={form.values.buyUp === 'yes'} onChange={(checked) => form.set('buyUp', checked ? 'yes' : 'no')} />}
        <TickField label="Sealed: nobody sees what another district takes" checked={sealed} onChange={seal} />
        {sealed ? <p className="muted small">{SEALED_RULE_WORDS}</p> : null}
        {unset === null ? null : <p className="small">{unset}</p>}
      </div>
    </section>
  );
}

/** Freight and fees of the whole round, and when the goods come. */
function BesideTheGoods({ form, base }: Fields) {
  const charges = readCharges(form.values.charges);
  return (
    <section className="panel stack" aria-labelledby="round-beside">
      <h2 id="round-beside">What comes beside the goods, and when?</h2>
      <p className="muted">Freight and fees are lines of their own: everyone reads what they are for and how they are shared. Leave them out where the price has them in it.</p>
      <ChargeFields
        charges={charges} units={null} sealed={form.values.sealed === 'yes'} at="charges" base={base} errorOf={(path) => form.problems.find((one) => one.field === path)?.message}
        onChange={(next, cleared) => {
          form.set('charges', JSON.stringify(next));
          form.setProblems(form.problems.filter(({ field }) => (cleared === undefined ? !field.startsWith('charges-') : field !== cleared)));
        }}
      />
      <div className={css['pair']}>
        <DayField {...form.field('deliveryFrom')} label="Delivered from" optional />
        <DayField {...form.field('deliveryUntil')} label="Delivered until" optional />
      </div>
    </section>
  );
}
