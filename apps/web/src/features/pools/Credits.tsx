import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { RecordCreditDocument, type SettlementPartsFragment } from '../../generated/pools/settlement.js';
import { editableCents, parseCents } from '../../platform/amounts.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { dayPlain } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { DayField, TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { useNamed } from './named.js';
import css from './Rounds.module.css';

type Credit = SettlementPartsFragment['credits'][number];
type Note = Credit['notes'][number];
const topics = ['round'] as const;

/** What the supplier was to credit when an order was approved, what has come of it, and what is still missing. */
export function Credits({ roundId, credits }: { roundId: string; credits: readonly Credit[] }) {
  const [asked, setAsked] = useState<{ credit: Credit; note: Note | null } | null>(null);
  if (credits.length === 0) return null;
  const several = new Set(credits.map(({ district }) => district.id)).size > 1;
  const waiting = credits.filter(({ expectedCents, arrivedCents }) => arrivedCents < expectedCents).length;
  return (
    <Section
      title={credits.length === 1 ? `Has the credit of ${credits[0]!.supplier} arrived?` : 'Have the credits arrived?'} id="credits" stands={credits.map(({ arrivedCents }) => arrivedCents).join(' ')}
      aside={waiting > 0 ? <Tag tone="warn" icon="clock">{`${waiting} awaited`}</Tag> : <Tag tone="good" icon="check">Arrived</Tag>}
    >
      <p className="muted">Nobody pays what is credited: the settlement is without it. Enter each credit note when it comes, so that none is forgotten.</p>
      <Table
        caption="Credits that were expected, and what has come of them"
        captionHidden
        rows={credits}
        rowKey={({ orderId, key }) => `${orderId} ${key}`}
        columns={[
          { key: 'words', head: 'For', names: true, cell: (credit) => <>{several ? `${credit.district.shortName}: ` : ''}{credit.words}</> },
          { key: 'expected', head: 'Expected', figure: true, cell: ({ expectedCents }) => formatCents(expectedCents) },
          { key: 'arrived', head: 'Arrived', figure: true, cell: ({ arrivedCents }) => formatCents(arrivedCents) },
          {
            key: 'stands', head: 'How it stands', cell: (credit) => (
              <>
                {credit.standsWords}
                <Notes credit={credit} onCorrect={(note) => setAsked({ credit, note })} />
                {credit.mayRecord ? <span className="row no-print"><Button look={credit.arrivedCents < credit.expectedCents ? 'plain' : 'quiet'} label={`Enter a credit note: ${credit.words}`} onClick={() => setAsked({ credit, note: null })}>Enter a credit note</Button></span> : null}
              </>
            ),
          },
        ]}
      />
      {asked ? <CreditDialog roundId={roundId} credit={asked.credit} note={asked.note} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

function Notes({ credit, onCorrect }: { credit: Credit; onCorrect: (note: Note) => void }) {
  return (
    <>
      {credit.notes.map((note) => (
        <span key={note.number} className={css['under']}>
          {note.number}, {dayPlain(note.day)}: {note.cents === 0 ? 'withdrawn' : formatCents(note.cents)}, entered by {note.recordedBy}
          {credit.mayRecord ? <Button look="quiet" label={`Correct credit note ${note.number}`} onClick={() => onCorrect(note)}>Correct</Button> : null}
        </span>
      ))}
    </>
  );
}

/** One credit note against one credit that was expected. */
function CreditDialog({ roundId, credit, note, onClose }: { roundId: string; credit: Credit; note: Note | null; onClose: () => void }) {
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
