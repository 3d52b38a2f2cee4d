import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { dayPlain } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './Rounds.module.css';
import { type Credit, CreditDialog } from './SettleDialogs.js';

type Note = Credit['notes'][number];

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
