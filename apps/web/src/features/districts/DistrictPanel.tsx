import { Link } from '@tanstack/react-router';
import { type DistrictQuery } from '../../generated/districts/district.js';
import { zoneWords } from '../../platform/dates.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { BellTable, CalendarPanel } from '../calendars/index.js';
import { Contacts } from './Contacts.js';
import { Counts } from './Counts.js';
import { placeWords } from './words.js';

export type DistrictShown = NonNullable<DistrictQuery['district']>;
type School = DistrictShown['schools'][number];

const gradesOf = (school: School): string => (school.lowestGrade && school.highestGrade ? `${school.lowestGrade}–${school.highestGrade}` : 'unknown');

export function DistrictPanel({ district }: { district: DistrictShown }) {
  const bells = district.schools.filter((school) => school.bellSchedule.length > 0);
  return (
    <Page title={`Who is ${district.shortName}?`} documentTitle={district.name} eyebrow={placeWords(district.city, district.county)} lead={`${district.name}${district.localeWords ? `. ${district.localeWords}` : ''}.`} actions={<PrintButton />}>
      <Columns
        main={
          <>
            <Section title="Which schools?">
              <Table
                caption={`Schools of ${district.name}`}
                captionHidden
                rows={district.schools}
                rowKey={(school) => school.id}
                empty={<p className="muted">No schools are listed.</p>}
                columns={[
                  {
                    key: 'name',
                    head: 'School',
                    names: true,
                    cell: (school) => (
                      <>
                        {school.name} {school.virtual ? <Tag icon="info">Virtual</Tag> : null}
                      </>
                    ),
                  },
                  { key: 'level', head: 'Level', cell: (school) => school.level },
                  { key: 'grades', head: 'Grades', cell: gradesOf },
                  { key: 'nces', head: 'NCES number', deskOnly: true, cell: (school) => <span className="num muted">{school.ncesSchoolId ?? 'none'}</span> },
                  { key: 'students', head: 'Students', figure: true, cell: (school) => school.enrollment?.toLocaleString('en-US') ?? 'unknown' },
                ]}
              />
            </Section>
            <Counts counts={district.counts} />
            <CalendarPanel year={district.schoolYear ?? null} zoneName={zoneWords(district.timeZone)} />
            {bells.length > 0 ? (
              <Section title="When does the bell ring?">
                {bells.map((school) => (
                  <BellTable key={school.id} schoolName={school.name} periods={school.bellSchedule} />
                ))}
              </Section>
            ) : null}
          </>
        }
        side={
          <>
            <Section title="In short">
              <Facts
                items={[
                  ['Shares now', <Link key="s" to="/find" search={{ district: [district.id] }}>{`${district.openSections} open ${district.openSections === 1 ? 'section' : 'sections'}`}</Link>],
                  ['Time zone', zoneWords(district.timeZone)],
                  ['NCES number', <span key="n" className="num">{district.ncesLeaId ?? 'none'}</span>],
                  district.stateId ? ['State number', <span key="i" className="num">{district.stateId}</span>] : null,
                  district.landAreaKm2 == null ? null : ['Area', areaWords(district.landAreaKm2)],
                  [
                    'Consortia',
                    <ul key="c" className="stack-s">
                      {district.consortia.map((one) => (
                        <li key={one.id}>
                          <Link to="/consortium/$id" params={{ id: one.id }}>
                            {one.name}
                          </Link>
                        </li>
                      ))}
                    </ul>,
                  ],
                ]}
              />
            </Section>
            <Section title="Whom to call?">
              <Contacts contacts={district.contacts} />
            </Section>
          </>
        }
      />
    </Page>
  );
}

const areaWords = (km2: number): string => `${Math.round(km2 / 2.589_988).toLocaleString('en-US')} square miles`;
