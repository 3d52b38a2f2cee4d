import { timeWords, weekdayWords } from '../../platform/dates.js';
import { Table } from '../../ui/Table.js';

/** The periods of one school's day. */
export function BellTable({ schoolName, periods }: { schoolName: string; periods: readonly { name: string; days: readonly string[]; startsAt: string; endsAt: string }[] }) {
  return (
    <Table
      caption={`Bell schedule of ${schoolName}`}
      rows={periods}
      rowKey={(period) => `${period.name}${period.startsAt}${period.days.join()}`}
      columns={[
        { key: 'name', head: 'Period', names: true, cell: (period) => period.name },
        ...(sameDays(periods) ? [] : [{ key: 'days', head: 'On', cell: (period: (typeof periods)[number]) => period.days.map((day) => weekdayWords(day).slice(0, 3)).join(', ') }]),
        { key: 'from', head: 'Starts', figure: true, cell: (period) => timeWords(period.startsAt) },
        { key: 'to', head: 'Ends', figure: true, cell: (period) => timeWords(period.endsAt) },
      ]}
    />
  );
}

const sameDays = (periods: readonly { days: readonly string[] }[]): boolean => new Set(periods.map((period) => period.days.join())).size < 2;
