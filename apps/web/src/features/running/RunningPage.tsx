import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { RunningClassDocument } from '../../generated/running/running.js';
import { dayWords, instantWords, spanWords } from '../../platform/dates.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Button, ButtonLink, OutLink } from '../../ui/Button.js';
import { Columns, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { AttendanceFiles } from './AttendanceFiles.js';
import { type Asked, RunningDialog } from './RunningDialogs.js';
import { MarkGrid } from './MarkGrid.js';
import css from './Running.module.css';
import { changeWords, meetingWords, nextWords, offWords, type RunningShown, seatName, standingLooks, standingWords, zoneNote } from './words.js';

const route = getRouteApi('/signed-in/sections/$id/class');
type Seat = RunningShown['seats'][number];

export default function RunningPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(RunningClassDocument, { variables: { sectionId: id }, fetchPolicy: 'cache-and-network', context: { topics: ['class', 'section', 'booking', 'roster'] } });
  if (data?.runningClass) return <RunningPanel key={id} running={data.runningClass} />;
  if (error) return <PageReadFailed what="this class" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this class" back={{ to: '/bookings', words: 'See our bookings' }} />;
  return <PageBones label="Loading the class" />;
}

/** A class while it runs: where and when, who was there, how each seat gets on. Each side sees what is theirs. */
function RunningPanel({ running }: { running: RunningShown }) {
  const { places } = useSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const registrarOf = new Set(places.filter((place) => place.roles.some((held) => held.role === 'REGISTRAR')).map((place) => place.id));
  const own = [...new Map(running.seats.filter((seat) => registrarOf.has(seat.homeDistrict.id)).map((seat) => [seat.bookingId, seat.reference]))];
  const note = zoneNote(running.timeZone);
  const begun = running.today >= running.firstDay;
  const { mayTeach } = running;
  return (
    <Page
      title="How is this class going?"
      documentTitle={`${running.title}, class`}
      eyebrow={<Link to="/sections/$id" params={{ id: running.sectionId }}>{running.title}</Link>}
      lead={`${running.title}, taught by ${running.teachingDistrict.shortName}, ${spanWords(running.firstDay, running.lastDay)}.`}
      actions={<PrintButton />}
    >
      <Columns
        top={
          <Section title="When does it meet?" aside={mayTeach && running.today <= running.lastDay ? <Button look="quiet" onClick={() => setAsked({ what: 'change' })}>Announce a change</Button> : undefined}>
            <p className={css['next']}>{nextWords(running)}</p>
            {note !== null && running.fixedTimes ? <p className="muted small">{note}</p> : null}
            {running.meetings.length > 0 ? (
              <Table
                caption="The next days of this class"
                captionHidden
                rows={running.meetings}
                rowKey={(one) => one.day}
                columns={[
                  { key: 'day', head: 'Class', names: true, cell: (one) => (one.beginsAt == null ? dayWords(one.day) : meetingWords(one)) },
                  { key: 'change', head: 'What is different', cell: (one) => (one.change ? <><Tag tone="warn" icon="alert">{one.change.kind === 'NO_CLASS' ? 'No class' : 'Another time'}</Tag> {one.change.reason}</> : '–') },
                  { key: 'closed', head: 'No school in', cell: (one) => one.closedAt.join(', ') || '–' },
                ]}
              />
            ) : null}
            {running.daysOff.length > 0 ? <p className="muted">No school in {running.teachingDistrict.shortName}, so no class: {offWords(running.daysOff)}.</p> : null}
            {running.changes.length > 0 ? (
              <ul className={css['worries']}>
                {running.changes.map((change) => (
                  <li key={change.id}>
                    <strong>{changeWords(change, running.timeZone)}.</strong> {change.reason} <span className="muted">{change.announcedBy}, {instantWords(change.announcedAt)}</span>{' '}
                    {mayTeach ? <Button look="quiet" onClick={() => setAsked({ what: 'withdraw', change })}>Take it back<span className="visually-hidden">: {changeWords(change, running.timeZone)}</span></Button> : null}
                  </li>
                ))}
              </ul>
            ) : null}
          </Section>
        }
        main={
          running.seats.length > 0 ? (
            <>
              <Section title="Who was there?" aside={mayTeach && begun ? <ButtonLink to="/sections/$id/attendance" params={{ id: running.sectionId }} icon="check">Mark attendance</ButtonLink> : undefined}>
                {running.days.some(({ marked }) => marked) ? <MarkGrid running={running} count={10} /> : <Empty title="Nothing is marked yet">{mayTeach ? 'Everyone is present by one press; then name the exceptions.' : 'Once the teacher marks a day, it stands here.'}</Empty>}
                <AttendanceFiles bookings={own} />
              </Section>
              <Section title="How does each seat get on?">
                <Table caption={`Seats in ${running.title}`} captionHidden rows={running.seats} rowKey={(seat) => seat.id} columns={columns(running, begun, setAsked)} />
              </Section>
            </>
          ) : (
            <Section title="Who was there?"><Empty title={mayTeach ? 'Nobody has a seat yet' : 'No seat here is yours to see'}>{mayTeach ? 'Seats you accept stand here.' : 'Registrars, counselors and site facilitators see the seats of their own students.'}</Empty></Section>
          )
        }
        side={
          <Section title="Where does it meet?" aside={mayTeach ? <Button look="quiet" onClick={() => setAsked({ what: 'link' })}>{running.link ? 'Change the link' : 'Set a link'}</Button> : undefined}>
            {running.link ? (
              <>
                <div className="row"><OutLink href={running.link.url} look="primary" icon="arrow">Join the class</OutLink></div>
                <p className="muted small">At {new URL(running.link.url).host}. Set by {running.link.setBy}, {instantWords(running.link.setAt)}. Only the two sides of this class see it.</p>
              </>
            ) : (
              <p className="muted">{running.mayJoin ? 'No link yet.' : 'The link to join is for the counselors, registrars and site facilitators of districts with seats.'}</p>
            )}
          </Section>
        }
      />
      {asked ? <RunningDialog asked={asked} running={running} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}

function columns(running: RunningShown, begun: boolean, ask: (asked: Asked) => void): Column<Seat>[] {
  const over = running.today > running.lastDay;
  return [
    { key: 'seat', head: 'Seat', names: true, cell: (seat) => <>{seatName(seat)}<span className={css['under']}>{seat.homeDistrict.shortName}</span></> },
    { key: 'last', head: 'Last attended', cell: (seat) => (seat.lastAttended == null ? 'not yet' : dayWords(seat.lastAttended)) },
    { key: 'absent', head: 'Days absent', figure: true, cell: (seat) => seat.absences },
    {
      key: 'standing', head: 'How it gets on',
      cell: (seat) => (seat.progress ? (
        <>
          <Tag {...standingLooks[seat.progress.standing]}>{standingWords[seat.progress.standing]}</Tag>
          {seat.progress.note == null ? null : <span className={css['under']}>{seat.progress.note}</span>}
          <span className={css['under']}>{seat.progress.writtenBy}, {instantWords(seat.progress.writtenAt)}</span>
        </>
      ) : '–'),
    },
    ...(running.mayTeach && begun && !over ? [{ key: 'say', head: 'Home side', cell: (seat: Seat) => <Button look="quiet" onClick={() => ask({ what: 'progress', seat })}>Tell<span className="visually-hidden"> how {seatName(seat)} gets on</span></Button> }] : []),
  ];
}
