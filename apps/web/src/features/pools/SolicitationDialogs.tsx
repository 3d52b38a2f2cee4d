import { webAddress } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { useId, useState } from 'react';
import { AskForBidsDocument, AwardRoundDocument, FailRoundDocument, GatherEstimatesDocument, OpenAwardedRoundDocument } from '../../generated/pools/solicitations.js';
import { parseCents } from '../../platform/amounts.js';
import { clock } from '../../platform/clock.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { type Form, type Problem, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField, ChoiceField, DayField, TextField, TimeField } from '../../ui/Field.js';
import { useNamed } from './named.js';
import { dayOf, instantOf, timeOf } from './round-form.js';
import css from './Rounds.module.css';
import { type Solicitation } from './solicitation.js';
import { WhenFields } from './WhenFields.js';
import { lockWords, type Round } from './words.js';

const topics = ['round', 'section'] as const;
const CLOSING = '16:00';
const DAY_MS = 86_400_000;
const inDays = (days: number): string => dayOf(new Date(clock.now() + days * DAY_MS));
const ahead = (at: string | null): at is string => at !== null && Date.parse(at) > clock.now();
const empty = (values: Readonly<Record<string, string>>, says: Readonly<Record<string, string>>): Problem[] => Object.entries(says).flatMap(([field, message]) => ((values[field] ?? '').trim() === '' ? [{ field, message }] : []));
/** The time of a deadline is two fields; what the server says of it stands beside the day. */
const asDay = (path: string): string => (/(estimatesDue|bidsDue|locksAt)$/.test(path) ? 'day' : (path.split('.').at(-1) ?? path));

