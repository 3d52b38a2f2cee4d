import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { BookingDocument } from '../../generated/courses/booking.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { recent } from '../../platform/recent.js';
import { useSession } from '../../platform/session.js';
import { mention } from '../../ui/Announcer.js';
import { PageBones } from '../../ui/States.js';
import { BookingPanel } from './BookingPanel.js';
import { stateWords } from './states.js';

const route = getRouteApi('/signed-in/bookings/$id');

export default function BookingPage() {
  const { id } = route.useParams();
  const { viewer } = useSession();
  const { data, error, refetch } = useQuery(BookingDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'section', 'mapping'] } });
  const booking = data?.booking;
  const [title, reference] = [booking?.section.title, booking?.reference];
  useEffect(() => {
    if (title && reference) recent.add(viewer.id, { path: `/bookings/${id}`, title: reference, detail: title });
  }, [id, reference, title, viewer.id]);
  // The other side may answer while this page is open.
  const state = booking?.state;
  const stood = useRef(state);
  useEffect(() => {
    if (state && stood.current && stood.current !== state) mention(`${reference ?? ''} now: ${stateWords(state)}`);
    stood.current = state;
  }, [reference, state]);
  if (booking) return <BookingPanel key={booking.id} booking={booking} />;
  if (error) return <PageReadFailed what="this booking" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this booking" back={{ to: '/bookings', words: 'See our bookings' }} />;
  return <PageBones label="Loading the booking" />;
}
