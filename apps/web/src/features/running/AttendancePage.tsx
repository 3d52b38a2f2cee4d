import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { AttendanceDayDocument, type AttendanceDayQuery, type AttendanceMark, MarkClassDocument } from '../../generated/running/running.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords, instantWords } from '../../platform/dates.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { useClassNames } from '../rosters/index.js';
import css from './Running.module.css';
import { markKeys, marks, markWords, seatName } from './words.js';

const route = getRouteApi('/signed-in/sections/$id/attendance');
const topics = ['class'] as const;
type Day = NonNullable<AttendanceDayQuery['attendanceDay']>;
type Seat = Day['seats'][number];

export default function AttendancePage() {
  const { id } = route.useParams();
  const { day } = route.useSearch();
  const { data, error, refetch } = useQuery(AttendanceDayDocument, { variables: { sectionId: id, day: day ?? null }, fetchPolicy: 'cache-and-network', context: { topics: ['class', 'booking', 'section'] } });
  const shown = data?.attendanceDay;
  if (shown) return <DayPanel key={`${id}.${shown.day}`} shown={shown} />;
  if (error) return <PageReadFailed what="attendance of this class" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="attendance of this class" back={{ to: '/bookings', words: 'See our bookings' }} />;
  return <PageBones label="Loading the class" />;
}

function DayPanel({ shown }: { shown: Day }) {
  const names = useClassNames(shown.sectionId, shown.title);
  const to = (day: string, words: string) => <ButtonLink to="/sections/$id/attendance" params={{ id: shown.sectionId }} search={{ day }} look="quiet">{words}</ButtonLink>;
  return (
    <Page
      title={`Who was in class on ${dayWords(shown.day)}?`}
      documentTitle={`Attendance, ${shown.title}`}
      eyebrow={<><Link to="/sections/$id" params={{ id: shown.sectionId }}>{shown.title}</Link> / <Link to="/sections/$id/class" params={{ id: shown.sectionId }}>How is this class going?</Link></>}
      lead={shown.markedBy != null && shown.markedAt != null ? `Marked by ${shown.markedBy}, ${instantWords(shown.markedAt)}. A correction keeps what was there before.` : 'Everyone is present unless you say otherwise.'}
    >
      <Section title="Seats of this class" aside={<span className="row">{shown.dayBefore == null ? null : to(shown.dayBefore, 'The class before')}{shown.dayAfter == null ? null : to(shown.dayAfter, 'The class after')}</span>}>
        {shown.blockedBy != null ? (
          <Notice tone="plain" title="This day can’t be marked.">{shown.blockedBy}</Notice>
        ) : shown.seats.length === 0 ? (
          <Empty title="Nobody has a seat yet">Seats you accept stand here, with or without a name.</Empty>
        ) : (
          <Marks shown={shown} nameOf={names.nameOf} />
        )}
      </Section>
      {shown.seats.length > 0 && names.opener ? <Section title="Who sits where?">{names.opener}</Section> : null}
    </Page>
  );
}