export function GatherDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.gather.${round.id}`;
  const form = useForm(name, { day: inDays(10), time: CLOSING });
  const command = useCommand(name, GatherEstimatesDocument, 'Round', topics);
  const named = { ...command, ...useNamed(command, asDay) };
  // What the members read is what was looked at.
  const [revision] = useState(round.revision);
  const estimatesDue = instantOf(form.values.day, form.values.time);
  const submit = async () => {
    if (!ahead(estimatesDue)) return form.setProblems([{ field: 'day', message: 'Choose a day and a time that are still to come' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, revision, estimatesDue } })))) return;
    form.clear();
    announce('The members are asked');
    onClose();
  };
  return (
    <CommandDialog title="Ask the members what they would take?" answer="Ask for estimates" form={form} command={named} onSubmit={submit} onClose={onClose}>
      <p>Every member reads the round from now on and says about how much it would take. It binds nobody. Items and rules stay as they are.</p>
      <WhenFields form={form} day="Until which day?" says="Until" instant={estimatesDue} />
    </CommandDialog>
  );
}

interface DocumentValues {
  name: string;
  url: string;
  what: string;
}
const readDocuments = (text: string): DocumentValues[] => JSON.parse(text) as DocumentValues[];
const MOST_DOCUMENTS = 10;

export function AskDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.ask.${round.id}`;
  const base = useId();
  const fields = useForm(name, { number: '', published: '', publishedOn: dayOf(new Date(clock.now())), day: inDays(21), time: CLOSING, documents: '[]' });
  const form: Form<typeof fields.values> = { ...fields, idOf: (field) => (field.startsWith('documents-') ? `${base}-${field}` : fields.idOf(field)) };
  const command = useCommand(name, AskForBidsDocument, 'Round', topics);
  const named = { ...command, ...useNamed(command, (path) => (path.includes('documents.') ? path.replace(/^input\./, '').replaceAll('.', '-') : asDay(path))) };
  const { number, published, publishedOn, day, time } = form.values;
  const documents = readDocuments(form.values.documents);
  const keep = (next: DocumentValues[], field?: string) => {
    form.set('documents', JSON.stringify(next));
    form.setProblems(form.problems.filter((one) => (field === undefined ? !one.field.startsWith('documents-') : one.field !== field)));
  };
  const bidsDue = instantOf(day, time);
  const submit = async () => {
    const problems = [
      ...empty(form.values, { number: 'Type the number of the solicitation', published: 'Say where the notice stands', publishedOn: 'Choose the day of the notice' }),
      ...(ahead(bidsDue) ? [] : [{ field: 'day', message: 'Choose a day and a time that are still to come' }]),
      ...documents.flatMap((one, n) => [...empty({ ...one }, { name: 'Name the document', what: 'Say what the document is' }).map((problem) => ({ ...problem, field: `documents-${n}-${problem.field}` })), ...(webAddress(one.url, URL) !== null ? [] : [{ field: `documents-${n}-url`, message: 'Write an address that begins with https://' }])]),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || bidsDue === null) return;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, number, published, publishedOn, bidsDue, documents } })))) return;
    form.clear();
    announce('The round is out for bids');
    onClose();
  };
  return (
    <CommandDialog title="Ask for bids?" answer="Close the estimates and ask for bids" form={form} command={named} onSubmit={submit} onClose={onClose}>
      <p>Estimates end with this. You publish the solicitation as your rules say; here it is written down for every member. Ask for prices that include freight and fees: bids are compared by their prices alone.</p>
      <TextField {...form.field('number')} label="Number of the solicitation" maxLength={60} narrow />
      <TextField {...form.field('published')} label="Where does the notice stand?" hint="A newspaper, a portal, a board" maxLength={200} />
      <DayField {...form.field('publishedOn')} label="Since when?" narrow />
      <div className={css['pair']}>
        <DayField {...form.field('day')} label="Bids are due on" />
        <TimeField {...form.field('time')} label="At" />
      </div>
      {bidsDue === null ? null : <p className="muted small">Due {lockWords(bidsDue)}.</p>}
      {documents.map((one, n) => {
        const field = (what: keyof DocumentValues) => {
          const path = `documents-${n}-${what}`;
          return { id: `${base}-${path}`, name: path, value: one[what], onChange: (typed: string) => keep(documents.map((each, at) => (at === n ? { ...each, [what]: typed } : each)), path), error: form.problems.find((problem) => problem.field === path)?.message };
        };
        return (
          <fieldset key={n} className={css['rows']}>
            <legend className={css['legend']}>Document {n + 1}</legend>
            <div className={css['pair']}>
              <TextField {...field('name')} label="Its name" maxLength={120} />
              <TextField {...field('what')} label="What it is" maxLength={120} />
            </div>
            <TextField {...field('url')} label="Its address" hint="It begins with https://" maxLength={500} />
            <div><Button look="quiet" label={`Leave out document ${n + 1}`} onClick={() => keep(documents.filter((_, at) => at !== n))}>Leave out</Button></div>
          </fieldset>
        );
      })}
      {documents.length < MOST_DOCUMENTS ? <div><Button look="quiet" icon="plus" onClick={() => keep([...documents, { name: '', url: 'https://', what: '' }])}>Add a document</Button></div> : null}
    </CommandDialog>
  );
}

