import { timeWords } from '../../platform/dates.js';
import { Table } from '../../ui/Table.js';

/** The periods of one school's day. */
export function BellTable({ schoolName, periods }: { schoolName: string; periods: readonly { name: string; startsAt: string; endsAt: string }[] }) {
  return (
    <Table
      caption={`Bell schedule of ${schoolName}`}
      rows={periods}
      rowKey={(period) => period.name}
      columns={[
        { key: 'name', head: 'Period', names: true, cell: (period) => period.name },
        { key: 'from', head: 'Starts', figure: true, cell: (period) => timeWords(period.startsAt) },
        { key: 'to', head: 'Ends', figure: true, cell: (period) => timeWords(period.endsAt) },
      ]}
    />
  );
}
