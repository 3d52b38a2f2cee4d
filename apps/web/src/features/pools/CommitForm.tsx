import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { useMemo, useRef, useState } from 'react';
import { CommitToRoundDocument, RoundSitesDocument } from '../../generated/pools/rounds.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Draft } from '../../platform/drafts.js';
import { type Form, useForm } from '../../platform/form.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { More } from '../../ui/More.js';
import { casesOf, commitName, commitValues, fieldOfLine, fieldOfProblem, type Line, lineOf, type Reading, readCommitment } from './commit-form.js';
import { type Diligence, diligenceValues, fieldOfDiligence, readDiligence } from './authority-form.js';
import { DueDiligenceFields } from './DueDiligenceFields.js';
import { useNamed } from './named.js';
import { useBefore } from './StartAgain.js';
import css from './Rounds.module.css';
import { SendRow } from './SendRow.js';
import { useSolicitation } from './solicitation.js';
import { amountRange, capital, type Commitment, isStanding, lockWords, perUnit, type Round, type RoundItem } from './words.js';

const topics = ['round'] as const;

/** What my district takes: few fields, the rest behind one line, and what each case would cost before it is sent. */
export function CommitForm({ round, district, own, onDone, onBack }: { round: Round; district: { id: string; shortName: string }; own: Commitment | null; onDone: () => void; onBack: (() => void) | null }) {
  const name = commitName(round.id, district.id);
  const estimate = useSolicitation(round)?.estimates.find((one) => one.district.id === district.id);
  const before = useBefore(round.id);
  const last = useMemo(() => (own === null ? (before?.lines.filter(({ districtId }) => districtId === district.id) ?? []) : []), [before, own, district.id]);
  const initial = useMemo(() => ({ ...commitValues(round, own, estimate?.lines, last), ...diligenceValues(round, district.id) }), [round, own, district.id, estimate, last]);
  const form = useForm<Draft>(name, initial);
  const command = useCommand(name, CommitToRoundDocument, 'Round', topics);
  // What it changes is what stood when it was begun. What a refusal has told of stands looked at.
  const [looked, setLooked] = useState(own?.revision ?? 0);
  if (command.refusal?.code === 'COMMITMENT_CHANGED' && looked !== (own?.revision ?? 0)) setLooked(own?.revision ?? 0);
  const sent = useRef<readonly Line[]>([]);
  const written = useRef<Diligence | null>(null);
  const named = useNamed(command, (path) => fieldOfDiligence(path, written.current) ?? fieldOfProblem(path, sent.current));
  const reading = readCommitment(form.values, round);
  const submit = async () => {
    const diligence = readDiligence(form.values, round, round.authority.reasonRequired);
    const problems = [...reading.problems, ...diligence.problems];
    form.setProblems(problems);
    if (problems.length > 0) return;
    sent.current = reading.lines;
    written.current = diligence.record;
    const { budgetCode = '', fundingSource = '', schoolId = '' } = form.values;
    const done = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, roundId: round.id, districtId: district.id, revision: looked, lines: reading.lines, budgetCode: budgetCode.trim(), fundingSource: fundingSource.trim() || null, schoolId: schoolId || null, dueDiligence: diligence.record },
    }));
    if (!done) return;
    form.clear();
    announce(done.commitments.find((one) => one.district.id === district.id)?.state === 'AWAITING_APPROVAL' ? 'Sent for approval of the spending' : `${district.shortName} is in`);
    onDone();
  };
  const ready = reading.lines.length > 0;
  return (
    <CommandForm
      form={form}
      command={named}
      onSubmit={() => void submit()}
      actions={<SendRow answer={ready ? `${own && isStanding(own) ? 'Change it' : 'Commit'} to at most ${formatCents(reading.atMostCents)}` : 'Commit'} busy={command.busy} back="Keep what we have" onBack={onBack} />}
    >
      {round.items.map((item) => (
        <ItemLine key={item.key} item={item} form={form} alone={round.items.length === 1} estimated={estimate?.lines.find(({ itemKey }) => itemKey === item.key)?.words ?? null} last={last.find(({ itemKey }) => itemKey === item.key)?.words ?? null} />
      ))}
      <TextField {...form.field('budgetCode')} label="Budget code" hint="What it is paid from, for example 100-410" narrow maxLength={60} />
      <DueDiligenceFields round={round} districtId={district.id} form={form} />
      <Seldom round={round} district={district} form={form} />
      <Consequences round={round} district={district} reading={reading} />
    </CommandForm>
  );
}

function ItemLine({ item, form, alone, estimated, last }: { item: RoundItem; form: Form<Draft>; alone: boolean; estimated: string | null; last: string | null }) {
  const unit = item.units.find(({ name }) => name === form.values[fieldOfLine('unit', item.key)]) ?? item.orderUnit;
  const { line } = lineOf(form.values, item);
  const fields = (
    <div className={css['pair']}>
      <TextField {...form.field(fieldOfLine('minimum', item.key))} label={`${capital(unit.plural)}, at least`} inputMode="numeric" maxLength={9} />
      <TextField {...form.field(fieldOfLine('maximum', item.key))} label="At most" optional inputMode="numeric" maxLength={9} />
    </div>
  );
  return (
    <div className="stack-s">
      {alone ? (
        fields
      ) : (
        <fieldset className="stack-s">
          <legend className={css['legend']}>{item.name}</legend>
          {fields}
        </fieldset>
      )}
      {estimated === null ? null : <p className="small">Your estimate: {estimated}.</p>}
      {last ? <p className="small">{last}.</p> : null}
      <p className="muted small">{line && line.maximum > line.minimum ? 'Between the two, as many are ordered as the round’s rule says.' : `A wider range helps everyone reach the next price. Left empty, it is the same number.`}</p>
    </div>
  );
}


