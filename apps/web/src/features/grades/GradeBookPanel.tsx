import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { type BookPartsFragment, type GradeBookQuery } from '../../generated/grades/grades.js';
import { useServerMinute } from '../../platform/clock.js';
import { dayWords, instantWords } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { CellField } from '../../ui/CellField.js';
import { Notice } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { type OpenedStudent, OpenNames, useNames } from '../rosters/index.js';
import { AttestDialog } from './AttestDialog.js';
import { GradeImport } from './GradeImport.js';
import css from './Grades.module.css';
import { type Typed, useSaves } from './saves.js';
import { Attestations, sheetTag } from './words.js';

type Book = BookPartsFragment;
type Sheet = Book['sheets'][number];
type Seat = Book['seats'][number];
type Rights = NonNullable<GradeBookQuery['classRoster']>['rights'];
const withdraws = (typed: string): boolean => typed.trim().toUpperCase() === 'W';

/** A class and one field per student: type, Enter, the next one. What is typed is saved by itself. */
export function GradeBookPanel({ book, rights }: { book: Book; rights: Rights }) {
  const names = useNames({ sectionId: book.sectionId }, book.title);
  const saves = useSaves(book);
  const [open, setOpen] = useState<'attest' | 'file' | null>(null);
  const students = book.seats.length;
  const graded = book.seats.filter((seat) => seat.typed !== '').length;
  const nextDue = book.sheets.filter(({ state }) => state === 'OPEN').map(({ dueOn, dueRule }) => ({ dueOn, dueRule })).sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0];
  const ready = book.sheets.filter((sheet) => sheet.mayAttest);
  const nameOf = new Map(names.students?.map((one) => [one.seatId, one]));
  return (
    <Page
      title="What did the students of this class reach?"
      documentTitle={`Grades, ${book.title}`}
      eyebrow={
        <>
          <Link to="/bookings/grades">Grades</Link> / <Link to="/sections/$id" params={{ id: book.sectionId }}>{book.title}</Link>
        </>
      }
      lead={
        <>
          {book.title}, {book.termName}: {students === 0 ? 'no student is placed.' : <><strong>{graded} of {students}</strong> {students === 1 ? 'student' : 'students'} graded.</>}
          {nextDue ? <> Due by <strong>{dayWords(nextDue.dueOn)}</strong>: {nextDue.dueRule}.</> : null}
        </>
      }
      actions={<PrintButton />}
    >
      {book.sheets.length === 0 ? (
        <Empty title="Nobody has a seat in this class yet">Grades are entered once students sit in its seats.</Empty>
      ) : (
        <>
          {students === 0 ? null : <Section title="How to enter them" aside={<Button look="quiet" onClick={() => setOpen(open === 'file' ? null : 'file')}>{open === 'file' ? 'Enter them one by one' : 'Use a spreadsheet'}</Button>}>
            <p>
              <strong>{book.typeWords}.</strong> Enter goes to the next student; what you type is saved by itself, and nobody else sees it before you attest.
            </p>
            {open === 'file' ? <GradeImport book={book} onSaved={() => setOpen(null)} /> : <OpenNames rights={rights} names={names} />}
          </Section>}
          {book.sheets.map((sheet) => sheet.students === 0 ? <NobodySection key={sheet.bookingId} sheet={sheet} days={book} /> : (
            <SheetSection key={sheet.bookingId} sheet={sheet} seats={book.seats.filter((seat) => seat.bookingId === sheet.bookingId)} days={book} saves={saves} nameOf={nameOf} />
          ))}
          <Section title="Ready to stand by them?" stands={book.sheets.map(({ state }) => state).join(' ')}>
            {ready.length === 0 ? <Waits sheets={book.sheets} /> : <p>{ready.length === book.sheets.length ? (students === 0 ? 'There is nothing to enter: attest that no student was placed.' : 'Everything is there.') : `Ready: ${ready.map(({ homeDistrict }) => homeDistrict.shortName).join(', ')}.`} The home registrars are told, and may accept or dispute.</p>}
            {saves.local.size > 0 && !saves.saving ? <p>{saves.local.size === 1 ? 'One grade is not saved yet: see what it says beside it.' : `${saves.local.size} grades are not saved yet: see what it says beside them.`}</p> : null}
            <div className="row no-print">
              <Button look={ready.length > 0 ? 'primary' : 'plain'} disabled={ready.length === 0 || saves.saving || saves.local.size > 0} onClick={() => setOpen('attest')}>
                Attest the grades
              </Button>
            </div>
          </Section>
        </>
      )}
      {open === 'attest' ? <AttestDialog book={book} ready={ready} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

/** What stands in the way, once for each reason. */
function Waits({ sheets }: { sheets: readonly Sheet[] }) {
  const waiting = sheets.filter(({ state, attestBlockedBy }) => attestBlockedBy != null && (state === 'OPEN' || state === 'DISPUTED'));
  if (waiting.length === 0) return <p>All of them are attested. To correct one, change it above: your reason is told with it.</p>;
  const reasons = [...new Set(waiting.map(({ attestBlockedBy }) => attestBlockedBy!))];
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason}>
          {reasons.length > 1 ? <strong>{waiting.filter(({ attestBlockedBy }) => attestBlockedBy === reason).map(({ homeDistrict }) => homeDistrict.shortName).join(', ')}: </strong> : null}
          {reason}
        </p>
      ))}
    </>
  );
}

