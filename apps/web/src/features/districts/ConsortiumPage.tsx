import { useQuery } from '@apollo/client/react';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { ConsortiumDocument, MyConsortiaDocument } from '../../generated/districts/consortium.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Page } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { ConsortiumPanel } from './ConsortiumPanel.js';

const route = getRouteApi('/signed-in/consortium/$id');

/** Without a name in the address: the consortium one acts for, or the first of one's district. */
export function MyConsortiumPage() {
  const { place, places, home } = useSession();
  const own = place?.kind === 'consortium' ? place.id : undefined;
  const { data, error, refetch } = useQuery(MyConsortiaDocument, { variables: { districtId: home?.id ?? '' }, skip: own !== undefined || !home });
  const id = own ?? data?.district?.consortia[0]?.id ?? (home ? undefined : places.find((one) => one.kind === 'consortium')?.id);
  if (id) return <Navigate to="/consortium/$id" params={{ id }} replace />;
  if (error) return <PageReadFailed what="your consortium" error={error} retry={() => void refetch()} />;
  if (!home || data) {
    return (
      <Page title="Who acts together?" documentTitle="Consortium">
        <Empty title="Your district is in no consortium yet">A coordinator adds it. From then on you see what its members share, and they see what you share.</Empty>
      </Page>
    );
  }
  return <PageBones label="Loading the consortium" />;
}

export function OneConsortiumPage() {
  const { id } = route.useParams();
  const { home } = useSession();
  const { data, error, refetch } = useQuery(ConsortiumDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['account', 'section'] } });
  const { data: mine } = useQuery(MyConsortiaDocument, { variables: { districtId: home?.id ?? '' }, skip: !home });
  if (data?.consortium) return <ConsortiumPanel key={data.consortium.id} consortium={data.consortium} others={(mine?.district?.consortia ?? []).filter((one) => one.id !== id)} homeId={home?.id ?? null} />;
  if (error) return <PageReadFailed what="this consortium" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this consortium" back={{ to: '/consortium', words: 'See your consortium' }} />;
  return <PageBones label="Loading the consortium" />;
}
