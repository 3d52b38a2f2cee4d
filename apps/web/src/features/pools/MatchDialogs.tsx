import { formatCents } from '@barnraise/money';
import { useId, useMemo, useRef, useState } from 'react';
import { ApproveInvoicesDocument, DecideDifferenceDocument, EnterInvoiceDocument } from '../../generated/pools/matching.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { type Draft } from '../../platform/drafts.js';
import { type Form, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, DayField, TextField } from '../../ui/Field.js';
import { emptyOther, fieldOfInvoice, type Invoice, invoiceValues, mostOthers, type OrderMatch, type OtherValues, readInvoice, readOthers, type SentFrom } from './invoice-form.js';
import { useNamed } from './named.js';
import receiving from './Receiving.module.css';
import css from './Rounds.module.css';
import { capital } from './words.js';

const topics = ['round'] as const;
const nothing = {};

/** An invoice of the supplier: each line of the order with what it says of it, then what stands beside. */
export function InvoiceDialog({ roundId, order, invoice, onClose }: { roundId: string; order: OrderMatch; invoice: Invoice | null; onClose: () => void }) {
  const name = `round.invoice.${order.id}.${invoice?.number ?? ''}`;
  const initial = useMemo(() => invoiceValues(order, invoice), [order, invoice]);
  const base = useId();
  const fields = useForm<Draft>(name, initial);
  const form: Form<Draft> = { ...fields, idOf: (field) => (field.startsWith('others-') ? `${base}-${field}` : fields.idOf(field)) };
  const command = useCommand(name, EnterInvoiceDocument, 'RoundMatching', topics);
  const sent = useRef<SentFrom>({ lines: [], extras: [] });
  const named = useNamed(command, (path) => fieldOfInvoice(path, sent.current));
  const { content, from, totalCents, problems } = readInvoice(form.values, order);
  const several = new Set(order.lines.map((line) => line.district.id)).size > 1;
  const submit = async () => {
    form.setProblems(problems);
    if (problems.length > 0) return;
    sent.current = from;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, orderId: order.id, revision: invoice?.revision ?? 0, ...content } })))) return;
    form.clear();
    announce('The invoice is entered');
    onClose();
  };
  return (
    <CommandDialog title={invoice ? `Correct invoice ${invoice.number}` : `What did ${order.supplier} bill?`} answer={`${invoice ? 'Correct it' : 'Enter it'}: ${formatCents(totalCents)}`} form={form} command={{ ...named, busy: command.busy }} onSubmit={submit} onClose={onClose}>
      <div className={css['pair']}>
        {invoice ? null : <TextField {...form.field('number')} label="Invoice number" maxLength={60} />}
        <DayField {...form.field('day')} label="Date" />
      </div>
      {order.lines.map((line, n) => (
        <fieldset key={`${line.district.id} ${line.itemKey}`} className={receiving['group']}>
          <legend>{line.name}{several ? `, ${line.district.shortName}` : ''}</legend>
          <p className="muted small">{line.receivedWords} received: {formatCents(line.agreedCents)} by the contract.</p>
          <div className={css['pair']}>
            <TextField {...form.field(`l${n}Whole`)} label={`${capital(line.orderUnit.plural)} billed`} inputMode="numeric" maxLength={8} />
            {line.orderUnitHolds > 1 ? <TextField {...form.field(`l${n}Rest`)} label={`${capital(line.unit.plural)} billed`} inputMode="numeric" maxLength={8} /> : null}
            <TextField {...form.field(`l${n}Cents`)} label="For" inputMode="decimal" prefix="$" />
          </div>
        </fieldset>
      ))}
      {order.agreedCharges.map((charge, n) => (
        <TextField key={charge.name} {...form.field(`c${n}`)} label={charge.name} hint={`${formatCents(charge.cents)} agreed`} inputMode="decimal" prefix="$" narrow optional />
      ))}
      <OtherLines form={form} base={base} most={mostOthers(order)} />
    </CommandDialog>
  );
}

