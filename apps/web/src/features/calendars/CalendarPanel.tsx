import { dayWords, spanWords, weekdayWords } from '../../platform/dates.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import css from './CalendarPanel.module.css';

export interface SchoolYearShown {
  name: string;
  firstDay: string;
  lastDay: string;
  weekdays: readonly string[];
  terms: readonly { id: string; name: string; firstDay: string; lastDay: string }[];
  noSchoolDays: readonly { day: string; reason: string }[];
}

/** When there is school: the terms, the weekdays, and the days without. */
export function CalendarPanel({ year, zoneName }: { year: SchoolYearShown | null; zoneName: string }) {
  if (!year) {
    return (
      <Section title="When is school?">
        <p className="muted">No calendar yet. Until there is one, deadlines follow the consortium’s calendar and fit is unknown.</p>
      </Section>
    );
  }
  return (
    <Section title="When is school?" aside={<span className="muted">{year.name}</span>}>
      <Facts
        items={[
          ['School days', year.weekdays.map(weekdayWords).join(', ')],
          ['Time zone', zoneName],
        ]}
      />
      <Table
        caption={`Terms of the school year ${year.name}`}
        rows={year.terms}
        rowKey={(term) => term.id}
        columns={[
          { key: 'name', head: 'Term', names: true, cell: (term) => term.name },
          { key: 'first', head: 'First day', cell: (term) => dayWords(term.firstDay) },
          { key: 'last', head: 'Last day', cell: (term) => dayWords(term.lastDay) },
        ]}
      />
      {year.noSchoolDays.length === 0 ? null : (
        <div className="stack-s">
          <h3>No school on</h3>
          <ul className={css['days']} aria-label={`Days without school, ${spanWords(year.firstDay, year.lastDay)}`}>
            {year.noSchoolDays.map((day) => (
              <li key={day.day}>
                <span className="num">{dayWords(day.day)}</span> <span className="muted">{day.reason}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