/** What most leave as it is: a limit on the price, another unit, where the money and the boxes go. */
function Seldom({ round, district, form }: { round: Round; district: { id: string; shortName: string }; form: Form<Draft> }) {
  const { data } = useQuery(RoundSitesDocument, { variables: { districtId: district.id }, context: { topics: [] } });
  const schools = data?.district?.schools ?? [];
  const troubled = form.problems.some(({ field }) => field.startsWith('notToExceedCents') || field === 'fundingSource' || field === 'schoolId');
  const filled = round.items.some((item) => form.values[fieldOfLine('notToExceedCents', item.key)]) || form.values['fundingSource'] || form.values['schoolId'];
  return (
    <More className={css['more']} summary="Price limit, delivery, funding" must={troubled || Boolean(filled)}>
      {round.items.map((item) => (
        <div key={item.key} className={css['pair']}>
          <TextField {...form.field(fieldOfLine('notToExceedCents', item.key))} label={round.items.length === 1 ? 'Pay no more than' : `${item.name}: pay no more than`} hint={`Per ${form.values[fieldOfLine('unit', item.key)] ?? item.orderUnit.name}. Above it you are not bound.`} optional inputMode="decimal" prefix="$" />
          {item.units.length > 1 ? <ChoiceField {...form.field(fieldOfLine('unit', item.key))} label="Count in" choices={item.units.map(({ name, plural }) => ({ value: name, label: plural }))} /> : null}
        </div>
      ))}
      <ChoiceField {...form.field('schoolId')} label="Deliver to" choices={[{ value: '', label: 'No school in particular' }, ...schools.map((school) => ({ value: school.id, label: school.name }))]} />
      <TextField {...form.field('fundingSource')} label="Funding source" hint="For example Title I, or the general fund" optional maxLength={120} />
    </More>
  );
}

/** Before it is sent: what it comes to at each price, who else has to agree, and from when on it binds. */
function Consequences({ round, district, reading }: { round: Round; district: { id: string; shortName: string }; reading: Reading }) {
  const { places } = useSession();
  if (reading.lines.length === 0) return null;
  const paying = places.find(({ id }) => id === district.id)?.roles.filter((role) => role.maySpend) ?? [];
  const limit = paying.some((role) => role.spendingLimitCents == null) ? null : Math.max(0, ...paying.map((role) => role.spendingLimitCents ?? 0));
  return (
    <div className={css['cases']} data-on-paper>
      <h3>What would we pay{reading.chargesCents > 0 ? ' for the goods' : ''}?</h3>
      {reading.lines.map((line) => {
        const before = round.commitments.filter(isStanding).find((one) => one.district.id === district.id);
        const item = round.items.find(({ key }) => key === line.itemKey)!;
        return <Cases key={line.itemKey} item={item} line={line} before={before?.lines.find(({ itemKey }) => itemKey === line.itemKey)?.maximum ?? 0} named={round.items.length > 1} />;
      })}
      <p>
        <strong>At most {formatCents(reading.atMostCents)}</strong>{reading.chargesCents > 0 ? `, up to ${formatCents(reading.chargesCents)} of it freight and fees` : ''}, whatever others do.{limit !== null && reading.atMostCents > limit ? ` That is above your limit of ${formatCents(limit)}: it goes to your approver first.` : ''}
      </p>
      <p className="muted small">Change it or take it back until {lockWords(round.locksAt)}. From then on it binds {district.shortName}.</p>
    </div>
  );
}

function Cases({ item, line, before, named }: { item: RoundItem; line: Line; before: number; named: boolean }) {
  const now = item.progress?.tier ?? null;
  // What is missing is counted from what all take at most, ours before included.
  const toNext = item.progress?.toNext ?? null;
  const next = item.tiers[(now ?? -1) + 1];
  const reached = now !== null && next && item.mode === 'ALL_UNITS' && !casesOf(item, line)[now + 1]?.out && toNext !== null && toNext > 0 && line.unit === item.orderUnit.name && line.maximum - before >= toNext ? next : null;
  return (
    <>
      {named ? <p><strong>{item.name}</strong></p> : null}
      {item.mode === 'INCREMENTAL' ? (
        <p className="muted small">Each price holds for the units within its step, so what we pay depends on all districts together.</p>
      ) : (
        <dl className={css['caseList']}>
          {casesOf(item, line).map((one, n) => (
            <div key={one.priceCents} data-now={n === now || undefined}>
              <dt>
                At {perUnit(one.priceCents, item.priceUnit)}
                {n === now ? ', as it stands' : ''}
              </dt>
              <dd>{one.out ? 'nothing: above your price limit' : amountRange(one.lowCents, one.highCents)}</dd>
            </div>
          ))}
        </dl>
      )}
      {reached ? <p className={css['reach']}>With these, {perUnit(reached.priceCents, item.priceUnit)} is within everyone’s reach.</p> : null}
    </>
  );
}
