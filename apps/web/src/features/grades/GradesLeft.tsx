import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { GradesLeftDocument } from '../../generated/grades/left.js';
import { topics } from './words.js';

/** Seats were withdrawn from: where their W is. Nothing where nobody had been placed in them: there is no W then. */
export default function GradesLeft({ bookingId }: { bookingId: string }) {
  const { data } = useQuery(GradesLeftDocument, { variables: { bookingId }, context: { topics } });
  const students = data?.bookingGrades?.sheet.students ?? 0;
  if (students === 0) return null;
  return <p>{students === 1 ? 'The student who sat here has' : `The ${students} students who sat here have`} a W. <Link to="/bookings/$id/grades" params={{ id: bookingId }}>What stands in their grades?</Link></p>;
}
