import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { CostStudiesDocument, MoneyConsortiumDocument } from '../../generated/cost-shares/money.js';
import { MyConsortiaDocument } from '../../generated/districts/consortium.js';
import { PageReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { sayMore, useList, useListLength } from '../../platform/useList.js';
import { Page } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { MoneyPanel } from './MoneyPanel.js';

const route = getRouteApi('/signed-in/money');
const PAGE = 30;

export default function MoneyPage() {
  const { in: asked } = route.useSearch();
  const { place, places, home } = useSession();
  const { data: mine, error: lost, refetch: again } = useQuery(MyConsortiaDocument, { variables: { districtId: home?.id ?? '' }, skip: !home });
  const served = places.filter((one) => one.kind === 'consortium').map(({ id, name, shortName }) => ({ id, name, shortName }));
  const member = mine?.district?.consortia ?? [];
  const all = [...served, ...member.filter((one) => !served.some(({ id }) => id === one.id))];
  const own = place?.kind === 'consortium' ? place.id : member[0]?.id;
  const chosen = all.find(({ id }) => id === asked) ?? all.find(({ id }) => id === own) ?? all[0];
  const known = !home || mine !== undefined;
  const list = useList();
  const { data, error, refetch } = useQuery(MoneyConsortiumDocument, { variables: { id: chosen?.id ?? '' }, skip: !known || !chosen, fetchPolicy: 'cache-and-network', context: { topics: ['study'] } });
  const { data: read, error: unread, fetchMore, refetch: reread } = useQuery(CostStudiesDocument, { variables: { consortiumId: chosen?.id ?? '', first: PAGE }, skip: !known || !chosen, fetchPolicy: 'cache-and-network', context: { topics: ['study'], list } });
  const studies = read?.costStudies;
  useListLength(list, studies?.nodes.length);
  const failed = lost ?? error ?? unread;
  if (known && !chosen) {
    return (
      <Page title="What would each of us pay?" documentTitle="Money">
        <Empty title="Your district is in no consortium yet">Costs are shared within a consortium. A coordinator adds your district; from then on you can look at any cost in several ways.</Empty>
      </Page>
    );
  }
  if (data?.consortium && studies && chosen) {
    const more = async () => sayMore((await fetchMore({ variables: { after: studies.pageInfo.endCursor } })).data?.costStudies.nodes.length);
    return <MoneyPanel key={chosen.id} consortium={data.consortium} consortia={all} studies={studies.nodes} more={studies.pageInfo.hasNextPage ? more : null} />;
  }
  if (failed) return <PageReadFailed what="the studies" error={failed} retry={() => void Promise.all([again(), refetch(), reread()])} />;
  return <PageBones label="Loading the studies" />;
}
