import { type Study } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { Table } from '../../../ui/Table.js';
import css from './Results.module.css';
import { listed, type Worked } from './words.js';

/** The same cost by the counts of each year there is: whether a way would have been steady. */
export function Replay({ study, result }: { study: Study; result: Worked }) {
  const years = result.years.filter((year) => year.cents !== null);
  const missing = result.years.filter((year) => year.cents === null);
  if (result.years.length < 2) return null;
  return (
    <div className="stack-s">
      <h3>Had it been other years</h3>
      <p className="small muted">This year’s cost by each year’s counts{missing.length === 0 ? '.' : `. Not for ${listed(missing.map(({ label }) => label))}: ${missing[0]?.refusal?.message ?? ''}`}</p>
      {years.length < 2 ? null : (
        <div className={css['wide']}>
          <Table
            caption={`Shares under “${result.name}” by the counts of each year`}
            captionHidden
            rows={study.members}
            rowKey={({ key }) => key}
            columns={[
              { key: 'name', head: 'District', names: true, cell: ({ name }) => name },
              ...years.map((year) => ({ key: year.label, head: year.label, figure: true, cell: ({ key }: { key: string }) => (year.cents?.[key] === undefined ? 'none' : formatCents(year.cents[key])) })),
              { key: 'swing', head: 'Widest swing', figure: true, cell: ({ key }) => swing(years.map((year) => year.cents?.[key] ?? 0)) },
            ]}
          />
        </div>
      )}
    </div>
  );
}

const swing = (cents: readonly number[]): string => formatCents(Math.max(...cents) - Math.min(...cents));
