import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { RunningClassDocument } from '../../generated/running/running.js';
import { ReadFailed } from '../../platform/Failures.js';
import { ButtonLink, OutLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { Tag } from '../../ui/Tag.js';
import { MarkGrid } from './MarkGrid.js';
import css from './Running.module.css';
import { changeWords, nextWords, offWords, type RunningShown, seatName, standingLooks, standingWords, zoneNote } from './words.js';

const SOON = 14 * 86_400_000;
const WEEK = 5;

/** What somebody beside this class needs today: how to get in, what is next, what is different, and who was there. */
export default function ClassToday({ sectionId }: { sectionId: string }) {
  const { data, error, refetch } = useQuery(RunningClassDocument, { variables: { sectionId }, fetchPolicy: 'cache-and-network', context: { topics: ['class', 'section', 'booking', 'roster'] } });
  if (data?.runningClass) return isNear(data.runningClass) ? <Panel running={data.runningClass} /> : null;
  if (error) return <Section title="This class today"><ReadFailed error={error} what="How the class runs" retry={() => void refetch()} /></Section>;
  return data ? null : <Section title="This class today"><Bones lines={3} label="Loading how the class runs" /></Section>;
}

/** A class far ahead that nobody has a seat in has no today yet. */
const isNear = (running: RunningShown): boolean => running.seats.length > 0 || running.link != null || Date.parse(running.firstDay) - Date.parse(running.today) < 3 * SOON;

function Panel({ running }: { running: RunningShown }) {
  const until = new Date(Date.parse(running.today) + SOON).toISOString().slice(0, 10);
  const changes = running.changes.filter(({ day }) => day <= until);
  const off = running.daysOff.filter(({ day }) => day <= until);
  const worries = running.seats.filter((seat) => seat.progress && seat.progress.standing !== 'ON_TRACK');
  const begun = running.today >= running.firstDay;
  const meetsToday = running.days.some(({ day }) => day === running.today);
  const marked = running.days.find(({ day }) => day === running.today)?.marked === true;
  const note = zoneNote(running.timeZone);
  return (
    <Section title="This class today" aside={<span><Link to="/sections/$id/class" params={{ id: running.sectionId }}>How is this class going?</Link></span>}>
      <p className={css['next']}>{nextWords(running)}</p>
      {note !== null && running.fixedTimes ? <p className="muted small">{note}</p> : null}
      {changes.map((change) => (
        <Notice key={change.id} tone="warn" title={`${changeWords(change, running.timeZone)}.`}>
          {change.reason}
        </Notice>
      ))}
      {off.length > 0 ? <p className="muted">No school in {running.teachingDistrict.shortName}: {offWords(off)}.</p> : null}
      <div className="row">
        {running.link ? (
          <OutLink href={running.link.url} look={running.mayTeach && meetsToday && !marked ? 'plain' : 'primary'} icon="arrow">Join the class</OutLink>
        ) : running.mayJoin ? (
          <span className="muted">{running.mayTeach ? 'No link to join yet: set it under “How is this class going?”.' : 'No link to join yet: the teacher sets it.'}</span>
        ) : null}
        {running.mayTeach && begun && running.seats.length > 0 ? (
          <ButtonLink to="/sections/$id/attendance" params={{ id: running.sectionId }} look={meetsToday && !marked ? 'primary' : 'plain'} icon="check">
            {meetsToday ? (marked ? 'Today is marked' : 'Mark who is here today') : 'Mark attendance'}
          </ButtonLink>
        ) : null}
        {running.link ? <span className="muted small">Meets at {new URL(running.link.url).host}</span> : null}
      </div>
      {worries.length > 0 ? (
        <ul className={css['worries']}>
          {worries.map((seat) => (
            <li key={seat.id}>
              <Tag {...standingLooks[seat.progress!.standing]}>{standingWords[seat.progress!.standing]}</Tag> {seatName(seat)}{running.mayTeach ? `, ${seat.homeDistrict.shortName}` : ''}{seat.progress!.note == null ? '' : `: ${seat.progress!.note}`}
            </li>
          ))}
        </ul>
      ) : null}
      {begun ? <MarkGrid running={running} count={WEEK} /> : null}
    </Section>
  );
}
