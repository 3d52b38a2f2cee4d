import { useQuery } from '@apollo/client/react';
import { courseDraft } from '@barnraise/lifecycle';
import { SharedCoursesDocument } from '../../generated/courses/draft.js';
import { RefusalNotice, LostNotice } from '../../platform/CommandForm.js';
import { ReadFailed } from '../../platform/Failures.js';
import { mayTake } from '../../platform/may.js';
import { type Place, useSession } from '../../platform/session.js';
import { sayMore, useList, useListLength } from '../../platform/useList.js';
import { Button } from '../../ui/Button.js';
import { Page } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { OursTabs } from '../../platform/OursTabs.js';
import { NeedsToMeet } from '../needs/index.js';
import { SharedPanel } from './SharedPanel.js';
import { useStartDraft } from './start-draft.js';

const PAGE = 25;

export default function SharedPage() {
  const { home } = useSession();
  if (!home) {
    return (
      <Page title="What do we share?">
        <Empty title="Courses are shared by districts">You act for a consortium. Its members publish their courses here.</Empty>
      </Page>
    );
  }
  return <Shared home={home} />;
}

function Shared({ home }: { home: Place }) {
  const list = useList();
  const variables = { districtId: home.id, first: PAGE };
  const { data, loading, error, refetch, fetchMore } = useQuery(SharedCoursesDocument, { variables, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true, context: { topics: ['section', 'booking', 'draft'], list } });
  useListLength(list, data?.sharedSections.nodes.length);
  const start = useStartDraft(home);
  const info = data?.sharedSections.pageInfo;
  const more = async (after: string | null) => sayMore((await fetchMore({ variables: { ...variables, after } })).data?.sharedSections.nodes.length);
  const mayWrite = mayTake(courseDraft, 'write', home);
  return (
    <Page
      title="What do we share?"
      wide
      documentTitle="What we share"
      lead={`Courses that ${home.name} teaches for its neighbors, and those still being written.`}
      actions={mayWrite ? <Button look="primary" busy={start.busy} onClick={() => start.begin({})}>Share a course</Button> : undefined}
    >
      <OursTabs chosen="shared" />
      {start.refusal ? <RefusalNotice refusal={start.refusal} /> : start.lost ? <LostNotice /> : null}
      {error && !data ? (
        <ReadFailed error={error} what="The list" retry={() => void refetch()} />
      ) : data ? (
        <SharedPanel data={data} homeName={home.shortName} onCopy={mayWrite ? (id) => start.begin({ copyOfSectionId: id }) : null} loading={loading} onMore={info?.hasNextPage ? () => void more(info.endCursor ?? null) : null} />
      ) : (
        <Bones lines={6} label="Loading the list" />
      )}
      <NeedsToMeet home={home} />
    </Page>
  );
}
