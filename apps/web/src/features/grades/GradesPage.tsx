import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { GradeSheetsDocument, type SheetPartsFragment } from '../../generated/grades/grades.js';
import { dayWords, instantWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { OursTabs } from '../../platform/OursTabs.js';
import { useSession } from '../../platform/session.js';
import { ButtonLink } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import css from './Grades.module.css';
import { sheetTag, topics } from './words.js';

type Sheet = SheetPartsFragment;

/** Grades on both sides: those we wait for and answer, and those we give. */
export default function GradesPage() {
  const { home } = useSession();
  const { data, error, refetch } = useQuery(GradeSheetsDocument, { variables: { districtId: home?.id ?? '' }, skip: !home, fetchPolicy: 'cache-and-network', context: { topics } });
  const title = 'Which grades wait, and by when?';
  if (!home) {
    return (
      <Page title={title} documentTitle="Grades">
        <Empty title="Grades belong to districts">You act for a consortium. Its members give and accept grades here.</Empty>
      </Page>
    );
  }
  const sheets = data?.gradeSheets;
  const ours = sheets?.filter((sheet) => sheet.homeDistrict.id === home.id) ?? [];
  const given = sheets?.filter((sheet) => sheet.teachingDistrict.id === home.id) ?? [];
  const enters = home.roles.some((held) => held.role === 'TEACHER' || held.role === 'REGISTRAR');
  return (
    <Page title={title} wide documentTitle="Grades" lead={`Of students of ${home.name} elsewhere, and of classes that ${home.shortName} teaches for others.`} actions={<ButtonLink to="/bookings/grades/scale">How we grade</ButtonLink>}>
      <OursTabs chosen="grades" />
      {sheets ? (
        <>
          <Section title="Grades of our students">
            <Table
              caption="Grades of our students"
              captionHidden
              rows={ours}
              rowKey={(row) => row.bookingId}
              empty={<Empty title="No grades to accept">When a class of your students ends, its grades come here and to your registrar’s inbox.</Empty>}
              columns={[
                { key: 'course', head: 'Course', names: true, cell: (row) => <><Link to="/bookings/$id/grades" params={{ id: row.bookingId }}>{row.title}</Link><span className={css['under']}>{row.reference}</span></> },
                { key: 'with', head: 'Taught by', cell: (row) => row.teachingDistrict.shortName },
                ...shared,
              ]}
            />
          </Section>
          <Section title="Grades we give">
            <Table
              caption="Grades we give"
              captionHidden
              rows={given}
              rowKey={(row) => row.bookingId}
              empty={<Empty title="No grades to give">When a class you teach for others nears its end, it comes here with the day its grades are due.</Empty>}
              columns={[
                { key: 'course', head: 'Course', names: true, cell: (row) => <>{enters ? <Link to="/sections/$id/grades" params={{ id: row.sectionId }}>{row.title}</Link> : row.title}<span className={css['under']}>{row.reference}</span></> },
                { key: 'with', head: 'Students of', cell: (row) => row.homeDistrict.shortName },
                ...shared,
              ]}
            />
          </Section>
        </>
      ) : error ? (
        <ReadFailed error={error} what="The list of grades" retry={() => void refetch()} />
      ) : (
        <Bones lines={5} label="Loading grades" />
      )}
    </Page>
  );
}

const shared: Column<Sheet>[] = [
  { key: 'students', head: 'Students', figure: true, cell: (row) => (row.students > 0 ? row.students : <>0<span className={css['under']}>of {row.seats} placed</span></>) },
  { key: 'ended', head: 'Last day', deskOnly: true, cell: (row) => dayWords(row.lastDay) },
  { key: 'when', head: 'By when', cell: (row) => (row.state === 'OPEN' ? `due ${dayWords(row.dueOn)}` : row.answerBy != null ? `answer by ${instantWords(row.answerBy)}` : row.state === 'DISPUTED' ? 'to be corrected' : 'done') },
  { key: 'state', head: 'State', cell: (row) => sheetTag(row.state) },
];
