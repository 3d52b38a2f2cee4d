import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { type BookingSide, type BookingsQuery } from '../../generated/courses/bookings.js';
import { type PlacePartsFragment } from '../../generated/courses/waitlist.js';
import { useEffect, useRef, type ReactNode } from 'react';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Bones, Empty } from '../../ui/States.js';
import { Tab, Tabs } from '../../ui/Tabs.js';
import { type Column, Table } from '../../ui/Table.js';
import { ClockWords } from './BookingClockWords.js';
import css from './BookingsPanel.module.css';
import { OursTabs } from '../../platform/OursTabs.js';
import { PlacesList } from './PlacePanel.js';
import { type StateKey } from './routes.js';
import { bookingStates, stateTag, stateWords } from './states.js';

type Shown = BookingsQuery['bookings'];
type Row = Shown['nodes'][number];

export function BookingsPanel({ side, state, shown, loading, homeName, onMore, places, above }: { side: BookingSide; state: StateKey | undefined; shown: Shown | null; loading: boolean; homeName: string; onMore: (() => void) | null; places: readonly PlacePartsFragment[]; above: ReactNode }) {
  const to = side === 'HOME' ? '/bookings' : '/bookings/requests';
  const counts = new Map(shown?.counts.map((one) => [one.state, one.count]));
  const all = shown?.counts.reduce((sum, one) => sum + one.count, 0);
  const chosen = bookingStates.find((one) => one.toLowerCase() === state);
  const caption = `${side === 'HOME' ? `Seats ${homeName} asked for` : `Seats asked of ${homeName}`}${chosen ? `, ${stateWords(chosen)}` : ''}, newest first`;
  // Choosing another state changes the table below: whoever doesn't see it is told.
  const heard = useRef(state);
  const count = chosen ? (counts.get(chosen) ?? 0) : all;
  useEffect(() => {
    if (loading || heard.current === state || count === undefined) return;
    heard.current = state;
    announce(`${chosen ? stateWords(chosen) : 'All'}: ${count} ${count === 1 ? 'booking' : 'bookings'}.`);
  }, [chosen, count, loading, state]);
  return (
    <>
      <OursTabs chosen={side === 'HOME' ? 'ours' : 'requests'} />
      {above}
      {places.length > 0 ? <PlacesList places={places} /> : null}
      <Tabs label="State" quiet>
        <Tab to={to} search={{}} chosen={state === undefined} count={all}>
          All
        </Tab>
        {bookingStates
          .filter((one) => (counts.get(one) ?? 0) > 0 || one.toLowerCase() === state)
          .map((one) => (
            <Tab key={one} to={to} search={{ state: one.toLowerCase() as StateKey }} chosen={one.toLowerCase() === state} count={counts.get(one) ?? 0}>
              {stateWords(one)}
            </Tab>
          ))}
      </Tabs>
      {shown ? (
        <div className="panel" aria-busy={loading}>
          <Table caption={caption} captionHidden columns={columns(side)} rows={shown.nodes} rowKey={(row) => row.id} empty={<None side={side} filtered={state !== undefined} />} />
        </div>
      ) : (
        <Bones lines={6} label="Loading the list" />
      )}
      {onMore ? (
        <div>
          <Button onClick={onMore} busy={loading}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

const columns = (side: BookingSide): Column<Row>[] => [
  {
    key: 'what',
    head: 'Booking',
    names: true,
    cell: (row) => (
      <>
        <Link to="/bookings/$id" params={{ id: row.id }}>
          {row.section.title}
        </Link>
        <span className={css['under']}>
          {row.reference}, by {row.createdBy}
        </span>
      </>
    ),
  },
  { key: 'who', head: side === 'HOME' ? 'Teaching district' : 'Home district', cell: (row) => (side === 'HOME' ? row.teachingDistrict.shortName : row.homeDistrict.shortName) },
  {
    key: 'when',
    head: 'Meets',
    deskOnly: true,
    cell: (row) => (
      <>
        {row.section.meeting?.words ?? 'No fixed times'}
        <span className={css['under']}>{row.section.termName}</span>
      </>
    ),
  },
  { key: 'seats', head: 'Seats', figure: true, cell: (row) => row.seats },
  {
    key: 'cost',
    head: 'Expected cost',
    figure: true,
    cell: (row) => (
      <>
        {formatCents(row.estimate.expectedCents)}
        <span className={`${css['under']} ${css['per']}`}>{row.estimate.per}</span>
      </>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: (row) => (
      <>
        {stateTag(row.state)}
        <NextWords row={row} />
      </>
    ),
  },
  { key: 'left', head: 'Time left', cell: (row) => <ClockWords clock={row.clock} /> },
];

/** The step that moves it on, when this reader may take one. Giving up is never called next. */
function NextWords({ row }: { row: Row }) {
  const next = row.nextSteps.find((one) => one.step === 'REQUEST' || one.step === 'APPROVE_SPENDING' || one.step === 'ACCEPT');
  return next ? <span className={css['under']}>{next.blockedBy ? `${next.label}: waits` : next.label}</span> : null;
}

function None({ side, filtered }: { side: BookingSide; filtered: boolean }) {
  if (filtered) return <Empty title="None in this state" actions={<ButtonLink to={side === 'HOME' ? '/bookings' : '/bookings/requests'}>Show all</ButtonLink>} />;
  return side === 'HOME' ? (
    <Empty title="No seats yet" actions={<ButtonLink to="/find" look="primary">Find a course</ButtonLink>}>
      Find a course a neighbor teaches, hold a seat and look at its cost. A hold takes nothing but the seat, and runs out by itself.
    </Empty>
  ) : (
    <Empty title="Nobody asks for your seats right now">When a neighbor holds or requests seats in a section you teach, it stands here and in your inbox, with the time you have to answer.</Empty>
  );
}
