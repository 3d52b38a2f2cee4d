import { Link } from '@tanstack/react-router';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { ClockWords } from './BookingClockWords.js';
import { type SectionShown } from './SectionPanel.js';
import { stateTag } from './states.js';

/** What my district already has here, before it takes more. */
export function MyBookings({ bookings, homeName }: { bookings: SectionShown['myBookings']; homeName: string }) {
  return (
    <Section title="What do we have here already?">
      <Table
        caption={`Live bookings of ${homeName} in this section`}
        captionHidden
        rows={bookings}
        rowKey={(booking) => booking.id}
        columns={[
          { key: 'ref', head: 'Booking', names: true, cell: (booking) => <Link to="/bookings/$id" params={{ id: booking.id }}>{booking.reference}</Link> },
          { key: 'seats', head: 'Seats', figure: true, cell: (booking) => booking.seats },
          { key: 'state', head: 'State', cell: (booking) => stateTag(booking.state) },
          { key: 'clock', head: 'Time left', cell: (booking) => <ClockWords clock={booking.clock} /> },
        ]}
      />
    </Section>
  );
}
