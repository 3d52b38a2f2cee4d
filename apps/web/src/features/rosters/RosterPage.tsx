import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { RosterDocument } from '../../generated/rosters/roster.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { PageBones } from '../../ui/States.js';
import { RosterPanel } from './RosterPanel.js';

const route = getRouteApi('/signed-in/bookings/$id/roster');

export default function RosterPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(RosterDocument, { variables: { bookingId: id }, fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'roster', 'school'] } });
  if (data?.roster) return <RosterPanel key={id} roster={data.roster} />;
  if (error) return <PageReadFailed what="this roster" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this roster" back={{ to: '/bookings', words: 'See our bookings' }} />;
  return <PageBones label="Loading the roster" />;
}
