import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ClassRosterDocument, type ClassRosterQuery } from '../../generated/rosters/roster.js';
import { spanWords } from '../../platform/dates.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Empty, PageBones } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import { seatWords, stateTag } from '../courses/index.js';
import { useNames } from './names.js';
import { OpenNames } from './OpenNames.js';
import { Asked } from './RosterPanel.js';

const route = getRouteApi('/signed-in/sections/$id/roster');
type Class = NonNullable<ClassRosterQuery['classRoster']>;

export default function ClassPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(ClassRosterDocument, { variables: { sectionId: id }, fetchPolicy: 'cache-and-network', context: { topics: ['booking', 'roster', 'section'] } });
  if (data?.classRoster) return <ClassPanel key={id} shown={data.classRoster} />;
  if (error) return <PageReadFailed what="this class" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this class list" back={{ to: '/bookings/courses', words: 'See what we share' }} />;
  return <PageBones label="Loading the class" />;
}

/** One class across districts: who sends how many, and for those who may know, who they are. */
function ClassPanel({ shown }: { shown: Class }) {
  const names = useNames({ sectionId: shown.sectionId }, shown.title);
  const seats = shown.bookings.reduce((sum, one) => sum + one.seats, 0);
  const placed = shown.bookings.reduce((sum, one) => sum + one.placed, 0);
  return (
    <Page
      title="Who is in this class?"
      documentTitle={`Class list, ${shown.title}`}
      eyebrow={
        <>
          <Link to="/bookings/courses">What we share</Link> / <Link to="/sections/$id" params={{ id: shown.sectionId }}>{shown.title}</Link>
        </>
      }
      lead={`${shown.title}, ${shown.termName}, ${spanWords(shown.firstDay, shown.lastDay)}: ${placed} ${placed === 1 ? 'student' : 'students'} in ${seatWords(seats)}.`}
      actions={<PrintButton />}
    >
      <Section title="From which districts?">
        <Table
          caption={`Seats in ${shown.title} by district`}
          captionHidden
          rows={shown.bookings}
          rowKey={(row) => row.bookingId}
          empty={<Empty title="No seats are given yet">Once you accept a request, its seats stand here; names follow shortly before the first day.</Empty>}
          columns={[
            { key: 'district', head: 'District', names: true, cell: (row) => row.homeDistrict.shortName },
            { key: 'booking', head: 'Booking', cell: (row) => <Link to="/bookings/$id/roster" params={{ id: row.bookingId }}>{row.reference}</Link> },
            { key: 'seats', head: 'Seats', figure: true, cell: (row) => row.seats },
            { key: 'placed', head: 'With a student', figure: true, cell: (row) => row.placed },
            { key: 'state', head: 'State', cell: (row) => stateTag(row.state) },
          ]}
        />
      </Section>
      {placed > 0 ? (
        <Section title="Who are they?">
          <OpenNames rights={shown.rights} names={names} />
          {names.students ? (
            <Table
              caption={`Students in ${shown.title}`}
              captionHidden
              rows={names.students}
              rowKey={(row) => row.seatId}
              columns={[
                { key: 'name', head: 'Student', names: true, cell: (row) => `${row.familyName}, ${row.givenName}` },
                { key: 'grade', head: 'Grade', figure: true, cell: (row) => row.gradeLevel },
                { key: 'from', head: 'From', cell: (row) => `${row.school}, ${row.homeDistrict}` },
                { key: 'number', head: 'Number there', cell: (row) => row.studentNumber },
                { key: 'ask', head: 'Whom to ask', cell: (row) => <Asked name={row} /> },
              ]}
            />
          ) : null}
        </Section>
      ) : null}
    </Page>
  );
}
