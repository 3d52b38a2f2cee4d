import { formatCents } from '@barnraise/money';
import { CloseReceivingDocument } from '../../generated/pools/receiving.js';
import { RecordCreditDocument, SettleRoundDocument, StateBaselineDocument, type SettlementPartsFragment } from '../../generated/pools/settlement.js';
import { editableCents, parseCents } from '../../platform/amounts.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { ChoiceField, DayField, TextField } from '../../ui/Field.js';
import { useNamed } from './named.js';
import css from './Rounds.module.css';
import { type Round } from './words.js';

const topics = ['round'] as const;
const nothing = {};
export type Credit = SettlementPartsFragment['credits'][number];
export type Baseline = SettlementPartsFragment['baselines'][number];

export const sureness = { QUOTE: 'a quote', OWN_ACCOUNTS: 'an invoice of ours', ESTIMATE: 'an estimate' } as const;

/** What my district would have paid alone for one item. */
export function BaselineDialog({ roundId, baseline, onClose }: { roundId: string; baseline: Baseline; onClose: () => void }) {
  const name = `round.baseline.${roundId}.${baseline.district.id}.${baseline.itemKey}`;
  const form = useForm(name, { price: baseline.priceCents == null ? '' : editableCents(baseline.priceCents), source: baseline.source ?? '', confidence: baseline.confidence ?? 'OWN_ACCOUNTS' });
  const command = useCommand(name, StateBaselineDocument, 'RoundSettlement', topics);
  const named = useNamed(command, (path) => (path === 'input.priceCents' ? 'price' : path));
  const { price, source, confidence } = form.values;
  const submit = async () => {
    const priceCents = parseCents(price);
    const problems = [
      ...(priceCents === null || priceCents < 1 ? [{ field: 'price', message: 'Write a price in dollars, such as 44.00' }] : []),
      ...(source.trim() === '' ? [{ field: 'source', message: 'Say where that comes from' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || priceCents === null) return;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, districtId: baseline.district.id, itemKey: baseline.itemKey, revision: baseline.revision, priceCents, source, confidence: confidence as NonNullable<Baseline['confidence']> } })))) return;
    form.clear();
    announce('Said');
    onClose();
  };
  return (
    <CommandDialog title={`What would ${baseline.district.shortName} pay alone?`} answer="Keep it" form={form} command={{ ...named, busy: command.busy }} onSubmit={submit} onClose={onClose}>
      <p>{baseline.name}, delivered. Your own people read it, nobody else. It can be changed until the round is settled.</p>
      <TextField {...form.field('price')} label={`Price per ${baseline.unitName}`} inputMode="decimal" prefix="$" narrow />
      <ChoiceField {...form.field('confidence')} label="That is" choices={Object.entries(sureness).map(([value, label]) => ({ value, label }))} narrow />
      <TextField {...form.field('source')} label="Where it comes from" hint="A supplier and a date, for example" maxLength={200} spellCheck />
    </CommandDialog>
  );
}

export function SettleDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.settle.${round.id}`;
  const form = useForm(name, nothing);
  const command = useCommand(name, SettleRoundDocument, 'RoundSettlement', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id } })))) return;
    announce('The round is settled');
    onClose();
  };
  return (
    <CommandDialog title="Settle the round?" answer="Settle it for everyone" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>Every district reads what it finally owes, line by line, and what it saved against its own word. It is worked out from what was approved for payment and what each keeps, and it cannot be taken back.</p>
    </CommandDialog>
  );
}

export function CloseReceivingDialog({ round, receiving, onClose }: { round: Round; receiving: { ruleWords: string }; onClose: () => void }) {
  const name = `round.receive.${round.id}`;
  const form = useForm(name, nothing);
  const command = useCommand(name, CloseReceivingDocument, 'RoundReceiving', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id } })))) return;
    announce('Receiving is closed');
    onClose();
  };
  return (
    <CommandDialog title="Close receiving?" answer="Close receiving" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>What the sites have said stands from then on, and invoices are matched against it. {receiving.ruleWords} This cannot be taken back.</p>
    </CommandDialog>
  );
}

/** One credit note against one credit that was expected. */
export function CreditDialog({ roundId, credit, note, onClose }: { roundId: string; credit: Credit; note: Credit['notes'][number] | null; onClose: () => void }) {
  const name = `round.credit.${credit.orderId}.${credit.key}.${note?.number ?? ''}`;
  const form = useForm(name, { number: note?.number ?? '', day: note?.day ?? '', amount: note ? editableCents(note.cents) : '' });
  const command = useCommand(name, RecordCreditDocument, 'RoundSettlement', topics);
  const named = useNamed(command, (path) => (path === 'input.cents' ? 'amount' : path));
  const { number, day, amount } = form.values;
  const cents = parseCents(amount);
  const submit = async () => {
    const problems = [
      ...(number.trim() === '' ? [{ field: 'number', message: 'Enter the number of the credit note' }] : []),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(day) ? [] : [{ field: 'day', message: 'Choose the date of the credit note' }]),
      ...(cents === null || (cents === 0 && note === null) ? [{ field: 'amount', message: 'Write an amount of money, such as 38.05' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || cents === null) return;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, orderId: credit.orderId, key: credit.key, number: number.trim(), revision: note?.revision ?? 0, day, cents } })))) return;
    form.clear();
    announce('The credit note is entered');
    onClose();
  };
  return (
    <CommandDialog title={note ? `Correct credit note ${note.number}` : `What did ${credit.supplier} credit?`} answer={`${note ? 'Correct it' : 'Enter it'}: ${formatCents(cents ?? 0)}`} form={form} command={{ ...named, busy: command.busy }} onSubmit={submit} onClose={onClose}>
      <p>{credit.words}</p>
      <p className="muted">{formatCents(credit.expectedCents)} is expected. {credit.standsWords}</p>
      <div className={css['pair']}>
        {note ? null : <TextField {...form.field('number')} label="Credit note number" maxLength={60} />}
        <DayField {...form.field('day')} label="Date" />
      </div>
      <TextField {...form.field('amount')} label="Amount" hint={note ? 'Zero withdraws it.' : undefined} inputMode="decimal" prefix="$" narrow />
    </CommandDialog>
  );
}
