import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { OneWindowDocument, type OneWindowQuery } from '../../generated/windows/windows.js';
import { useServerNow } from '../../platform/clock.js';
import { instantWords, leftWords } from '../../platform/dates.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Bars } from '../../ui/Bars.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { RequestTable } from './OurRequests.js';
import { CancelWindowDialog, ExtendWindowDialog } from './WindowDialogs.js';
import css from './Windows.module.css';
import { phaseOf, phaseTag, seatsOf, type Window } from './words.js';

const route = getRouteApi('/signed-in/windows/$id');
type Progress = OneWindowQuery['windowProgress'];

export default function WindowPage() {
  const { id } = route.useParams();
  const { home } = useSession();
  const { data, error, refetch } = useQuery(OneWindowDocument, { variables: { id, districtId: home?.id ?? '', forDistrict: home !== null }, fetchPolicy: 'cache-and-network', context: { topics: ['window', 'section'] } });
  if (data?.requestWindow) return <WindowPanel key={id} window={data.requestWindow} progress={data.windowProgress} requests={(data.windowRequests ?? []).filter((one) => one.windowId === id)} homeName={home?.shortName ?? null} />;
  if (error) return <PageReadFailed what="this request window" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this request window" back={{ to: '/consortium', words: 'See your consortium' }} />;
  return <PageBones label="Loading the request window" />;
}

function WindowPanel({ window, progress, requests, homeName }: { window: Window; progress: Progress; requests: NonNullable<OneWindowQuery['windowRequests']>; homeName: string | null }) {
  const [open, setOpen] = useState<'extend' | 'cancel' | null>(null);
  const now = useServerNow();
  const phase = phaseOf(window, now);
  const over = phase === 'allotted';
  const asked = progress.reduce((sum, one) => sum + one.seatsAsked, 0);
  const there = progress.reduce((sum, one) => sum + one.seats, 0);
  const given = progress.reduce((sum, one) => sum + (one.seatsGiven ?? 0), 0);
  return (
    <Page
      title={over ? `How were seats of ${window.schoolYear} allotted?` : `Who asks for seats of ${window.schoolYear}?`}
      documentTitle={`Requests for ${window.schoolYear}`}
      eyebrow={<><Link to="/consortium/$id" params={{ id: window.consortiumId }}>{window.consortiumName ?? 'Consortium'}</Link> / <Link to="/consortium/$id/windows" params={{ id: window.consortiumId }}>Request windows</Link></>}
      wide
      actions={
        <>
          {window.mayExtend ? <Button onClick={() => setOpen('extend')}>Give more time</Button> : null}
          {window.mayCancel ? <Button look="quiet" onClick={() => setOpen('cancel')}>Cancel the window</Button> : null}
          <PrintButton />
        </>
      }
    >
      {phase === 'canceled' ? <Notice tone="warn" title="This window was canceled.">{window.reason}</Notice> : null}
      <section aria-label="In short" className="panel">
        <Facts
          across
          items={[
            ['State', phaseTag(phase)],
            ['Takes requests', <>from {instantWords(window.opensAt)}</>],
            [over ? 'Closed' : 'Closes', <>{instantWords(window.closesAt)}{phase === 'open' ? <span className={css['under']}>{leftWords(Date.parse(window.closesAt) - now)} left{window.extended ? '; moved once' : ''}</span> : null}</>],
            [over ? 'Seats asked for and given' : 'Seats asked for', <>{over ? `${given} of ${asked}` : `${asked}, of ${there} there are`}</>],
          ]}
        />
        <p className={css['order']}><strong>The order:</strong> {window.orderWords}</p>
      </section>
      {requests.length > 0 && homeName !== null ? (
        <Section title={over ? `What came of ${homeName}’s requests?` : `What does ${homeName} ask for?`}>
          <RequestTable requests={requests} caption={`Requests of ${homeName} in this window`} />
        </Section>
      ) : null}
      <Section title={over ? 'Where was more asked for than there was?' : 'Where is more asked for than there is?'} aside={<span className="muted">{progress.length} {progress.length === 1 ? 'section' : 'sections'}</span>}>
        <Demand progress={progress} over={over} />
      </Section>
      {open === 'extend' ? <ExtendWindowDialog window={window} onClose={() => setOpen(null)} /> : null}
      {open === 'cancel' ? <CancelWindowDialog window={window} asked={asked} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

/** Demand against seats, drawn and as a table; where most is asked for in proportion comes first. */
function Demand({ progress, over }: { progress: Progress; over: boolean }) {
  const rows = [...progress].sort((a, b) => b.seatsAsked - b.seats - (a.seatsAsked - a.seats) || a.title.localeCompare(b.title));
  const wanted = rows.filter((one) => one.seatsAsked > 0);
  const quiet = rows.filter((one) => one.seatsAsked === 0);
  const drawn = wanted.slice(0, 12);
  if (rows.length === 0) return <Empty title="No section is shared for that year yet">Sections that members publish while the window is open are in it from then on.</Empty>;
  return (
    <>
      {drawn.length > 0 ? (
        <div className={css['drawing']}>
          <Bars series={['Seats asked for', over ? 'Seats there were' : 'Seats there are']} groups={drawn.map((one) => ({ key: one.sectionId, label: one.title, values: [one.seatsAsked, one.seats], strong: one.seatsAsked > one.seats }))} format={String} />
        </div>
      ) : null}
      {wanted.length > 0 ? <Table
        caption={`Sections and what is asked for in them${over ? ', and what was given' : ''}`}
        captionHidden
        rows={wanted}
        rowKey={(one) => one.sectionId}
        columns={[
          { key: 'title', head: 'Section', names: true, cell: (one) => <><Link to="/sections/$id" params={{ id: one.sectionId }}>{one.title}</Link><span className={css['under']}>{one.teachingName}</span></> },
          { key: 'districts', head: 'Districts', figure: true, cell: (one) => one.districts },
          { key: 'asked', head: 'Asked for', figure: true, cell: (one) => one.seatsAsked },
          { key: 'seats', head: over ? 'There were' : 'There are', figure: true, cell: (one) => one.seats },
          over
            ? { key: 'given', head: 'Given', figure: true, cell: (one) => one.seatsGiven ?? 0 }
            : { key: 'missing', head: 'Missing', figure: true, cell: (one) => (one.seatsAsked > one.seats ? <strong>{one.seatsAsked - one.seats}</strong> : <span className="muted">none</span>) },
        ]}
      /> : null}
      {quiet.length > 0 ? (
        <p>
          {over ? 'Nobody asked in ' : 'Nobody asks yet in '}
          {quiet.map((one, at) => (
            <span key={one.sectionId}>
              {at === 0 ? '' : at === quiet.length - 1 ? ' and ' : ', '}
              <Link to="/sections/$id" params={{ id: one.sectionId }}>{one.title}</Link> ({one.teachingName}, {seatsOf(one.seats)})
            </span>
          ))}
          .
        </p>
      ) : null}
      {wanted.length > 0 ? <p className="muted small">Districts are counted, not named.</p> : null}
    </>
  );
}
