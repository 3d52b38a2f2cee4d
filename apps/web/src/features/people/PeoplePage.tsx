import { useQuery } from '@apollo/client/react';
import { invitation } from '@barnraise/lifecycle';
import { useState } from 'react';
import { PeopleDocument } from '../../generated/people/people.js';
import { ReadFailed } from '../../platform/Failures.js';
import { mayTake } from '../../platform/may.js';
import { useSession } from '../../platform/session.js';
import { sayMore } from '../../platform/useList.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { Approvers } from '../courses/index.js';
import { InviteDialog } from './InviteDialog.js';
import { PeoplePanel } from './PeoplePanel.js';

export default function PeoplePage() {
  const { place } = useSession();
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<string | null>(null);
  const input = place?.kind === 'consortium' ? { consortiumId: place.id } : { districtId: place?.id ?? '' };
  const { data, loading, error, refetch, fetchMore } = useQuery(PeopleDocument, { variables: { input }, skip: !place, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true, context: { topics: ['account'] } });
  if (!place) {
    return (
      <Page title="Who may do what?">
        <Empty title="You hold no role">Ask whoever invited you to give you one.</Empty>
      </Page>
    );
  }
  const mayInvite = mayTake(invitation, 'send', place);
  const cursor = data?.people.pageInfo.hasNextPage ? data.people.pageInfo.endCursor : null;
  const more = async (after: string) => sayMore((await fetchMore({ variables: { input: { ...input, after } } })).data?.people.nodes.length);
  return (
    <Page
      title="Who may do what?"
      documentTitle="People and roles"
      lead={`People who hold a role in ${place.name}, and how much each may commit per request.`}
      actions={
        mayInvite ? (
          <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        ) : undefined
      }
    >
      {invited === null ? null : (
        <Notice tone="good" live title={`${invited} is invited.`}>
          A mail with a link is on its way. Until it is used, the person is listed as invited.
        </Notice>
      )}
      {data ? (
        <PeoplePanel people={data.people.nodes} place={place} mayEnd={mayInvite} loading={loading} onMore={cursor ? () => void more(cursor) : null} />
      ) : error ? (
        <ReadFailed error={error} what="The list of people" retry={() => void refetch()} />
      ) : (
        <Bones lines={5} label="Loading people" />
      )}
      <Approvers place={place} />
      {place.kind === 'district' ? (
        <div className="row">
          <ButtonLink to="/people/facilitators" look="quiet">Who looks after students at each school?</ButtonLink>
          <ButtonLink to="/people/disclosures" look="quiet">Who has seen a student’s name?</ButtonLink>
        </div>
      ) : null}
      {inviting ? (
        <InviteDialog
          place={place}
          onClose={() => setInviting(false)}
          onInvited={(name) => {
            setInvited(name);
            setInviting(false);
          }}
        />
      ) : null}
    </Page>
  );
}
