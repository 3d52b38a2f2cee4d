import { useMutation, useQuery } from '@apollo/client/react';
import { DismissNoticeDocument, InboxDocument } from '../../generated/inbox/inbox.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { sayMore, useList, useListLength } from '../../platform/useList.js';
import { announce } from '../../ui/Announcer.js';
import { Page } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { InboxPanel } from './InboxPanel.js';

const PAGE = 25;

export default function InboxPage() {
  const { places, viewer } = useSession();
  const list = useList();
  const { data, loading, error, refetch, fetchMore } = useQuery(InboxDocument, { variables: { first: PAGE }, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true, context: { topics: ['booking', 'section', 'mapping', 'account', 'study', 'draft', 'roster', 'need', 'class'], list } });
  useListLength(list, data?.inbox.nodes.length);
  const [dismiss] = useMutation(DismissNoticeDocument);
  const cursor = data?.inbox.pageInfo.hasNextPage ? data.inbox.pageInfo.endCursor : null;

  const more = async (after: string) => sayMore((await fetchMore({ variables: { first: PAGE, after } })).data?.inbox.nodes.length);

  // Putting a notice away costs nobody anything: it goes at once, and comes back if the server says no.
  const putAway = async (id: string) => {
    try {
      const { data: answer } = await dismiss({
        variables: { input: { id } },
        optimisticResponse: { __typename: 'Mutation', dismissNotice: { __typename: 'NoticeDismissed', id } },
        update: (cache, { data: answer }) => {
          if (answer?.dismissNotice.__typename === 'NoticeDismissed') cache.evict({ id: cache.identify({ __typename: 'InboxItem', id }) ?? '' });
        },
      });
      announce(answer?.dismissNotice.__typename === 'NoticeDismissed' ? 'Notice put away' : 'The notice could not be put away');
    } catch {
      announce('The notice could not be put away');
      void refetch();
    }
  };

  return (
    <Page title="What needs me?" documentTitle="Inbox" lead="Tasks come first, the one with the least time at the top.">
      {data ? (
        <InboxPanel items={data.inbox.nodes} openTasks={data.inbox.pageInfo.hasNextPage ? viewer.openTasks : 0} severalPlaces={places.length > 1} loading={loading} onDismiss={(id) => void putAway(id)} onMore={cursor ? () => void more(cursor) : null} />
      ) : error ? (
        <ReadFailed error={error} what="The inbox" retry={() => void refetch()} />
      ) : (
        <Bones lines={4} tall label="Loading the inbox" />
      )}
    </Page>
  );
}