/** Seats nobody was named for: who may say so, until when, and how the class ends all the same. */
function NobodySection({ sheet, days }: { sheet: Sheet; days: Book }) {
  const begun = Date.parse(`${days.firstDay}T00:00:00`) <= useServerMinute();
  const home = sheet.homeDistrict.shortName;
  const last = sheet.attestations[0];
  return (
    <Section title={`${home}, ${sheet.reference}`} id={`sheet-${sheet.bookingId}`} aside={sheetTag(sheet.state)} stands={sheet.state}>
      {sheet.state === 'DISPUTED' ? (
        <Notice tone="warn" title={`${home} disputes: ${last?.answerReason ?? ''}`}>
          Its counselors and registrars can name who sat there; then enter the grades and attest again.
        </Notice>
      ) : null}
      <p>
        <strong>No student is placed in {sheet.seats === 1 ? 'this seat' : `these ${sheet.seats} seats`}.</strong>{' '}
        {!begun ? `A counselor or registrar of ${home} says who sits there shortly before the first day, ${dayWords(days.firstDay)}.`
          : sheet.state === 'OPEN' || sheet.state === 'DISPUTED'
          ? `A counselor or registrar of ${home} says who sits there; ask them, while the grades are open they still can. If nobody came, attest just that from ${dayWords(days.lastDay)} on: the seats are completed then.`
          : sheet.answerBy == null ? 'That was attested and accepted.' : `That is attested. ${home} may answer until ${instantWords(sheet.answerBy)}; silence accepts.`}
      </p>
      <Attestations of={sheet.attestations} />
    </Section>
  );
}

function SheetSection({ sheet, seats, days, saves, nameOf }: { sheet: Sheet; seats: readonly Seat[]; days: Book; saves: ReturnType<typeof useSaves>; nameOf: ReadonlyMap<string, OpenedStudent> }) {
  const now = useServerMinute();
  const late = sheet.state === 'OPEN' && Date.parse(`${sheet.dueOn}T23:59:59`) < now;
  const disputed = sheet.state === 'DISPUTED' ? sheet.attestations[0] : undefined;
  const whoIs = (seat: Seat): string => {
    const name = nameOf.get(seat.seatId);
    return `${name ? `${name.givenName} ${name.familyName}, ` : ''}seat ${seat.ordinal}, ${sheet.homeDistrict.shortName}`;
  };
  return (
    <Section title={`${sheet.homeDistrict.shortName}, ${sheet.reference}`} id={`sheet-${sheet.bookingId}`} aside={sheetTag(sheet.state)} stands={sheet.state}>
      {disputed ? (
        <Notice tone="warn" title={`${sheet.homeDistrict.shortName} disputes: ${disputed.answerReason ?? ''}`}>
          Correct what is wrong, or leave it as it is; then attest again.
        </Notice>
      ) : null}
      <p className="muted">
        {sheet.missing > 0 ? `${sheet.missing} of ${sheet.students} still without a grade. ` : ''}
        {sheet.state === 'OPEN' ? `${late ? 'Was due' : 'Due'} ${dayWords(sheet.dueOn)}: ${sheet.dueRule}.` : sheet.answerBy != null ? `${sheet.homeDistrict.shortName} may answer until ${instantWords(sheet.answerBy)}; silence accepts.` : sheet.state === 'ACCEPTED' ? 'Accepted. A correction is still possible, with a reason.' : ''}
        {sheet.changed && sheet.attestations.length > 0 ? ' Changed since: not attested yet.' : ''}
      </p>
      <Table
        caption={`Grades of ${sheet.reference}`}
        captionHidden
        rows={seats}
        rowKey={(seat) => seat.seatId}
        columns={[
          {
            key: 'seat', head: 'Student', names: true,
            cell: (seat) => {
              const name = nameOf.get(seat.seatId);
              return name ? <>{name.familyName}, {name.givenName}<span className={css['under']}>Seat {seat.ordinal}, number {name.studentNumber}</span></> : `Seat ${seat.ordinal}`;
            },
          },
          {
            key: 'grade', head: 'Grade',
            cell: (seat) => seat.withdrawn ? (
              <><strong>W</strong><span className={css['under']}>withdrawn{seat.lastAttended == null ? '' : `, last attended ${dayWords(seat.lastAttended)}`}</span></>
            ) : (
              <div className="stack-s">
                <GradeCell seat={seat} who={whoIs(seat)} saves={saves} />
                <DayCell seat={seat} who={whoIs(seat)} days={days} saves={saves} />
              </div>
            ),
          },
          { key: 'state', head: 'Saved', cell: (seat) => <Saved seat={seat} saves={saves} /> },
        ]}
      />
      {sheet.attestations.length > 0 ? (
        <details>
          <summary>Who stood by these grades</summary>
          <Attestations of={sheet.attestations} />
        </details>
      ) : null}
    </Section>
  );
}

