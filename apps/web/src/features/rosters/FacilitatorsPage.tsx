import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { NameFacilitatorDocument, SiteFacilitatorsDocument, type SiteFacilitatorsQuery } from '../../generated/rosters/roster.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useForm } from '../../platform/form.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField } from '../../ui/Field.js';
import { Page } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';

const topics = ['school', 'roster'] as const;
const namers = ['REGISTRAR', 'COUNSELOR', 'DISTRICT_ADMINISTRATOR'];
type School = SiteFacilitatorsQuery['siteFacilitators'][number];
type People = SiteFacilitatorsQuery['people']['nodes'];

/** One person per school who is in the room with students who learn from elsewhere. */
export default function FacilitatorsPage() {
  const { home } = useSession();
  const [chosen, setChosen] = useState<School | null>(null);
  const { data, error, refetch } = useQuery(SiteFacilitatorsDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, fetchPolicy: 'cache-and-network', context: { topics: ['school', 'account'] } });
  const may = home?.roles.some((held) => namers.includes(held.role)) === true;
  return (
    <Page
      title="Who looks after students at each school?"
      eyebrow={<><Link to="/people">People</Link> / Site facilitators</>}
      lead="A site facilitator is in the room with students who learn from another district, and may know the names of those of that school."
    >
      {!home ? (
        <Empty title="You act for a consortium">Districts name the facilitators of their own schools.</Empty>
      ) : data ? (
        <div className="panel">
          <Table
            caption={`Schools of ${home.name} and their facilitators`}
            captionHidden
            rows={data.siteFacilitators}
            rowKey={(row) => row.schoolId}
            empty={<Empty title="No schools yet">Your district has no schools here.</Empty>}
            columns={[
              { key: 'school', head: 'School', names: true, cell: (row) => row.schoolName },
              { key: 'person', head: 'Site facilitator', cell: (row) => row.name ?? <span className="muted">nobody named</span> },
              { key: 'since', head: 'Since', cell: (row) => (row.since == null ? '–' : dayWords(row.since.slice(0, 10))) },
              ...(may ? [{ key: 'name', head: 'Change', cell: (row: School) => <Button look="quiet" onClick={() => setChosen(row)}>{row.name == null ? 'Name somebody' : 'Change'}<span className="visually-hidden"> for {row.schoolName}</span></Button> }] : []),
            ]}
          />
        </div>
      ) : error ? (
        <ReadFailed error={error} what="The list of schools" retry={() => void refetch()} />
      ) : (
        <Bones lines={4} label="Loading schools" />
      )}
      {chosen && data ? <NameDialog key={chosen.schoolId} school={chosen} people={data.people.nodes} onClose={() => setChosen(null)} /> : null}
    </Page>
  );
}

function NameDialog({ school, people, onClose }: { school: School; people: People; onClose: () => void }) {
  const name = `facilitator.${school.schoolId}`;
  const form = useForm(name, { accountId: school.accountId ?? '' }, { draft: false });
  const command = useCommand(name, NameFacilitatorDocument, 'SiteFacilitator', topics);
  const submit = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, schoolId: school.schoolId, accountId: form.values.accountId || null } }));
    if (!done) return;
    announce(done.name == null ? `${done.schoolName} has no facilitator now` : `${done.name} looks after students at ${done.schoolName}`);
    onClose();
  };
  return (
    <CommandDialog title={`Who looks after students at ${school.schoolName}?`} answer="Save" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>That person may know the names of students of this school in shared classes, from now on. Whoever did it before may not any more.</p>
      <ChoiceField {...form.field('accountId')} label="Site facilitator" choices={[{ value: '', label: 'Nobody' }, ...people.filter(({ status }) => status === 'ACTIVE').map((one) => ({ value: one.id, label: one.displayName }))]} />
    </CommandDialog>
  );
}
