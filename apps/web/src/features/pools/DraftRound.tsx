import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { ProposeRoundDocument } from '../../generated/pools/rounds.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Form, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField, ChoiceField, DayField, TextField, TickField, TimeField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { authoritySaved, awardIsThere } from './authority-form.js';
import { BidNotice } from './AuthorityTerms.js';
import { Documents, LawFields } from './DraftAuthority.js';
import { ChargeFields } from './ChargeFields.js';
import { BelowFields } from './BelowFields.js';
import { ItemsFields } from './ItemFields.js';
import { useNamed } from './named.js';
import { readCharges } from './proposal-form.js';
import { CancelRoundDialog, OpenRoundDialog } from './RoundDialogs.js';
import { contentOf, fieldOfRound, instantOf, readItems, roundValues, type RoundValues } from './round-form.js';
import { RoundTerms } from './RoundTerms.js';
import { GatherDialog } from './SolicitationDialogs.js';
import { StartedFrom } from './StartAgain.js';
import css from './Rounds.module.css';
import { lockWords, type Round } from './words.js';

const topics = ['round'] as const;

/** A draft of our own: everything that can be said before it opens, what is missing first. */
export function DraftRound({ round: read }: { round: Round }) {
  // What was just saved is newer than what was read, until it is read again.
  const [saved, setSaved] = useState<Omit<Round, 'authority'> | null>(null);
  const [law, setLaw] = useState<Round['authority'] | null>(null);
  const { authority } = read;
  const seen = useRef(read);
  useEffect(() => {
    // The two are read one after the other: what was saved stays until its own part is there.
    if ((Object.keys(read) as (keyof Round)[]).some((key) => key !== 'authority' && read[key] !== seen.current[key])) setSaved(null);
    seen.current = read;
  }, [read]);
  useEffect(() => setLaw(null), [authority]);
  const round = useMemo<Round>(() => ({ ...(saved ?? read), authority: law ?? authority }), [saved, law, read, authority]);
  const name = `round.draft.${round.id}`;
  const initial = useMemo(() => roundValues(round), [round]);
  const base = useId();
  const fields = useForm<RoundValues>(name, initial);
  // Fields of an item are known by their place in the list.
  const form: Form<RoundValues> = { ...fields, idOf: (field) => (field === 'documents' ? `${base}-documents-0-address` : /^(items|documents)-/.test(field) || field.startsWith('charges-') ? `${base}-${field}` : fields.idOf(field)) };
  const typed = useRef(form.values);
  typed.current = form.values;
  const command = useCommand(name, ProposeRoundDocument, 'Round', topics);
  const named = useNamed(command, fieldOfRound);
  const [asked, setAsked] = useState<'open' | 'gather' | 'cancel' | null>(null);
  if (!round.steps.includes('change')) return <RoundTerms round={round} />;
  const dirty = (Object.keys(initial) as (keyof RoundValues)[]).some((key) => form.values[key] !== initial[key]);
  const save = async () => {
    const { content, problems } = contentOf(form.values);
    form.setProblems(problems ?? []);
    if (!content) return null;
    const sent = JSON.stringify(form.values);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, districtId: round.lead.id, consortiumId: round.consortiumId, round: content } }));
    if (!done) return null;
    announce('Saved');
    // What was typed while it was on the way stays.
    if (JSON.stringify(typed.current) === sent) {
      setSaved(done);
      setLaw(authoritySaved(authority, content));
      fields.clear();
    }
    return done;
  };
  const asks = form.values.route === 'SOLICITATION';
  const goOn = async () => {
    const done = dirty ? await save() : round;
    if (done && done.missing.length === 0) setAsked(done.route === 'SOLICITATION' ? 'gather' : 'open');
  };
  const missing = (round.route === form.values.route ? round.missing : []).filter((one) => stillMissing(one, form.values));
  return (
    <>
      {missing.length > 0 ? (
        <Notice tone="info" title={asks ? 'Before estimates are asked for, this is missing:' : 'Before it can open, this is missing:'}>
          <ul className={css['missing']}>
            {missing.map((one) => (
              <li key={one}>
                <a href={`#${form.idOf(missingField(one, form.values)) ?? ''}`} onClick={(event) => focusField(event, form.idOf(missingField(one, form.values)))}>{one}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice tone="good" title="Nothing is missing.">{asks ? 'Ask the members what they would take when it says what you mean: items and rules stay as they are from then on.' : <>Open it when it says what you mean: items, prices and rules stay as they are from then on.</>}</Notice>
      )}
      <BidNotice round={round} />
      <StartedFrom round={round} />
      <CommandForm
        form={form}
        command={named}
        onSubmit={() => void save()}
        actions={
          <>
            <Button type="submit" look={missing.length > 0 ? 'primary' : 'plain'} busy={command.busy}>
              Save
            </Button>
            <Button look={missing.length > 0 ? 'plain' : 'primary'} disabled={missing.length > 0} onClick={() => void goOn()}>
              {asks ? 'Ask for estimates' : 'Open the round'}
            </Button>
            <Button look="quiet" onClick={() => setAsked('cancel')}>
              Throw it away
            </Button>
            <span className="muted small" aria-live="polite">
              {command.busy ? 'Saving' : dirty ? 'Kept in this browser until you save.' : 'Everything is saved.'}
            </span>
          </>
        }
      >
        <Route form={form} />
        {asks ? <Law form={form} /> : <Authority form={form} base={base} />}
        <About form={form} />
        <ItemsFields base={base} form={form} sealed={form.values.sealed === 'yes'} districtId={round.lead.id} />
        <BesideTheGoods base={base} form={form} />
        <BelowFields form={form} />
      </CommandForm>
      {asked === 'gather' ? <GatherDialog round={round} onClose={() => setAsked(null)} /> : null}
      {asked === 'open' ? <OpenRoundDialog round={round} onClose={() => setAsked(null)} /> : null}
      {asked === 'cancel' ? <CancelRoundDialog round={round} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function focusField(event: { preventDefault: () => void }, id: string | undefined) {
  event.preventDefault();
  if (id) document.getElementById(id)?.focus();
}

const missingFields: readonly (readonly [RegExp, keyof RoundValues])[] = [[/^Lead agency/, 'leadAgency'], [/^Contract number/, 'contractNumber'], [/clause/i, 'clause'], [/^Last day|still runs/, 'termEnds'], [/^State/, 'stateCode'], [/^Award/, 'documents']];
/** The field it is typed into: that of the round, or of the item the words name. */
const missingField = (words: string, values: RoundValues): string => {
  const named = /^Specification of (.*): what it has to be like/.exec(words)?.[1];
  if (named !== undefined) return `items-${Math.max(0, readItems(values.items).findIndex(({ name }) => name === named))}-specification`;
  return missingFields.find(([pattern]) => pattern.test(words))?.[1] ?? 'title';
};
/** What the server missed when it was saved last, less what has been typed since. */
function stillMissing(words: string, values: RoundValues): boolean {
  if (/^Award/.test(words)) return !awardIsThere(values.documents);
  if (/days after the lock/.test(words)) return values.termEnds < dayAfter(values.lockDay, Number(values.belowDays) || 0);
  if (/still runs/.test(words)) return values.termEnds === '' || values.termEnds < values.lockDay;
  const field = missingField(words, values);
  const item = /^items-(\d+)-specification$/.exec(field);
  return (item ? (readItems(values.items)[Number(item[1])]?.specification ?? '') : values[field as keyof RoundValues]).trim() === '';
}

const dayAfter = (day: string, days: number): string => (day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));

function About({ form }: { form: Form<RoundValues> }) {
  const locksAt = instantOf(form.values.lockDay, form.values.lockTime);
  const yes = (field: 'sealed' | 'buyUp') => ({ checked: form.values[field] === 'yes', onChange: (checked: boolean) => form.set(field, checked ? 'yes' : 'no') });
  return (
    <section className="panel stack" aria-labelledby="round-about">
      <h2 id="round-about">What, until when, by which rule?</h2>
      <TextField {...form.field('title')} label="What do we buy?" maxLength={120} spellCheck />
      <AreaField {...form.field('summary')} label="For neighbors" hint="One or two sentences: delivery, quality, why now." optional rows={2} maxLength={500} />
      <div className={css['pair']}>
        <DayField {...form.field('lockDay')} label={form.values.route === 'SOLICITATION' ? 'Planned to lock on' : 'Locks on'} />
        <TimeField {...form.field('lockTime')} label="At" />
      </div>
      {locksAt === null ? null : <p className="muted small">{form.values.route === 'SOLICITATION' ? 'Only a plan: the lock is chosen when the round opens.' : `It locks on ${lockWords(locksAt)}.`}</p>}
      <ChoiceField
        {...form.field('aim')} label="What is ordered between the least and the most each takes?"
        choices={[{ value: 'BEST_PRICE', label: 'As many as reach the best price' }, { value: 'LEAST_COST', label: 'As many as cost the least money in total' }]}
      />
      {form.values.sealed === 'yes' ? null : (
        <ChoiceField
          {...form.field('shortRule')} label="What if a delivery falls short?"
          choices={[{ value: 'AS_DELIVERED', label: 'Each keeps what came to it' }, { value: 'MAX_MIN', label: 'Share it: whoever has the smallest part comes first' }, { value: 'PRO_RATA', label: 'Share it in proportion to what was ordered' }, { value: 'FIRST_COME', label: 'Who committed first is served first' }]}
        />
      )}
      <div>
        <TickField label="Order more than asked for where that costs less in total" {...yes('buyUp')} />
        <TickField label="Sealed: nobody sees what another district takes" {...yes('sealed')} />
      </div>
    </section>
  );
}

/** Freight and fees of the whole round, and when the goods come. */
function BesideTheGoods({ form, base }: { form: Form<RoundValues>; base: string }) {
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

function Route({ form }: { form: Form<RoundValues> }) {
  return (
    <section className="panel stack" aria-labelledby="round-route">
      <h2 id="round-route">On a contract that exists, or do we ask for bids together?</h2>
      <ChoiceField
        {...form.field('route')} label="This round buys"
        hint={form.values.route === 'SOLICITATION' ? 'Members estimate, you ask for bids, your board awards one. Prices and contract come with the award; then everyone commits.' : undefined}
        choices={[{ value: 'CONTRACT', label: 'on a contract that exists' }, { value: 'SOLICITATION', label: 'on bids we ask for together' }]}
      />
    </section>
  );
}

function Law({ form }: { form: Form<RoundValues> }) {
  return (
    <section className="panel stack" aria-labelledby="round-law">
      <h2 id="round-law">Under whose law do we ask?</h2>
      <LawFields form={form} />
    </section>
  );
}

function Authority({ form, base }: { form: Form<RoundValues>; base: string }) {
  return (
    <section className="panel stack" aria-labelledby="round-authority">
      <h2 id="round-authority">By what right do we buy?</h2>
      <p className="muted">The contract that is used. Auditors ask every district for it; here it is said once for all.</p>
      <div className={css['pair']}>
        <TextField {...form.field('leadAgency')} label="Lead agency" hint="Who awarded the contract" maxLength={120} />
        <TextField {...form.field('contractNumber')} label="Contract number" hint="As on the award or the solicitation" maxLength={60} />
      </div>
      <AreaField {...form.field('clause')} label="Cooperative-use clause" hint="The words by which other districts may use it, copied from the contract." rows={3} maxLength={2000} />
      <div className={css['pair']}>
        <DayField {...form.field('termEnds')} label="Last day of the contract" />
        <TextField {...form.field('ceiling')} label="Ceiling in all" optional inputMode="decimal" prefix="$" />
      </div>
      <Documents form={form} base={base} />
      <LawFields form={form} />
    </section>
  );
}
