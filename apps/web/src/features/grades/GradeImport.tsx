import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type BookPartsFragment, GradeFileDocument, type GradeFileQuery, SaveGradesDocument, TakeGradeSheetDocument } from '../../generated/grades/grades.js';
import { answerOf, type Refusal } from '../../platform/answer.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';
import { SheetField } from '../../ui/SheetField.js';
import { Table } from '../../ui/Table.js';
import { topics } from './words.js';

type Read = NonNullable<GradeFileQuery['gradeFile']>;

/** A sheet out, and in again: looked at first, saved as a whole or not at all. */
export function GradeImport({ book, onSaved }: { book: BookPartsFragment; onSaved: () => void }) {
  const client = useApolloClient();
  const command = useCommand(`grades.file.${book.sectionId}`, SaveGradesDocument, 'GradeBook', topics);
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // What was read is of the text as it was.
  const edit = (next: string) => {
    setText(next);
    setRead(null);
  };
  const work = async (act: () => Promise<void>) => {
    setBusy(true);
    setLost(false);
    setRefusal(null);
    try {
      await act();
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  const take = () => work(async () => {
    const { data } = await client.mutate({ mutation: TakeGradeSheetDocument, variables: { sectionId: book.sectionId }, fetchPolicy: 'no-cache' });
    const answer = answerOf(data!.takeGradeSheet, 'GradePaper');
    setRefusal(answer.refusal);
    if (answer.done) download(`${fileName(`grades ${book.title}`)}.csv`, answer.done.csv, 'text/csv;charset=utf-8');
  });
  const look = (content: string) => {
    edit(content);
    command.forget();
    if (content.trim() === '') return;
    void work(async () => {
      // Names and numbers pass through the page, not through the cache.
      const { data } = await client.query({ query: GradeFileDocument, variables: { input: { sectionId: book.sectionId, text: content } }, fetchPolicy: 'no-cache' });
      setRead(data?.gradeFile ?? null);
      announce(data?.gradeFile?.problems.length ? 'The file needs a correction' : 'The file is whole');
    });
  };
  const seatOf = (seatId: string) => book.seats.find((seat) => seat.seatId === seatId);
  const words = (seatId: string) => {
    const seat = seatOf(seatId);
    const sheet = book.sheets.find(({ bookingId }) => bookingId === seat?.bookingId);
    return `${sheet?.homeDistrict.shortName ?? ''}, seat ${seat?.ordinal ?? ''}`;
  };
  const save = async () => {
    if (!read) return;
    const grades = read.grades.map(({ seatId, typed, lastAttended }) => ({ seatId, typed, lastAttended: lastAttended ?? null, version: seatOf(seatId)?.version ?? 0 }));
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: book.sectionId, grades } })))) return;
    announce(`${grades.length} grades are saved`);
    onSaved();
  };
  return (
    <div className="stack no-print">
      {refusal ? <RefusalNotice refusal={refusal} /> : command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost || lost ? <LostNotice /> : null}
      <p>The sheet of this class has a row for each student and a column “Grade” to fill in. It has names in it: that you took it is written down, like every look at a name.</p>
      <div className="row">
        <Button icon="arrow" busy={busy} onClick={() => void take()}>Take the sheet (CSV)</Button>
      </div>
      <SheetField id="grades-text" label="The sheet with grades (CSV)" text={text} busy={busy} problems={read?.problems ?? null} undone="Nothing is saved" onEdit={edit} onLook={look} />
      {read && read.grades.length > 0 ? (
        <>
          <Table
            caption="What would be saved"
            rows={read.grades}
            rowKey={(row) => row.seatId}
            columns={[
              { key: 'seat', head: 'Student', names: true, cell: (row) => words(row.seatId) },
              { key: 'grade', head: 'Grade', cell: (row) => row.typed },
              { key: 'was', head: 'Stands there now', cell: (row) => seatOf(row.seatId)?.typed || 'nothing' },
              { key: 'last', head: 'Last day attended', cell: (row) => row.lastAttended ?? '–' },
            ]}
          />
          <div className="row">
            <Button look="primary" busy={command.busy} onClick={() => void save()}>{read.grades.length === 1 ? 'Save this grade' : `Save these ${read.grades.length} grades`}</Button>
          </div>
        </>
      ) : null}
    </div>
  );
}
