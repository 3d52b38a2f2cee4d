import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { DismissNoticeDocument, InboxDocument } from '../../generated/inbox/inbox.js';
import { ReadFailed } from '../../platform/Failures.js';
import { refreshTopics } from '../../platform/refresh.js';
import { useSession } from '../../platform/session.js';
import { sayMore, useList, useListLength } from '../../platform/useList.js';
import { announce } from '../../ui/Announcer.js';
import { Page } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { InboxPanel, nobodyHasTo } from './InboxPanel.js';

const PAGE = 25;

export default function InboxPage() {
  const { places, viewer } = useSession();
  const list = useList();
  const { data, loading, error, refetch, fetchMore } = useQuery(InboxDocument, { variables: { first: PAGE }, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true, context: { topics: ['booking', 'section', 'mapping', 'account', 'study', 'draft', 'roster', 'need', 'class', 'grades', 'window'], list } });
  useListLength(list, data?.inbox.nodes.length);
  const client = useApolloClient();
  const [dismiss] = useMutation(DismissNoticeDocument);
  const cursor = data?.inbox.pageInfo.hasNextPage ? data.inbox.pageInfo.endCursor : null;

  const more = async (after: string) => sayMore((await fetchMore({ variables: { first: PAGE, after } })).data?.inbox.nodes.length);

  // Putting a notice away costs nobody anything: it goes at once, and comes back if the server says no. A task that nobody has
  // to do is finished for the whole district; what is counted as waiting is read again.
  const putAway = async (id: string) => {
    const task = data?.inbox.nodes.some((item) => item.id === id && nobodyHasTo(item)) === true;
    const refused = task ? 'The task could not be finished' : 'The notice could not be put away';
    try {
      const { data: answer } = await dismiss({
        variables: { input: { id } },
        optimisticResponse: { __typename: 'Mutation', dismissNotice: { __typename: 'NoticeDismissed', id } },
        update: (cache, { data: answer }) => {
          if (answer?.dismissNotice.__typename === 'NoticeDismissed') cache.evict({ id: cache.identify({ __typename: 'InboxItem', id }) ?? '' });
        },
      });
      const done = answer?.dismissNotice.__typename === 'NoticeDismissed';
      if (task && done) void refreshTopics(client, ['account']);
      announce(done ? (task ? 'Finished, for your district' : 'Notice put away') : refused);
    } catch {
      announce(refused);
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
