import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { DistrictDocument } from '../../generated/districts/district.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { PageBones } from '../../ui/States.js';
import { DistrictPanel } from './DistrictPanel.js';

const route = getRouteApi('/signed-in/districts/$id');

export default function DistrictPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(DistrictDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['account', 'section'] } });
  if (data?.district) return <DistrictPanel district={data.district} />;
  if (error) return <PageReadFailed what="this district" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this district" back={{ to: '/consortium', words: 'See the members' }} />;
  return <PageBones label="Loading the district" />;
}
