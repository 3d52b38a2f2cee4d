import { courseDraft, sharedSection } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { type DraftState, type SharedCoursesQuery } from '../../generated/courses/draft.js';
import { type SectionQuery } from '../../generated/courses/section.js';
import { useServerMinute } from '../../platform/clock.js';
import { agoWords, spanWords } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { Section } from '../../ui/Page.js';
import { Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './BookingsPanel.module.css';

type Draft = SharedCoursesQuery['courseDrafts'][number];
type Shared = SharedCoursesQuery['sharedSections']['nodes'][number];
type SectionState = NonNullable<SectionQuery['section']>['state'];

const draftTones: Record<DraftState, 'plain' | 'warn' | 'bad' | 'good'> = { DRAFT: 'plain', SUBMITTED: 'warn', RETURNED: 'bad', PUBLISHED: 'good', DISCARDED: 'plain' };
export const draftTag = (state: DraftState) => <Tag tone={draftTones[state]} icon={state === 'RETURNED' ? 'back' : state === 'SUBMITTED' ? 'pause' : state === 'PUBLISHED' ? 'check' : 'book'}>{courseDraft.table.states[state.toLowerCase() as Lowercase<DraftState>].label}</Tag>;

/** Where a published section stands, in the life cycle's own words. */
export const sectionTag = (state: SectionState) =>
  state === 'DRAFT' ? null : <Tag tone={state === 'OPEN' ? 'good' : state === 'CLOSED' ? 'warn' : 'bad'} icon={state === 'OPEN' ? 'check' : state === 'CLOSED' ? 'pause' : 'cross'}>{sharedSection.table.states[state.toLowerCase() as 'open' | 'closed' | 'cancelled'].label}</Tag>;

/** What a district shares: what is being written, then what its neighbors find. */
export function SharedPanel({ data, homeName, onCopy, loading, onMore }: { data: SharedCoursesQuery; homeName: string; onCopy: ((id: string) => void) | null; loading: boolean; onMore: (() => void) | null }) {
  const now = useServerMinute();
  const drafts: Column<Draft>[] = [
    {
      key: 'what', head: 'Course', names: true,
      cell: (row) => (
        <>
          <Link to="/bookings/courses/$id" params={{ id: row.id }} search={{}}>
            {row.content.title ?? 'A course without a title yet'}
          </Link>
          <span className={css['under']}>
            {row.amendsSectionId ? 'changes to a published section, ' : ''}begun by {row.writtenBy}
          </span>
        </>
      ),
    },
    { key: 'state', head: 'State', cell: (row) => draftTag(row.state) },
    { key: 'missing', head: 'Still missing', figure: true, cell: (row) => (row.problems.length === 0 ? 'nothing' : row.problems.length) },
    { key: 'changed', head: 'Last changed', cell: (row) => agoWords(now - Date.parse(row.changedAt)) },
  ];
  const sections: Column<Shared>[] = [
    {
      key: 'what', head: 'Course', names: true,
      cell: (row) => (
        <>
          <Link to="/sections/$id" params={{ id: row.id }}>
            {row.title}
          </Link>
          <span className={css['under']}>{row.costWords}</span>
        </>
      ),
    },
    {
      key: 'when', head: 'When',
      cell: (row) => (
        <>
          {row.termName}, {spanWords(row.firstDay, row.lastDay)}
          <span className={css['under']}>{row.meeting?.words ?? 'No fixed times'}</span>
        </>
      ),
    },
    { key: 'seats', head: 'Seats taken', figure: true, cell: (row) => `${row.seatsTaken} of ${row.capacity}` },
    { key: 'state', head: 'State', cell: (row) => sectionTag(row.state) },
    ...(onCopy ? [{ key: 'copy', head: 'Again', cell: (row: Shared) => <Button look="quiet" onClick={() => onCopy(row.id)}>Copy<span className="visually-hidden"> {row.title}, {row.termName}</span></Button> }] : []),
  ];
  return (
    <>
      {data.courseDrafts.length > 0 ? (
        <Section title="What is still being written?">
          <Table caption={`Drafts of ${homeName}, last changed first`} captionHidden columns={drafts} rows={data.courseDrafts} rowKey={(row) => row.id} />
        </Section>
      ) : null}
      <Section title="What do our neighbors find?">
        <div aria-busy={loading}>
          <Table
            caption={`Sections ${homeName} shares, those that begin last first`} captionHidden columns={sections} rows={data.sharedSections.nodes} rowKey={(row) => row.id}
            empty={<Empty title="Nothing is shared yet">A teacher, a registrar or an administrator describes a course; once your district has approved it, your neighbors find it.</Empty>}
          />
        </div>
        {onMore ? (
          <div>
            <Button onClick={onMore} busy={loading}>
              Show more
            </Button>
          </div>
        ) : null}
      </Section>
    </>
  );
}
