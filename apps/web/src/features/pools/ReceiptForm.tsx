import { useMemo } from 'react';
import { RecordReceiptDocument } from '../../generated/pools/receiving.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Draft } from '../../platform/drafts.js';
import { type Form, useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, TextField, TickField } from '../../ui/Field.js';
import { fieldOfReceipt, isOver, isTwofold, type Kind, type Line, missingWords, readReceipt, receiptName, receiptValues, type Said } from './receipt-form.js';
import { useNamed } from './named.js';
import css from './Receiving.module.css';
import { capital } from './words.js';

const topics = ['round'] as const;

/** One line of an order: all of it by one press, anything else in small fields. What is typed stays until it is sent. */
export function ReceiptForm({ roundId, line, onDone }: { roundId: string; line: Line; onDone: () => void }) {
  const name = receiptName(line);
  const initial = useMemo(() => receiptValues(line), [line]);
  const form = useForm<Draft>(name, initial);
  const command = useCommand(name, RecordReceiptDocument, 'RoundReceiving', topics);
  const named = useNamed(command, fieldOfReceipt);
  const different = form.values['different'] === 'yes' || (form.values['different'] !== 'no' && line.receipt !== null && !(line.receipt?.complete === true && line.receipt.good === line.ordered));
  const { said, problems } = readReceipt(form.values, line);
  const send = async (what: Said) => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId, orderId: line.orderId, districtId: line.district.id, itemKey: line.itemKey, revision: line.receipt?.revision ?? 0, ...what } }));
    if (!done) return;
    form.clear();
    announce('Written down');
    onDone();
  };
  const submit = () => {
    if (!different) return void send({ good: line.ordered, damaged: 0, substituted: 0, substitute: null, accepted: null, complete: true, note: null });
    form.setProblems(problems);
    if (problems.length === 0) void send(said);
  };
  const missing = missingWords(said, line);
  return (
    <CommandForm
      form={form}
      command={named}
      onSubmit={submit}
      actions={
        different ? (
          <>
            {/* Another button than the one before: one that turned into it while it is pressed would send. */}
            <Button key="send" type="submit" look="primary" busy={command.busy}>This is what came</Button>
            <Button key="all" look="quiet" onClick={() => form.set('different', 'no')}>All of it came</Button>
          </>
        ) : (
          <Button key="different" look="quiet" onClick={() => form.set('different', 'yes')}>Something is short, damaged or replaced</Button>
        )
      }
    >
      <div className="stack-s">
        <p className={css['what']}>{line.orderedWords} of {line.name}</p>
        <p className="muted">From {line.supplier}, purchase order {line.purchaseOrderNumber}, for {line.district.shortName}.{line.receipt ? ` Said so far: ${line.receipt.words}` : ''}</p>
      </div>
      {different ? (
        <>
          <Units form={form} line={line} kind="good" legend="Came in good order" of="in good order" />
          <Units form={form} line={line} kind="damaged" legend="Damaged: not paid for" of="damaged" />
          <Units form={form} line={line} kind="substituted" legend="Something else came in its place" of="replaced" />
          {said.substituted > 0 ? (
            <>
              <TextField {...form.field('substitute')} label="What came instead?" maxLength={120} spellCheck />
              <ChoiceField {...form.field('accepted')} label="Do you keep it?" choices={[{ value: '', label: 'Choose' }, { value: 'yes', label: 'Yes: we keep it and pay for it' }, { value: 'no', label: 'No: it goes back' }]} />
            </>
          ) : null}
          <TickField label="More is still to come" checked={form.values['more'] === 'yes'} onChange={(checked) => form.set('more', checked ? 'yes' : 'no')} />
          {isOver(said, line) ? <TextField {...form.field('note')} label="Why more than was ordered?" hint="What the driver or the supplier says, and what happens with it" maxLength={500} spellCheck /> : <TextField {...form.field('note')} label="Remark" optional maxLength={500} spellCheck />}
          {missing === null ? null : <p aria-live="polite"><strong>{missing}</strong></p>}
        </>
      ) : (
        <div className={css['all']}>
          <Button type="submit" look="primary" icon="check" busy={command.busy}>{`All of it came: ${line.orderedWords}`}</Button>
        </div>
      )}
    </CommandForm>
  );
}


function Units({ form, line, kind, legend, of }: { form: Form<Draft>; line: Line; kind: Kind; legend: string; of: string }) {
  return (
    <fieldset className={css['group']}>
      <legend>{legend}</legend>
      <div className={css['fields']}>
        <TextField {...form.field(`${kind}Whole`)} label={`${capital(line.orderUnit.plural)} ${of}`} inputMode="numeric" maxLength={8} />
        {isTwofold(line) ? <TextField {...form.field(`${kind}Rest`)} label={`${capital(line.unit.plural)} ${of}`} inputMode="numeric" maxLength={8} /> : null}
      </div>
    </fieldset>
  );
}
