import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { WindowsDocument, type WindowsQuery } from '../../generated/windows/windows.js';
import { useServerNow } from '../../platform/clock.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { Button } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { OpenWindowDialog } from './OpenWindowDialog.js';
import { closesWords, opensWords, phaseOf, phaseTag } from './words.js';

const route = getRouteApi('/signed-in/consortium/$id/windows');

export default function WindowsPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(WindowsDocument, { variables: { consortiumId: id }, fetchPolicy: 'cache-and-network', context: { topics: ['window'] } });
  if (data?.consortium) return <WindowsPanel shown={data} consortium={data.consortium} years={async () => (await refetch()).data?.windowYears ?? []} />;
  if (error) return <PageReadFailed what="the request windows" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this consortium" back={{ to: '/consortium', words: 'See your consortium' }} />;
  return <PageBones label="Loading the request windows" />;
}

type Years = WindowsQuery['windowYears'];

function WindowsPanel({ shown, consortium, years }: { shown: WindowsQuery; consortium: NonNullable<WindowsQuery['consortium']>; years: () => Promise<Years> }) {
  // The years one could choose from when the question was asked: once the window is open there may be none left.
  const [opening, setOpening] = useState<Years | null>(null);
  const [asking, setAsking] = useState(false);
  // What this browser remembers may lack the year whose window was just canceled.
  const open = async () => {
    setAsking(true);
    const now = await years().catch(() => shown.windowYears);
    setAsking(false);
    if (now.length > 0) setOpening(now);
  };
  const now = useServerNow();
  const mayOpen = shown.windowYears.length > 0;
  return (
    <Page
      title="When are seats asked for?"
      documentTitle={`Request windows of ${consortium.name}`}
      eyebrow={<><Link to="/consortium/$id" params={{ id: consortium.id }}>{consortium.name}</Link> / Request windows</>}
      lead="In a request window nobody is too late: members say what they want for a school year, and at the close the seats are allotted by the order they agreed on. Afterwards it is first come."
      actions={mayOpen ? <Button look="primary" busy={asking} onClick={() => void open()}>Open a request window</Button> : undefined}
    >
      <Section title="Which windows are there?">
        <Table
          caption={`Request windows of ${consortium.name}, those that are open first`}
          captionHidden
          rows={shown.requestWindows}
          rowKey={(window) => window.id}
          empty={<Empty title="No window was opened yet">{mayOpen ? 'Open one when next year’s courses are chosen: late winter, for most.' : 'The coordinator opens one when next year’s courses are chosen. Until then seats are first come.'}</Empty>}
          columns={[
            { key: 'year', head: 'School year', names: true, cell: (window) => <Link to="/windows/$id" params={{ id: window.id }}>{window.schoolYear}</Link> },
            { key: 'opens', head: 'From', cell: (window) => opensWords(window) },
            { key: 'closes', head: 'Until', cell: (window) => closesWords(window) },
            { key: 'state', head: 'State', cell: (window) => phaseTag(phaseOf(window, now)) },
          ]}
        />
      </Section>
      {opening ? <OpenWindowDialog consortium={consortium} years={opening} onClose={() => setOpening(null)} /> : null}
    </Page>
  );
}