/** What the board decided, written down once: the prices of the bid become those of the round. */
export function AwardDialog({ round, said, onClose }: { round: Round; said: Solicitation; onClose: () => void }) {
  const name = `round.award.${round.id}`;
  const bids = said.bids.filter(({ responsive }) => responsive);
  const lowest = bids.find((bid) => bid.lowest);
  const form = useForm(name, { bidId: lowest?.id ?? bids[0]?.id ?? '', boardOn: '', minutes: '', reason: '', contractNumber: said.number ?? '', clause: '', termEnds: '', ceiling: '' });
  const command = useCommand(name, AwardRoundDocument, 'Round', topics);
  const named = { ...command, ...useNamed(command, (path) => (/ceilingCents$/.test(path) ? 'ceiling' : (path.split('.').at(-1) ?? path))) };
  const chosen = bids.find(({ id }) => id === form.values.bidId);
  const more = chosen?.totalCents != null && lowest?.totalCents != null ? chosen.totalCents - lowest.totalCents : 0;
  const submit = async () => {
    const { boardOn, minutes, reason, contractNumber, clause, termEnds, ceiling } = form.values;
    const ceilingCents = ceiling.trim() === '' ? null : parseCents(ceiling);
    const problems = [
      ...empty(form.values, { boardOn: 'Choose the day on which the board met', minutes: 'Say where the minutes say so', reason: 'Write why this bid', contractNumber: 'Type the number of the contract', clause: 'Copy the words by which other districts may use it', termEnds: 'Choose the last day of the contract' }),
      ...(ceiling.trim() !== '' && ceilingCents === null ? [{ field: 'ceiling', message: 'Write an amount of money, such as 50,000' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || !chosen) return;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, bidId: chosen.id, bidRevision: chosen.revision, boardOn, minutes, reason, contractNumber, clause, termEnds, ceilingCents } })))) return;
    form.clear();
    announce('The award is written down');
    onClose();
  };
  return (
    <CommandDialog title="What did the board decide?" answer="Write down the award" form={form} command={named} onSubmit={submit} onClose={onClose}>
      <p>The prices of this bid become those of the round, for every member. It cannot be taken back; the round can still be canceled before its lock.</p>
      <ChoiceField {...form.field('bidId')} label="Which bid?" choices={bids.map((bid) => ({ value: bid.id, label: `${bid.supplier}${bid.totalCents == null ? '' : `, ${formatCents(bid.totalCents)}`}${bid.lowest ? ', the lowest' : ''}` }))} />
      {more > 0 ? <p>It costs <strong>{formatCents(more)} more</strong> than the lowest bid. The reason has to say why.</p> : null}
      <AreaField {...form.field('reason')} label="Why this bid?" hint="Every district keeps this reason for its auditors." rows={3} maxLength={2000} />
      <div className={css['pair']}>
        <DayField {...form.field('boardOn')} label="The board met on" />
        <TextField {...form.field('minutes')} label="Where the minutes say so" maxLength={120} />
      </div>
      <div className={css['pair']}>
        <TextField {...form.field('contractNumber')} label="Contract number" maxLength={60} />
        <DayField {...form.field('termEnds')} label="Last day of the contract" />
      </div>
      <AreaField {...form.field('clause')} label="Cooperative-use clause" hint="The words by which other districts may use it, copied from the contract." rows={3} maxLength={2000} />
      {round.sealed ? null : <TextField {...form.field('ceiling')} label="Ceiling of this round" optional inputMode="decimal" prefix="$" narrow />}
    </CommandDialog>
  );
}

export function FailDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.fail.${round.id}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, FailRoundDocument, 'Round', topics);
  const submit = async () => {
    const problems = empty(form.values, { reason: 'Write why no bid is awarded' });
    form.setProblems(problems);
    if (problems.length > 0) return;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, reason: form.values.reason } })))) return;
    form.clear();
    announce('The round ended without an award');
    onClose();
  };
  return (
    <CommandDialog title="End it without an award?" answer="End it and tell who estimated" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>Nothing is ordered, and nobody owes anything. Whoever estimated reads the reason. It cannot be taken back.</p>
      <AreaField {...form.field('reason')} label="Why?" hint="For example: no responsive bid came." rows={3} maxLength={500} />
    </CommandDialog>
  );
}

export function OpenAwardedDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.openAwarded.${round.id}`;
  const planned = ahead(round.locksAt) ? new Date(round.locksAt) : null;
  const form = useForm(name, { day: planned ? dayOf(planned) : inDays(14), time: planned ? timeOf(planned) : CLOSING });
  const command = useCommand(name, OpenAwardedRoundDocument, 'Round', topics);
  const named = { ...command, ...useNamed(command, asDay) };
  const locksAt = instantOf(form.values.day, form.values.time);
  const submit = async () => {
    if (!ahead(locksAt)) return form.setProblems([{ field: 'day', message: 'Choose a day and a time that are still to come' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, locksAt } })))) return;
    form.clear();
    announce('The round is open');
    onClose();
  };
  return (
    <CommandDialog title="Open it for firm commitments?" answer="Open it and tell the members" form={form} command={named} onSubmit={submit} onClose={onClose}>
      {planned ? null : <p>It was planned to lock on {lockWords(round.locksAt)}, which has passed: choose another time.</p>}
      <p>Every member commits at the awarded prices until it locks; its estimate stands in the form already. You can move the lock to later once, and cancel before it.</p>
      <WhenFields form={form} day="It locks on" says="Locks on" instant={locksAt} />
    </CommandDialog>
  );
}
