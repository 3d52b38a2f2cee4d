import { dayPlain } from '../../platform/dates.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { type DistrictShown } from './DistrictPanel.js';
import css from './Counts.module.css';
import { measureWords } from './words.js';

/** The dated counts that costs are shared by, and what each is made of. */
export function Counts({ counts }: { counts: DistrictShown['counts'] }) {
  return (
    <Section title="How many students?">
      {counts.length === 0 ? <p className="muted">No count yet. A cost shared by a count cannot be computed without one.</p> : null}
      {counts.map((count, index) => (
        <details key={count.id} className={css['count']} open={index === 0}>
          <summary>
            <span>
              {measureWords(count.measure)}, {dayPlain(count.countedOn)}
            </span>
            <strong className="num">{count.total.toLocaleString('en-US')} students</strong>
          </summary>
          <p className="muted small">Source: {count.source}</p>
          {count.parts.length > 0 ? (
            <Table
              caption={`${measureWords(count.measure)}, ${dayPlain(count.countedOn)}, by school`}
              captionHidden
              rows={count.parts}
              rowKey={(part) => part.schoolName}
              columns={[
                { key: 'school', head: 'School', names: true, cell: (part) => `${part.schoolName}${part.virtual ? ' (virtual)' : ''}` },
                { key: 'students', head: 'Students', figure: true, cell: (part) => part.students.toLocaleString('en-US') },
              ]}
            />
          ) : null}
        </details>
      ))}
    </Section>
  );
}
