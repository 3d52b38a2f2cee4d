import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { CourseDraftDocument, DraftChoicesDocument } from '../../generated/courses/draft.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { PageBones } from '../../ui/States.js';
import { DraftPanel } from './DraftPanel.js';

const route = getRouteApi('/signed-in/bookings/courses/$id');

export default function DraftPage() {
  const { id } = route.useParams();
  const { page = 'about', mend } = route.useSearch();
  const { data, error, refetch } = useQuery(CourseDraftDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['draft', 'section'] } });
  const draft = data?.courseDraft;
  const { data: choices } = useQuery(DraftChoicesDocument, { variables: { districtId: draft?.districtId ?? '' }, skip: !draft, context: { topics: ['account'] } });
  if (draft && choices) return <DraftPanel key={draft.id} draft={draft} choices={choices} page={page} mending={mend === 'missing'} reload={() => void refetch()} />;
  if (error) return <PageReadFailed what="this draft" error={error} retry={() => void refetch()} />;
  if (data && !draft) return <SubjectMissing what="this draft" back={{ to: '/bookings/courses', words: 'See what we share' }} />;
  return <PageBones label="Loading the draft" />;
}
