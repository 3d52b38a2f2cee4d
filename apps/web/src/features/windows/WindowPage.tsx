import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
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
import { closesWords, opensWords, type Phase, phaseOf, phaseTag, seatsOf, type Window } from './words.js';

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

const titles: Record<Phase, (year: string) => string> = {
  ahead: (year) => `When can seats of ${year} be asked for?`,
  open: (year) => `Who asks for seats of ${year}?`,
  closing: (year) => `How far are seats of ${year} allotted?`,
  allotted: (year) => `How were seats of ${year} allotted?`,
  canceled: (year) => `Why were no seats of ${year} allotted?`,
};

function WindowPanel({ window, progress, requests, homeName }: { window: Window; progress: Progress; requests: NonNullable<OneWindowQuery['windowRequests']>; homeName: string | null }) {
  const [open, setOpen] = useState<'extend' | 'cancel' | null>(null);
  const now = useServerNow();
  const phase = phaseOf(window, now);
  const over = phase === 'allotted';
  const asked = progress.some((one) => one.districts !== 0);
  return (
    <Page
      title={titles[phase](window.schoolYear)}
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
      <Standing window={window} phase={phase} progress={progress} now={now} />
      <section aria-label="In short" className="panel">
        <Facts across items={[['State', phaseTag(phase)], ...days(window, phase, now), over ? ['Seats asked for and given', sums(progress)] : null]} />
        {phase === 'canceled' ? null : <p className={css['order']}><strong>The order:</strong> {window.orderWords}</p>}
      </section>
      {requests.length > 0 && homeName !== null ? (
        <Section title={over ? `What came of ${homeName}’s requests?` : `What does ${homeName} ask for?`}>
          <RequestTable requests={requests} caption={`Requests of ${homeName} in this window`} />
        </Section>
      ) : null}
      {phase === 'canceled' ? null : (
        <Section title={over ? 'Where was more asked for than there was?' : phase === 'ahead' ? 'Which sections will be in it?' : 'Where is more asked for than there is?'} aside={<span className="muted">{progress.length} {progress.length === 1 ? 'section' : 'sections'}</span>}>
          <Demand progress={progress} phase={phase} />
        </Section>
      )}
      {open === 'extend' ? <ExtendWindowDialog window={window} onClose={() => setOpen(null)} /> : null}
      {open === 'cancel' ? <CancelWindowDialog window={window} asked={asked} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

/** What a phase means for whoever comes now; nothing while requests are taken: the page is about that. */
function Standing({ window, phase, progress, now }: { window: Window; phase: Phase; progress: Progress; now: number }) {
  if (phase === 'ahead') {
    return (
      <Notice tone="info" title={`Requests are taken from ${opensWords(window)} on, in ${leftWords(Date.parse(window.opensAt) - now)}.`}>
        Until then nobody takes seats of {window.schoolYear}, and nobody asks. Look at the courses, and agree at home on how many seats you want and the fewest that would help.
      </Notice>
    );
  }
  if (phase === 'closing') {
    const done = progress.filter((one) => one.allotted).length;
    return (
      <Notice tone="info" title={done === 0 ? 'Requests have closed. The seats are being allotted.' : `Requests have closed. ${done} of ${progress.length} sections are allotted.`}>
        This goes by itself, section by section; nobody can ask or take seats meanwhile. Each district is told in its inbox what it has, where it stands and why.
        {window.mayCancel ? ' As long as it has not begun you can still cancel the window: then what was asked for keeps its places in line, and seats are first come again.' : ''}
      </Notice>
    );
  }
  if (phase === 'canceled') {
    return (
      <Notice tone="warn" title={`This window was canceled${window.endedAt == null ? '' : ` on ${instantWords(window.endedAt, window.timeZone)}`}.`}>
        <p>{window.reason}</p>
        <p>
          Nothing was allotted. What was asked for kept its places in line, what was free was offered to the lines, and seats of {window.schoolYear} are first come until another window opens. <Link to="/find">Find a course</Link>
        </p>
      </Notice>
    );
  }
  return null;
}

/** Its days, as far as they are of use. */
function days(window: Window, phase: Phase, now: number): [string, ReactNode][] {
  const opens: [string, ReactNode] = [phase === 'canceled' ? 'Was to take requests' : 'Takes requests', <>from {opensWords(window)}</>];
  const closes: [string, ReactNode] = [phase === 'allotted' || phase === 'closing' ? 'Closed' : phase === 'canceled' ? 'Was to close' : 'Closes', (
    <>
      {closesWords(window)}
      {phase === 'open' ? <span className={css['under']}>{leftWords(Date.parse(window.closesAt) - now)} left{window.extended ? '; moved once' : ''}</span> : null}
    </>
  )];
  return [opens, closes];
}

/** Of the sections that are told: a total that counted the others would tell them too. */
function sums(progress: Progress): ReactNode {
  const told = progress.filter((one) => one.seatsAsked != null);
  const hidden = progress.length - told.length;
  const sum = (pick: (one: Progress[number]) => number | null | undefined) => told.reduce((all, one) => all + (pick(one) ?? 0), 0);
  return (
    <>
      {sum((one) => one.seatsGiven)} of {sum((one) => one.seatsAsked)}
      {hidden > 0 ? <span className={css['under']}>without {hidden} {hidden === 1 ? 'section' : 'sections'} in which few asked</span> : null}
    </>
  );
}

/** Demand against seats, drawn and as a table; where most is asked for in proportion comes first. */
function Demand({ progress, phase }: { progress: Progress; phase: Phase }) {
  const over = phase === 'allotted';
  const rows = [...progress].sort((a, b) => (b.seatsAsked ?? 0) - b.seats - ((a.seatsAsked ?? 0) - a.seats) || a.title.localeCompare(b.title));
  const wanted = rows.filter((one) => one.districts !== 0);
  const quiet = rows.filter((one) => one.districts === 0);
  const drawn = wanted.filter((one) => one.seatsAsked != null).slice(0, 12);
  const hidden = wanted.some((one) => one.seatsAsked == null);
  if (rows.length === 0) return <Empty title="No section is shared for that year yet">Sections that members publish while the window is open are in it from then on.</Empty>;
  return (
    <>
      {drawn.length > 0 ? (
        <div className={css['drawing']}>
          <Bars series={[over ? 'Seats asked for' : 'Seats asked for, at the least', over ? 'Seats there were' : 'Seats there are']} groups={drawn.map((one) => ({ key: one.sectionId, label: one.title, values: [one.seatsAsked ?? null, one.seats], strong: (one.seatsAsked ?? 0) > one.seats }))} format={String} />
        </div>
      ) : null}
      {wanted.length > 0 ? <Table
        caption={`Sections and what is asked for in them${over ? ', and what was given' : ''}`}
        captionHidden
        rows={wanted}
        rowKey={(one) => one.sectionId}
        columns={[
          { key: 'title', head: 'Section', names: true, cell: (one) => <><Link to="/sections/$id" params={{ id: one.sectionId }}>{one.title}</Link><span className={css['under']}>{one.teachingName}</span></> },
          { key: 'districts', head: 'Districts', figure: true, cell: (one) => one.districts ?? <span className="muted">few</span> },
          { key: 'asked', head: 'Asked for', figure: true, cell: (one) => one.seatsAsked == null ? <span className="muted">not told</span> : one.allotted ? one.seatsAsked : `${one.seatsAsked} or more` },
          { key: 'seats', head: over ? 'There were' : 'There are', figure: true, cell: (one) => one.seats },
          over
            ? { key: 'given', head: 'Given', figure: true, cell: (one) => one.seatsGiven ?? <span className="muted">not told</span> }
            : { key: 'missing', head: 'Missing', figure: true, cell: (one) => missing(one) },
        ]}
      /> : null}
      {quiet.length > 0 ? (
        <p>
          {over ? 'Nobody asked in ' : phase === 'ahead' ? 'In it so far: ' : 'Nobody asks yet in '}
          {quiet.map((one, at) => (
            <span key={one.sectionId}>
              {at === 0 ? '' : at === quiet.length - 1 ? ' and ' : ', '}
              <Link to="/sections/$id" params={{ id: one.sectionId }}>{one.title}</Link> ({one.teachingName}, {seatsOf(one.seats)})
            </span>
          ))}
          .
        </p>
      ) : null}
      {phase === 'ahead' ? <p className="muted small">Sections that members publish until the close are in it too.</p> : null}
      {wanted.length > 0 ? (
        <p className="muted small">
          Districts are counted, not named. {over ? '' : 'Until the seats are allotted, sums are told in steps. '}{hidden ? 'Where few ask, no number is told: a single district’s request could be worked out of it.' : ''}
        </p>
      ) : null}
    </>
  );
}

function missing({ seats, seatsAsked, allotted }: Progress[number]): ReactNode {
  if (seatsAsked == null) return <span className="muted">not told</span>;
  if (seatsAsked > seats) return <strong>{seatsAsked - seats}{allotted ? '' : ' or more'}</strong>;
  return <span className="muted">{allotted ? 'none' : 'perhaps none'}</span>;
}
