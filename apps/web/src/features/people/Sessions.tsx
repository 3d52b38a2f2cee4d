import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { EndSessionDocument, MySessionsDocument, SignOutEverywhereDocument, type MySessionsQuery } from '../../generated/people/account.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useCommand } from '../../platform/command.js';
import { instantWords } from '../../platform/dates.js';
import { drafts } from '../../platform/drafts.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';

type Session = MySessionsQuery['mySessions'][number];

/** Where the account is signed in, and the ways out. */
export function Sessions() {
  const { data, error, refetch } = useQuery(MySessionsDocument, { fetchPolicy: 'cache-and-network', context: { topics: ['account'] } });
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Where am I signed in?">
      {data ? (
        <Table
          caption="Devices where this account is signed in"
          captionHidden
          rows={data.mySessions}
          rowKey={(session) => session.id}
          columns={[
            {
              key: 'device',
              head: 'Device',
              names: true,
              cell: (session) => (
                <>
                  {session.device} {session.current ? <Tag tone="info">This one</Tag> : null}
                </>
              ),
            },
            { key: 'since', head: 'Signed in', cell: (session) => instantWords(session.createdAt) },
            { key: 'seen', head: 'Last used', cell: (session) => instantWords(session.lastSeenAt) },
            { key: 'end', head: 'Action', cell: (session) => (session.current ? <span className="muted">none</span> : <EndOne session={session} onEnded={() => void refetch()} />) },
          ]}
        />
      ) : error ? (
        <ReadFailed error={error} what="The list of devices" retry={() => void refetch()} />
      ) : (
        <Bones lines={2} />
      )}
      <div>
        <Button icon="signOut" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </div>
      {asking ? <Everywhere count={data?.mySessions.length ?? 1} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

function EndOne({ session, onEnded }: { session: Session; onEnded: () => void }) {
  const command = useCommand(`end-session.${session.id}`, EndSessionDocument, 'SignedOut');
  const end = async () => {
    if (await command.send(() => ({ input: { sessionId: session.id } }))) announce(`${session.device} is signed out`);
    onEnded();
  };
  return (
    <>
      <Button look="quiet" label={`Sign out ${session.device}`} busy={command.busy} onClick={() => void end()}>
        Sign out
      </Button>
      {command.refusal ? <span role="alert">{command.refusal.message}</span> : command.lost ? <span role="alert">No answer arrived. Try again.</span> : null}
    </>
  );
}

function Everywhere({ count, onClose }: { count: number; onClose: () => void }) {
  const command = useCommand('sign-out-everywhere', SignOutEverywhereDocument, 'SignedOut');
  const leave = async () => {
    if (!(await command.send(() => ({})))) return;
    drafts.dropAll();
    window.location.assign('/sign-in');
  };
  return (
    <Dialog title="Sign out everywhere?" onClose={onClose}>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>{count === 1 ? 'You are signed out here.' : `You are signed out on all ${count} devices, this one too.`} What you typed and did not send is lost.</p>
      <div className="row">
        <Button look="primary" busy={command.busy} onClick={() => void leave()}>
          Sign out everywhere
        </Button>
        <Button look="quiet" onClick={onClose}>
          Go back
        </Button>
      </div>
    </Dialog>
  );
}