const shownOf = (seat: Seat, saves: ReturnType<typeof useSaves>): Typed => saves.local.get(seat.seatId) ?? { typed: seat.typed, lastAttended: seat.lastAttended ?? '' };

/** Enter and the arrows go up and down the fields, across the districts of the class. */
function go(event: KeyboardEvent<HTMLInputElement>): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-mark^="grade-"]')];
  const seat = event.currentTarget.dataset['mark']!.replace(/^\w+-/, '');
  fields[fields.findIndex((field) => field.dataset['mark'] === `grade-${seat}`) + step]?.focus();
}

function GradeCell({ seat, who, saves }: { seat: Seat; who: string; saves: ReturnType<typeof useSaves> }) {
  const shown = shownOf(seat, saves);
  return (
    <CellField
      label={`Grade of ${who}`}
      mark={`grade-${seat.seatId}`}
      value={shown.typed}
      error={saves.problems.get(seat.seatId)}
      onChange={(typed) => saves.type(seat.seatId, { typed, lastAttended: withdraws(typed) ? shown.lastAttended || (seat.seenOn ?? '') : '' })}
      onDone={() => saves.save(seat.seatId)}
      onKey={(event) => {
        if (event.key === 'Enter') saves.save(seat.seatId);
        go(event);
      }}
    />
  );
}

function DayCell({ seat, who, days, saves }: { seat: Seat; who: string; days: Book; saves: ReturnType<typeof useSaves> }) {
  const shown = shownOf(seat, saves);
  if (!withdraws(shown.typed)) return null;
  return (
    <CellField
      label={`Last day attended by ${who}`}
      words="Last day attended, if known"
      type="date"
      mark={`day-${seat.seatId}`}
      value={shown.lastAttended}
      min={days.firstDay}
      max={days.lastDay}
      onChange={(lastAttended) => saves.type(seat.seatId, { typed: shown.typed, lastAttended })}
      onDone={() => saves.save(seat.seatId)}
      onKey={(event) => {
        if (event.key !== 'Enter') return;
        saves.save(seat.seatId);
        go(event);
      }}
    />
  );
}

function Saved({ seat, saves }: { seat: Seat; saves: ReturnType<typeof useSaves> }) {
  if (seat.withdrawn) return <span className="muted">stands: the seats were withdrawn</span>;
  if (saves.problems.has(seat.seatId)) return <span className={css['bad']}>not saved</span>;
  if (saves.waiting.has(seat.seatId)) return <span className="muted">saving</span>;
  if (saves.local.has(seat.seatId)) return <span className="muted">typing</span>;
  if (seat.typed === '') return <span className="muted">nothing yet</span>;
  const changed = seat.attested != null && seat.attested !== seat.typed;
  return (
    <span className="muted">
      {changed ? <strong>was {seat.attested}; </strong> : null}
      {seat.enteredBy == null || seat.enteredAt == null ? 'saved' : `${seat.enteredBy}, ${instantWords(seat.enteredAt)}`}
    </span>
  );
}
