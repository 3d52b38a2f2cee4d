import { useQuery } from '@apollo/client/react';
import { courseNeed } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type NeedPartsFragment, NeedsDocument, NeighborNeedsDocument, WithdrawNeedDocument } from '../../generated/needs/needs.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { mayTake } from '../../platform/may.js';
import { OursTabs } from '../../platform/OursTabs.js';
import { type Place, useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './Needs.module.css';
import { NeighborTable } from './NeighborTable.js';

type Need = NeedPartsFragment;
const looks: Record<Need['state'], { tone: Tone; icon: IconName }> = { OPEN: { tone: 'info', icon: 'search' }, MET: { tone: 'good', icon: 'check' }, WITHDRAWN: { tone: 'plain', icon: 'back' }, EXPIRED: { tone: 'plain', icon: 'clock' } };
const stateOf = (state: Need['state']) => <Tag {...looks[state]}>{courseNeed.table.states[state.toLowerCase() as Lowercase<Need['state']>].label}</Tag>;

export default function NeedsPage() {
  const { home } = useSession();
  return home ? <OfDistrict home={home} /> : <OfOffice />;
}

/** A consortium looks for nothing itself; its officers see what its members do. */
function OfOffice() {
  const { data, error, refetch } = useQuery(NeighborNeedsDocument, { variables: {}, context: { topics: ['need'] } });
  return (
    <Page title="What do our members look for?" wide documentTitle="Needs">
      {error && !data ? <ReadFailed error={error} what="The list" retry={() => void refetch()} /> : data ? data.neighborNeeds.length > 0 ? <NeighborTable lines={data.neighborNeeds} home={null} /> : <Empty title="Nobody looks for anything just now">Counselors of the members post what they miss in the catalogue.</Empty> : <Bones lines={4} label="Loading the list" />}
    </Page>
  );
}

function OfDistrict({ home }: { home: Place }) {
  const { data, error, refetch } = useQuery(NeedsDocument, { variables: { districtId: home.id }, fetchPolicy: 'cache-and-network', context: { topics: ['need', 'booking'] } });
  const [ending, setEnding] = useState<Need | null>(null);
  const mayPost = mayTake(courseNeed, 'post', home);
  const post = mayPost ? <ButtonLink to="/bookings/needs/new" search={{}} look="primary">Post what we look for</ButtonLink> : undefined;
  const columns: Column<Need>[] = [
    {
      key: 'what', head: 'Course', names: true,
      cell: (need) => (
        <>
          {need.mayChange ? <Link to="/bookings/needs/$id" params={{ id: need.id }}>{need.title}</Link> : need.title}
          <span className={css['under']}>{need.sced ? `${need.sced.code} ${need.sced.title}` : need.area.name}</span>
        </>
      ),
    },
    { key: 'wish', head: 'When and how', cell: (need) => <>{need.schoolYear}<span className={css['under']}>{need.wishWords}</span></> },
    { key: 'seats', head: 'Students', figure: true, cell: (need) => (need.seatsBooked === 0 ? need.seats : `${Math.min(need.seatsBooked, need.seats)} of ${need.seats} booked`) },
    { key: 'until', head: 'Until', cell: (need) => dayWords(need.until) },
    {
      key: 'state', head: 'State',
      cell: (need) => (
        <div className={css['state']}>
          {stateOf(need.state)}
          {need.mayChange ? <Button look="quiet" onClick={() => setEnding(need)}>Take back<span className="visually-hidden"> {need.title}</span></Button> : null}
        </div>
      ),
    },
  ];
  return (
    <Page title="What do we look for?" wide documentTitle="What we look for" lead={`What ${home.name} misses in the catalogue, and what its neighbors do. Who teaches the subject is told.`} actions={post}>
      <OursTabs chosen="needs" />
      {error && !data ? (
        <ReadFailed error={error} what="The list" retry={() => void refetch()} />
      ) : data ? (
        <>
          <Section title="What is ours?">
            <Table
              caption={`What ${home.shortName} looks for`} captionHidden columns={columns} rows={data.courseNeeds} rowKey={(need) => need.id}
              empty={<Empty title="Nothing is posted yet">When the catalogue has no course for your students, post what you look for. Needs of several districts add up, and one of them may open a section.</Empty>}
            />
          </Section>
          <Section title="What do our neighbors look for?">
            {data.neighborNeeds.length > 0 ? <NeighborTable lines={data.neighborNeeds} home={home} /> : <Empty title="No neighbor looks for anything just now">What other members post stands here, added up.</Empty>}
          </Section>
        </>
      ) : (
        <Bones lines={6} label="Loading the list" />
      )}
      {ending ? <TakeBack need={ending} onClose={() => setEnding(null)} /> : null}
    </Page>
  );
}

const topics = ['need'] as const;

function TakeBack({ need, onClose }: { need: Need; onClose: () => void }) {
  const command = useCommand(`need.withdraw.${need.id}`, WithdrawNeedDocument, 'CourseNeed', topics);
  const takeBack = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, needId: need.id } })))) return;
    announce('Taken back');
    onClose();
  };
  return (
    <Dialog title="Take it back?" onClose={onClose}>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>
        {need.title}, {need.seats} {need.seats === 1 ? 'student' : 'students'}. Neighbors no longer count it, and nobody opens a section for it. It can be posted again.
      </p>
      <div className="row">
        <Button look="primary" busy={command.busy} onClick={() => void takeBack()}>
          Take it back
        </Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
