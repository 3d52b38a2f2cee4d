import { Link } from '@tanstack/react-router';
import { type SectionQuery } from '../../generated/courses/section.js';
import { dayWords, spanWords, timeWords, zoneWords, readerZone } from '../../platform/dates.js';
import { creditWords } from '../../platform/amounts.js';
import { useSession } from '../../platform/session.js';
import { Slot } from '../../platform/slots.js';
import { Notice } from '../../ui/Notice.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { SeatRow } from '../../ui/SeatRow.js';
import { Tag } from '../../ui/Tag.js';
import { Bones } from '../../ui/States.js';
import { RequestResult, type useSectionWindow } from '../windows/index.js';
import { AskPanel } from './AskPanel.js';
import { FitPanel } from './FitPanel.js';
import { HoldPanel } from './HoldPanel.js';
import { MappingPanel } from './MappingPanel.js';
import { MyBookings } from './MyBookings.js';
import { PlacePanel } from './PlacePanel.js';
import { backWords, seatWords } from './seats.js';
import css from './SectionPanel.module.css';
import { SectionSteps } from './SectionSteps.js';

export type SectionShown = NonNullable<SectionQuery['section']>;

export const modalityWords: Record<SectionShown['modality'], string> = { SYNCHRONOUS: 'Live by video', ASYNCHRONOUS: 'Online, own pace', HYBRID: 'Partly live, partly own pace', IN_PERSON: 'In person' };

/** Is this course right for us: what it is, when it meets, what it costs, and how to take seats. */
export function SectionPanel({ section, asking }: { section: SectionShown; asking: ReturnType<typeof useSectionWindow> }) {
  const { home } = useSession();
  const ours = home !== null && home.id === section.teachingDistrict.id;
  const zone = section.meeting?.timeZone;
  // What is neither taken nor left is kept for the teaching district's own students until the release date.
  const kept = Math.max(0, section.capacity - section.seatsTaken - section.seatsLeft);
  return (
    <Page
      title={section.title}
      eyebrow={
        <>
          <Link to="/find">Find</Link> / {section.sced.areaName}
        </>
      }
      lead={section.summary}
      actions={<PrintButton />}
    >
      {section.state === 'OPEN' ? null : (
        <Notice tone="warn" title={section.state === 'CANCELLED' ? 'This section has been canceled.' : section.state === 'DRAFT' ? 'This section is a draft: only you see it.' : 'This section is closed for new seats.'} />
      )}
      <Columns
        top={
          <>
            <section aria-label="In short" className={`panel ${css['short']}`}>
              <Facts
                across
                items={[
                  ['Taught by', <Link key="d" to="/districts/$id" params={{ id: section.teachingDistrict.id }}>{section.teachingDistrict.name}</Link>],
                  ['Teacher', section.teacherName ?? <span className="muted">not named yet</span>],
                  ['Meets', section.meeting ? section.meeting.words : 'No fixed times'],
                  ['Term', `${section.termName}, ${spanWords(section.firstDay, section.lastDay)}`],
                  ['How', modalityWords[section.modality]],
                  ['Grades and credit', `Grades ${section.grades}, ${creditWords(section.creditHundredths)}`],
                ]}
              />
              <SeatRow
                capacity={section.capacity}
                left={section.seatsLeft}
                reserved={kept}
                words={`${section.seatsLeft === 0 ? `Full${section.seatsWaiting > 0 ? `; districts wait for ${seatWords(section.seatsWaiting)}` : ''}` : `${section.seatsLeft} of ${section.capacity} seats left`}${kept > 0 && section.reservedUntil ? `; ${kept} kept for ${section.teachingDistrict.shortName}’s own students until ${dayWords(section.reservedUntil)}` : ''}`}
              />
              {section.flags.length > 0 ? (
                <p className="row">
                  {section.flags.map((flag) => (
                    <Tag key={flag} tone="info" icon="info">
                      {flag}
                    </Tag>
                  ))}
                </p>
              ) : null}
            </section>
            {section.myBookings.length > 0 && home ? <MyBookings bookings={section.myBookings} homeName={home.shortName} /> : null}
            {ours && section.state !== 'CANCELLED' ? <Slot name="classToday" sectionId={section.id} /> : null}
          </>
        }
        main={
          <>
            {ours ? null : <FitPanel fit={section.fit ?? null} homeName={home?.shortName ?? null} teachingName={section.teachingDistrict.shortName} />}
            <Section
              title="What are the terms?"
              aside={
                section.mayChangePlan ? (
                  <Link to="/sections/$id/plan" params={{ id: section.id }}>
                    Change how seats are paid
                  </Link>
                ) : undefined
              }
            >
              <ul className={css['terms']}>
                <li>{section.costWords}</li>
                {section.costTerms.map((term) => (
                  <li key={term}>{term}</li>
                ))}
                <li>{backWords(section)}</li>
                <li>{section.answersRequests ? `${section.teachingDistrict.shortName} answers each request.` : 'Requests are accepted at once, within the seats.'}</li>
              </ul>
              <Facts
                items={[
                  ['Prerequisites', section.prerequisites ?? 'None'],
                  ['Course code', `${section.sced.code}, ${section.sced.title} (SCED ${section.sced.version})`],
                  ['Local code', `${section.localCode} at ${section.schoolName}`],
                  section.meeting ? ['Class time', `${timeWords(section.meeting.startsAt)} to ${timeWords(section.meeting.endsAt)}${zone && zone !== readerZone() ? `, ${zoneWords(zone)}` : ''}`] : null,
                  ['Shared in', section.consortia.map((one) => one.name).join(', ')],
                ]}
              />
            </Section>
            <Section title="What is taught?">
              <p className={css['syllabus']}>{section.syllabus}</p>
            </Section>
          </>
        }
        side={
          ours ? (
            <SectionSteps section={section} home={home} />
          ) : home ? (
            <>
              {asking.window === undefined ? (
                <Bones lines={6} label="Loading how seats are taken" />
              ) : asking.window ? (
                <AskPanel section={section} home={home} window={asking.window} />
              ) : (
                <>
                  {section.myPlace ? <PlacePanel place={section.myPlace} capacity={section.capacity} /> : null}
                  <HoldPanel section={section} home={home} />
                </>
              )}
              {asking.requests.filter((one) => one.allottedAt != null).map((one) => <RequestResult key={one.windowId} request={one} />)}
              <MappingPanel sectionId={section.id} home={home} mapping={section.mapping ?? null} remoteTitle={section.title} remoteCredit={section.creditHundredths} />
            </>
          ) : (
            <Section title="What would it cost us?">
              <p className="muted">Costs are shown to people who act for a district. You act for a consortium.</p>
            </Section>
          )
        }
      />
    </Page>
  );
}
