import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { GradeBookDocument } from '../../generated/grades/grades.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { PageBones } from '../../ui/States.js';
import { GradeBookPanel } from './GradeBookPanel.js';
import { topics } from './words.js';

const route = getRouteApi('/signed-in/sections/$id/grades');

export default function GradeBookPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(GradeBookDocument, { variables: { sectionId: id }, fetchPolicy: 'cache-and-network', context: { topics } });
  if (data?.gradeBook) return <GradeBookPanel key={id} book={data.gradeBook} rights={data.classRoster?.rights ?? []} />;
  if (error) return <PageReadFailed what="these grades" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this page of grades" back={{ to: '/bookings/grades', words: 'See the grades that are yours' }} />;
  return <PageBones label="Loading the grades" />;
}
