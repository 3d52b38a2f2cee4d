import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { WaitlistEntriesDocument } from '../../generated/courses/waitlist.js';
import { BookingsDocument, type BookingSide } from '../../generated/courses/bookings.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { sayMore, useList, useListLength } from '../../platform/useList.js';
import { Page } from '../../ui/Page.js';
import { Empty } from '../../ui/States.js';
import { OurRequests, useOurRequests } from '../windows/index.js';
import { BookingsPanel } from './BookingsPanel.js';
import { type StateKey } from './routes.js';
import { bookingStates } from './states.js';

const ours = getRouteApi('/signed-in/bookings');
const requests = getRouteApi('/signed-in/bookings/requests');
const PAGE = 25;

export function OursPage() {
  return <Bookings side="HOME" state={ours.useSearch().state} />;
}

export function RequestsPage() {
  return <Bookings side="TEACHING" state={requests.useSearch().state} />;
}

function Bookings({ side, state }: { side: BookingSide; state: StateKey | undefined }) {
  const { home } = useSession();
  const chosen = bookingStates.find((one) => one.toLowerCase() === state);
  const input = { side, districtId: home?.id ?? '', first: PAGE, ...(chosen ? { states: [chosen] } : {}) };
  const list = useList();
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(BookingsDocument, { variables: { input }, skip: !home, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true, context: { topics: ['booking'], list } });
  const waits = useQuery(WaitlistEntriesDocument, { variables: { districtId: home?.id ?? '' }, skip: !home || side !== 'HOME', fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'section'] } });
  const requests = useOurRequests(side === 'HOME' ? (home?.id ?? null) : null);
  const collecting = new Set(requests.filter((one) => one.allottedAt == null).map((one) => one.id));
  const places = (waits.data?.waitlistEntries ?? []).filter((one) => !collecting.has(one.id));
  useListLength(list, data?.bookings.nodes.length);
  const shown = (data ?? previousData)?.bookings;
  const cursor = data?.bookings.pageInfo.hasNextPage ? data.bookings.pageInfo.endCursor : null;
  const more = async (after: string) => sayMore((await fetchMore({ variables: { input: { ...input, after } } })).data?.bookings.nodes.length);
  const title = side === 'HOME' ? 'Which seats are ours?' : 'Who asks for our seats?';
  if (!home) {
    return (
      <Page title={title}>
        <Empty title="Bookings belong to a district">You act for a consortium. Its members see their bookings here.</Empty>
      </Page>
    );
  }
  return (
    <Page title={title} wide documentTitle={side === 'HOME' ? 'Ours' : 'Requests to us'} lead={side === 'HOME' ? `What ${home.name} holds, has asked for and has been given in sections of its neighbors.` : `What neighbors hold and ask for in sections that ${home.name} teaches.`}>
      {error && !shown ? <ReadFailed error={error} what="The list" retry={() => void refetch()} /> : <BookingsPanel side={side} state={state} shown={shown ?? null} loading={loading} homeName={home.shortName} onMore={cursor ? () => void more(cursor) : null} places={side === 'HOME' ? places : []} above={<OurRequests requests={requests} />} />}
    </Page>
  );
}
