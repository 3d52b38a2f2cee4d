import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type RosterPartsFragment } from '../../generated/rosters/roster.js';
import { dayWords } from '../../platform/dates.js';
import { useSession } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { type Column, Table } from '../../ui/Table.js';
import { seatWords, stateTag } from '../courses/index.js';
import { type OpenedStudent, useNames } from './names.js';
import { OpenNames } from './OpenNames.js';
import { PlaceForm } from './PlaceForm.js';
import { RosterImport } from './RosterImport.js';
import css from './Rosters.module.css';

export type RosterShown = RosterPartsFragment;
type Seat = RosterShown['seats'][number];

/** Who sits in the seats of one booking: seats first, names only for those who may, and each look written down. */
export function RosterPanel({ roster }: { roster: RosterShown }) {
  const { places } = useSession();
  const names = useNames({ bookingId: roster.bookingId }, `${roster.title} ${roster.reference}`);
  const [way, setWay] = useState<'one by one' | 'file'>('one by one');
  const home = places.some((place) => place.id === roster.homeDistrict.id);
  const registrar = places.some((place) => place.id === roster.homeDistrict.id && place.roles.some((held) => held.role === 'REGISTRAR'));
  const placed = roster.seats.filter((seat) => seat.placedAt != null);
  const nameOf = new Map(names.students?.map((one) => [one.seatId, one]));
  return (
    <Page
      title={`Who sits in the seats of ${roster.reference}?`}
      eyebrow={
        <>
          <Link to={home ? '/bookings' : '/bookings/requests'}>{home ? 'Ours' : 'Requests to us'}</Link> /{' '}
          <Link to="/bookings/$id" params={{ id: roster.bookingId }}>
            {roster.reference}
          </Link>
        </>
      }
      lead={
        <>
          <strong>{seatWords(roster.seats.length)}</strong> in{' '}
          <Link to="/sections/$id" params={{ id: roster.sectionId }}>
            {roster.title}
          </Link>
          : students of {roster.homeDistrict.name}, taught by {roster.teachingDistrict.shortName}.
        </>
      }
      actions={<PrintButton />}
    >
      <Columns
        main={null}
        top={
          <>
            <Section title="Which seats have a student?" aside={stateTag(roster.state)} stands={roster.state}>
              <Table caption={`Seats of ${roster.reference}`} captionHidden rows={roster.seats} rowKey={(seat) => seat.id} columns={columns(nameOf, registrar)} />
              {placed.length > 0 ? <OpenNames rights={roster.rights} names={names} /> : null}
            </Section>
            {roster.mayPlace ? (
              <Section
                title={!roster.mayReplace ? 'Who sat in the seats that hold nobody?' : placed.length === 0 ? 'Who of ours gets these seats?' : 'Does somebody else sit there?'}
                aside={<Button look="quiet" onClick={() => setWay(way === 'file' ? 'one by one' : 'file')}>{way === 'file' ? 'Enter them one by one' : 'Take them from a spreadsheet'}</Button>}
              >
                <p className="muted">The least that a class needs: the legal name, your own number, the grade. No birthdays, no addresses, no reasons.</p>
                {way === 'file' ? <RosterImport roster={roster} onPlaced={names.hide} /> : <PlaceForm roster={roster} opened={names.students} onPlaced={names.hide} />}
              </Section>
            ) : roster.blockedBy ? (
              <Notice tone="plain" title="Nobody can be placed now.">
                {roster.blockedBy} {placed.length === 0 && roster.state === 'ACCEPTED' ? `Names can be entered from ${dayWords(roster.opensOn)} on.` : ''}
              </Notice>
            ) : null}
          </>
        }
        side={
          <Section title="Who may know, and until when?">
            <Facts
              items={[
                ['Names from', dayWords(roster.opensOn)],
                ['First day', dayWords(roster.firstDay)],
                ['Names kept until', dayWords(roster.namesUntil)],
                ['Open to', 'The teacher of record; the registrars of both districts; each student’s own counselor and site facilitator. Nobody else, and each look is written down.'],
              ]}
            />
            {registrar ? <p><Link to="/people/disclosures">Who has seen a student’s name?</Link></p> : null}
            {home ? <p><Link to="/people/facilitators">Who looks after students at each school?</Link></p> : null}
          </Section>
        }
      />
    </Page>
  );
}

function columns(names: ReadonlyMap<string, OpenedStudent>, registrar: boolean): Column<Seat>[] {
  return [
    { key: 'seat', head: 'Seat', names: true, cell: (seat) => <span className={css['nowrap']}>Seat {seat.ordinal}</span> },
    {
      key: 'student', head: 'Student',
      cell: (seat) => {
        const name = names.get(seat.id);
        if (!name) return <span className="muted">{seat.placedAt == null ? 'nobody yet' : 'placed, name not shown'}</span>;
        return (
          <>
            {name.familyName}, {name.givenName}
            <span className={css['under']}>
              Number {name.studentNumber}, grade {name.gradeLevel}
            </span>
          </>
        );
      },
    },
    { key: 'school', head: 'School', cell: (seat) => seat.schoolName ?? '–' },
    ...(names.size > 0 ? [{ key: 'ask', head: 'Whom to ask', cell: (seat: Seat) => <Asked name={names.get(seat.id)} /> }] : []),
    ...(registrar && names.size > 0 ? [{ key: 'seen', head: 'Seen by', cell: (seat: Seat) => (seat.placedAt == null ? '–' : <Link to="/people/disclosures" search={{ seat: seat.id }}>Who has seen it<span className="visually-hidden">: seat {seat.ordinal}</span></Link>) }] : []),
  ];
}

/** Whom to ask about a student; accommodations come first, because they are duties. */
export function Asked({ name }: { name: OpenedStudent | undefined }) {
  if (!name) return <>–</>;
  return (
    <>
      {name.accommodationsContact == null ? null : (
        <>
          <strong>Has accommodations:</strong> ask {name.accommodationsContact}
        </>
      )}
      {name.counselor == null ? null : <span className={css['under']}>Counselor: {name.counselor}</span>}
      {name.accommodationsContact == null && name.counselor == null ? '–' : null}
    </>
  );
}