function Marks({ shown, nameOf }: { shown: Day; nameOf: (seatId: string) => string | null }) {
  /** As it is marked, or will be with everyone. Null: its student was not in this class on that day. */
  const stood = (seat: Seat): AttendanceMark | null => seat.mark ?? (seat.countsFrom <= shown.day ? 'PRESENT' : null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, AttendanceMark>>(new Map());
  const [base, setBase] = useState({ revision: shown.revision, movedUnderChoices: false });
  // Other marks stand now, one's own or a colleague's: of the choices those stay that say something else.
  if (base.revision !== shown.revision) {
    const left = new Map([...chosen].filter(([seatId, mark]) => shown.seats.some((seat) => seat.seatId === seatId && seat.mark !== mark)));
    setChosen(left);
    setBase({ revision: shown.revision, movedUnderChoices: left.size > 0 });
  }
  const command = useCommand(`mark.${shown.sectionId}.${shown.day}.${shown.revision}`, MarkClassDocument, 'RunningClass', topics);
  const markOf = (seat: Seat): AttendanceMark | null => chosen.get(seat.seatId) ?? stood(seat);
  // Who is chosen to be present is named too: that takes in a seat given after the day.
  const exceptions = shown.seats.flatMap((seat) => {
    const mark = markOf(seat);
    return mark === null || (mark === 'PRESENT' && !chosen.has(seat.seatId)) ? [] : [{ seatId: seat.seatId, mark }];
  });
  const present = shown.seats.filter((seat) => markOf(seat) === 'PRESENT').length;
  const changed = shown.seats.some((seat) => markOf(seat) !== (seat.mark ?? null));
  const counted = marks.slice(1).map((mark) => [mark, exceptions.filter((one) => one.mark === mark).length] as const).filter(([, count]) => count > 0);
  const summary = counted.map(([mark, count]) => `${count} ${markWords[mark].toLowerCase()}`).join(', ');
  const send = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: shown.sectionId, day: shown.day, revision: shown.revision, exceptions } }));
    if (done) announce(summary === '' ? 'Everyone is marked present' : `Saved: ${summary}`);
  };
  return (
    <>
      {command.refusal ? (
        <RefusalNotice refusal={command.refusal} />
      ) : command.lost ? (
        <LostNotice />
      ) : base.movedUnderChoices ? (
        <Notice tone="warn" title={`${shown.markedBy ?? 'Somebody'} marked meanwhile; your choices stand below.`} live>They are not saved yet.</Notice>
      ) : null}
      <div className={css['bar']}>
        <Button look="primary" busy={command.busy} disabled={!changed} onClick={() => void send()}>
          {summary === '' ? (present === 1 ? 'Mark the seat present' : `Mark all ${present} present`) : `Save: ${summary}`}
        </Button>
        <span className="muted small">{changed ? <>Choose who was not there.<span className={css['letters']}> In a seat, press P, L, A or E.</span></> : 'Saved. Choose another mark to correct one.'}</span>
      </div>
      <div className={css['seats']}>
        {shown.seats.map((seat) => (
          <SeatMarks key={seat.seatId} seat={seat} name={nameOf(seat.seatId)} mark={markOf(seat)} choose={(mark) => setChosen((before) => new Map(before).set(seat.seatId, mark))} />
        ))}
      </div>
    </>
  );
}

/** One seat: four marks, chosen by arrow, by letter or by a press. */
function SeatMarks({ seat, name, mark, choose }: { seat: Seat; name: string | null; mark: AttendanceMark | null; choose: (mark: AttendanceMark) => void }) {
  const typed = (event: KeyboardEvent) => {
    const meant = event.ctrlKey || event.metaKey || event.altKey ? undefined : markKeys[event.key.toLowerCase()];
    if (!meant) return;
    event.preventDefault();
    choose(meant);
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${meant}"]`)?.focus();
  };
  return (
    <fieldset className={css['seat']} onKeyDown={typed}>
      <legend>
        {name ?? seatName(seat)}
        <span className={css['under']}>{name === null ? seat.homeDistrict.shortName : `${seatName(seat)}, ${seat.homeDistrict.shortName}`}</span>
      </legend>
      <div className={css['choices']}>
        {marks.map((one) => (
          <label key={one}>
            <input type="radio" name={`mark-${seat.seatId}`} value={one} checked={mark === one} onChange={() => choose(one)} />
            {markWords[one]}
          </label>
        ))}
      </div>
      {mark === null ? <p className={css['history']}>Joined {dayWords(seat.countsFrom)}: not counted on this day, unless you choose a mark.</p> : null}
      {seat.before.length > 0 ? <p className={css['history']}>Before: {seat.before.map((one) => `${markWords[one.mark].toLowerCase()} by ${one.markedBy}, ${instantWords(one.markedAt)}`).join('; ')}.</p> : null}
    </fieldset>
  );
}
