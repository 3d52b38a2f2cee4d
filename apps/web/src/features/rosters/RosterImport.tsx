import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { PlaceStudentsDocument, RosterFileDocument, type RosterFileQuery } from '../../generated/rosters/roster.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';
import { SheetField } from '../../ui/SheetField.js';
import { Table } from '../../ui/Table.js';
import { type RosterShown } from './RosterPanel.js';

const topics = ['booking', 'roster'] as const;
type Read = NonNullable<RosterFileQuery['rosterFile']>;
const HEADS = 'Seat,Given name,Family name,Student number,Grade,School,Counselor,Accommodations contact';

/** A roster from a spreadsheet: looked at first, row by row; placed as a whole, or not at all. */
export function RosterImport({ roster, onPlaced }: { roster: RosterShown; onPlaced: () => void }) {
  const client = useApolloClient();
  const command = useCommand(`import.${roster.bookingId}`, PlaceStudentsDocument, 'Roster', topics);
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);

  // What was read is of the text as it was.
  const edit = (next: string) => {
    setText(next);
    setRead(null);
  };
  const look = async (content: string) => {
    edit(content);
    setLost(false);
    command.forget();
    if (content.trim() === '') return;
    setBusy(true);
    try {
      // Names pass through the page, not through the cache.
      const { data } = await client.query({ query: RosterFileDocument, variables: { input: { bookingId: roster.bookingId, text: content } }, fetchPolicy: 'no-cache' });
      setRead(data?.rosterFile ?? null);
      announce(data?.rosterFile?.problems.length ? 'The file needs a correction' : 'The file is whole');
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  const place = async () => {
    if (!read) return;
    const students = read.students.map(({ seatId, givenName, familyName, studentNumber, gradeLevel, schoolId, counselorId, accommodationsContact }) => ({ seatId, givenName, familyName, studentNumber, gradeLevel, schoolId, counselorId: counselorId ?? null, accommodationsContact: accommodationsContact ?? null }));
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: roster.bookingId, students, emptied: [] } })))) return;
    setRead(null);
    setText('');
    onPlaced();
    announce('The roster is saved');
  };
  const ordinal = (seatId: string) => roster.seats.find((seat) => seat.id === seatId)?.ordinal ?? 0;
  return (
    <div className="stack">
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost || lost ? <LostNotice /> : null}
      <p>
        The first row holds the heads: given name, family name, student number and grade are needed; seat, school, counselor and accommodations contact may be left out.{' '}
        <Button look="quiet" onClick={() => download(`${fileName(`roster ${roster.reference}`)}.csv`, `${HEADS}\r\n${roster.seats.map((seat) => `${seat.ordinal},,,,,,,`).join('\r\n')}\r\n`, 'text/csv;charset=utf-8')}>Get an empty sheet</Button>
      </p>
      <SheetField id="roster-text" label="The file (CSV)" text={text} busy={busy} problems={read?.problems ?? null} undone="Nothing is placed yet" onEdit={edit} onLook={(content) => void look(content)} />
      {read && read.students.length > 0 ? (
        <>
          <Table
            caption="What would be placed"
            rows={read.students}
            rowKey={(row) => row.seatId}
            columns={[
              { key: 'seat', head: 'Seat', names: true, cell: (row) => `Seat ${ordinal(row.seatId)}` },
              { key: 'name', head: 'Student', cell: (row) => `${row.familyName}, ${row.givenName}` },
              { key: 'number', head: 'Number', cell: (row) => row.studentNumber },
              { key: 'grade', head: 'Grade', figure: true, cell: (row) => row.gradeLevel },
              { key: 'ask', head: 'Accommodations: ask', cell: (row) => row.accommodationsContact ?? '–' },
            ]}
          />
          <div className="row">
            <Button look="primary" busy={command.busy} onClick={() => void place()}>
              {read.students.length === 1 ? 'Place this student' : `Place these ${read.students.length} students`}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
