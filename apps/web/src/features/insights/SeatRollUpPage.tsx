import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { SeatRollUpDocument, type SeatRollUpQuery } from '../../generated/insights/roll-up.js';
import { PageReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';
import { ChoiceField } from '../../ui/Field.js';
import { Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';

const route = getRouteApi('/signed-in/consortium/$id/seats');
type RollUp = NonNullable<SeatRollUpQuery['seatRollUp']>;

export default function SeatRollUpPage() {
  const { id } = route.useParams();
  const { year } = route.useSearch();
  const { data, error, refetch } = useQuery(SeatRollUpDocument, { variables: { consortiumId: id, year: year ?? null }, fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'section'] } });
  if (data?.seatRollUp) return <RollUpPanel shown={data.seatRollUp} />;
  if (error) return <PageReadFailed what="these counts" error={error} retry={() => void refetch()} />;
  if (!data) return <PageBones label="Counting seats" />;
  return (
    <Page title="Who gives and takes seats?">
      <Empty title="No seats were given here yet" actions={<ButtonLink to="/find" look="primary">Find a course</ButtonLink>}>
        Once a member accepts a neighbor’s request, its seats are counted here, by school year.
      </Empty>
    </Page>
  );
}

function RollUpPanel({ shown }: { shown: RollUp }) {
  const { places } = useSession();
  const navigate = route.useNavigate();
  const hidden = shown.total == null || shown.rows.some((row) => row.given == null || row.taken == null);
  const count = (value: number | null | undefined) => (value == null ? <span className="muted">not shown</span> : value);
  return (
    <Page
      title="Who gives and takes seats?"
      documentTitle={`Seats given and taken, ${shown.name}`}
      eyebrow={<><Link to="/consortium/$id" params={{ id: shown.consortiumId }}>{shown.name}</Link> / Seats</>}
      lead={`Seats that members of ${shown.name} give to students of other members, in ${shown.year}.`}
      actions={<><Button icon="arrow" onClick={() => download(`${fileName(`seats ${shown.name} ${shown.year}`)}.csv`, shown.csv, 'text/csv;charset=utf-8')}>Take it as a file (CSV)</Button><PrintButton /></>}
    >
      <Section title="By district">
        {shown.years.length > 1 ? (
          <ChoiceField id="year" name="year" label="School year" narrow value={shown.year} onChange={(year) => void navigate({ search: { year } })} choices={shown.years.map((year) => ({ value: year, label: year }))} />
        ) : null}
        <Table
          caption={`Seats given and taken in ${shown.year}, by district`}
          captionHidden
          rows={[...shown.rows, { districtId: 'all', name: 'All members', given: shown.total ?? null, taken: shown.total ?? null }]}
          rowKey={(row) => row.districtId}
          columns={[
            { key: 'name', head: 'District', names: true, cell: (row) => (row.districtId === 'all' ? <strong>{row.name}</strong> : <>{row.name}{places.some((place) => place.id === row.districtId) ? <span className="muted"> (yours)</span> : null}</>) },
            { key: 'given', head: 'Seats given', figure: true, cell: (row) => count(row.given) },
            { key: 'taken', head: 'Seats taken', figure: true, cell: (row) => count(row.taken) },
          ]}
        />
        {hidden ? (
          <p className="muted">
            Counts below {shown.smallest} are not shown, because a few students could be recognized; others are left out with them, so that none can be worked out. You always see your own district’s, but they are not in the file.
          </p>
        ) : null}
      </Section>
    </Page>
  );
}
