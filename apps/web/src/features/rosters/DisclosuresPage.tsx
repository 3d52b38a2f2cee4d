import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DisclosuresDocument } from '../../generated/rosters/roster.js';
import { instantWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { download, fileName } from '../../ui/download.js';
import { TextField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Bones, Empty } from '../../ui/States.js';
import { Table } from '../../ui/Table.js';
import css from './Rosters.module.css';
import { purposeWords, rightWords, wayWords } from './words.js';

const route = getRouteApi('/signed-in/people/disclosures');

/** A parent asks who has seen their child's name: the answer, to be read out, printed or sent. */
export default function DisclosuresPage() {
  const { home } = useSession();
  const { seat } = route.useSearch();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState<string | null>(null);
  const registrar = home?.roles.some((held) => held.role === 'REGISTRAR') === true;
  const student = number !== null ? { studentNumber: number } : seat !== undefined ? { seatId: seat } : null;
  // What is asked stays out of the cache: the number names a student.
  const { data, loading, error, refetch } = useQuery(DisclosuresDocument, { variables: { input: { districtId: home?.id ?? '', ...student } }, skip: !registrar || student === null, fetchPolicy: 'no-cache', context: { topics: ['disclosure'] } });
  const report = data?.disclosures;
  return (
    <Page
      title="Who has seen a student’s name?"
      eyebrow={<><Link to="/people">People</Link> / Disclosures</>}
      lead="Every time the name of one of your students in a shared class was opened: by whom, by what right, and what for."
      actions={report && report.entries.length > 0 ? <><Button icon="arrow" onClick={() => download(`${fileName('disclosures')}.csv`, report.csv, 'text/csv;charset=utf-8')}>Take it as a file (CSV)</Button><PrintButton /></> : undefined}
    >
      {registrar ? (
        <>
          <Section title="Which student?">
            <form
              noValidate
              className={css['open']}
              onSubmit={(event) => {
                event.preventDefault();
                setNumber(typed.trim() === '' ? null : typed.trim());
              }}
            >
              <TextField id="student-number" name="student-number" label={`Student number at ${home.shortName}`} hint="As it was entered when the student was placed." value={typed} onChange={setTyped} maxLength={20} />
              <Button look="primary" type="submit" busy={loading}>Show who has seen the name</Button>
            </form>
          </Section>
          {student === null ? null : report ? (
            <Section title={report.entries.length === 1 ? 'It was opened once' : `It was opened ${report.entries.length} times`}>
              <p className="muted">{number !== null ? `Student number ${number}.` : 'The student who sits in the seat you came from.'} Names that were opened more than once stand here each time.</p>
              <Table
                caption="Disclosures, newest first"
                captionHidden
                rows={report.entries}
                rowKey={(row) => `${row.id}${row.bookingId}`}
                empty={<Empty title="Nobody has opened this name">Either nobody looked, or no student of yours with this number was placed in a shared class. Check the number.</Empty>}
                columns={[
                  { key: 'at', head: 'When', names: true, cell: (row) => <time dateTime={row.at}>{instantWords(row.at)}</time> },
                  { key: 'who', head: 'Who', cell: (row) => <>{row.who}<span className={css['under']}>{row.district}</span></> },
                  { key: 'right', head: 'By what right', cell: (row) => rightWords[row.right] },
                  { key: 'purpose', head: 'What for', cell: (row) => <>{purposeWords[row.purpose]}<span className={css['under']}>{wayWords[row.way]}</span></> },
                  { key: 'course', head: 'Course', cell: (row) => <Link to="/bookings/$id" params={{ id: row.bookingId }}>{row.title}, {row.reference}</Link> },
                ]}
              />
            </Section>
          ) : error ? (
            <ReadFailed error={error} what="The list of disclosures" retry={() => void refetch()} />
          ) : (
            <Bones lines={4} label="Looking it up" />
          )}
        </>
      ) : (
        <Notice tone="plain" title="A registrar answers this.">
          Only a registrar of the student’s own district may ask who has seen a name. {home ? `Ask the registrar of ${home.shortName}.` : ''}
        </Notice>
      )}
    </Page>
  );
}