/** What stands on the invoice beside the order: freight nobody agreed on, something that was not ordered. A line each, as many as there are. */
function OtherLines({ form, base, most }: { form: Form<Draft>; base: string; most: number }) {
  const others = readOthers(form.values['others']);
  const change = (next: readonly OtherValues[], cleared?: string) => {
    form.set('others', JSON.stringify(next));
    // Without its line a problem has no place; those of the lines after it would stand at another.
    form.setProblems(form.problems.filter(({ field }) => (cleared === undefined ? !field.startsWith('others-') : field !== cleared)));
  };
  return (
    <>
      {others.map((other, n) => {
        const field = (name: keyof OtherValues) => {
          const path = `others-${n}-${name}`;
          return { id: `${base}-${path}`, name: path, value: other[name], onChange: (value: string) => change(others.map((one, at) => (at === n ? { ...one, [name]: value } : one)), path), error: form.problems.find((one) => one.field === path)?.message };
        };
        return (
          <fieldset key={n} className={receiving['group']}>
            <legend>{other.name.trim() || `Another line ${n + 1}`}</legend>
            <div className={css['charge']}>
              <TextField {...field('name')} label="What is it?" maxLength={80} spellCheck />
              <ChoiceField {...field('kind')} label="It is" choices={[{ value: 'CHARGE', label: 'freight or a fee' }, { value: 'OTHER', label: 'something not ordered' }]} />
              <TextField {...field('cents')} label="For" inputMode="decimal" prefix="$" />
              <Button look="quiet" label={`Leave out ${other.name.trim() || `another line ${n + 1}`}`} onClick={() => change(others.filter((_, at) => at !== n))}>Leave out</Button>
            </div>
          </fieldset>
        );
      })}
      {others.length < most ? (
        <div>
          <Button look="quiet" icon="plus" onClick={() => change([...others, emptyOther], '')}>{others.length === 0 ? 'Add what else is on the invoice' : 'Add another line'}</Button>
        </div>
      ) : (
        <p className="muted small">An invoice has at most 20 lines beside the order here. Put small ones of one kind together.</p>
      )}
    </>
  );
}

/** What becomes of one difference, and why. */
export function DifferenceDialog({ roundId, order, difference, way, onClose }: { roundId: string; order: OrderMatch; difference: OrderMatch['differences'][number]; way: 'ACCEPTED' | 'EXPECTED'; onClose: () => void }) {
  const name = `round.difference.${order.id}.${difference.key}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, DecideDifferenceDocument, 'RoundMatching', topics);
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (reason === '') return form.setProblems([{ field: 'reason', message: 'Say why' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, orderId: order.id, key: difference.key, cents: difference.cents, way, reason } })))) return;
    form.clear();
    announce('Decided');
    onClose();
  };
  const amount = formatCents(Math.abs(difference.cents));
  const more = difference.cents > 0;
  const accepted = way === 'ACCEPTED';
  return (
    <CommandDialog title={accepted ? 'Leave it as billed?' : more ? `Expect a credit of ${amount}?` : `Expect a further bill of ${amount}?`} answer={accepted ? 'Leave it as billed' : more ? 'Expect a credit' : 'Expect a further bill'} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>{difference.words}</p>
      <p className="muted">{accepted ? (more ? `The ${amount} are paid and shared with the rest.` : `The ${amount} are not paid.`) : more ? `Nobody pays the ${amount}; the supplier credits them.` : `The ${amount} count as owed to the supplier.`}</p>
      <TextField {...form.field('reason')} label="Why?" hint={accepted ? 'For whoever reads the books' : 'What was agreed with the supplier'} maxLength={500} spellCheck />
    </CommandDialog>
  );
}

/** What it asks about is what stood when it opened; another amount is refused, with that amount. */
export function ApproveDialog({ roundId, order: now, onClose }: { roundId: string; order: OrderMatch; onClose: () => void }) {
  const [order] = useState(now);
  const name = `round.approve.${order.id}.${order.finalCents}`;
  const form = useForm(name, nothing);
  const command = useCommand(name, ApproveInvoicesDocument, 'RoundMatching', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, orderId: order.id, finalCents: order.finalCents } })))) return;
    announce('Approved for payment');
    onClose();
  };
  const credit = order.billedCents - order.finalCents;
  return (
    <CommandDialog title={`Approve ${formatCents(order.finalCents)}?`} answer={`Approve ${formatCents(order.finalCents)}`} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        {order.supplier} billed {formatCents(order.billedCents)}.{credit > 0 ? ` It is expected to credit ${formatCents(credit)}.` : credit < 0 ? ` It is expected to bill another ${formatCents(-credit)}.` : ''} From then on the invoices and what was decided stand, and the round is settled with them.
      </p>
    </CommandDialog>
  );
}
