import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { RoundTakersDocument, type RoundTakersQuery } from '../../generated/pools/takers.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './Rounds.module.css';
import { type Round } from './words.js';

type Taker = NonNullable<RoundTakersQuery['roundTakers']>[number];
interface Row {
  key: string;
  taker: Taker;
  line: Taker['lines'][number];
  item: string;
}

/** Who takes how much, item by item; after the lock also what each owes. Read beside the round: what moves there moves here. */
export function Takers({ round }: { round: Round }) {
  const { data, previousData } = useQuery(RoundTakersDocument, { variables: { roundId: round.id }, skip: round.sealed, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const takers = (data ?? previousData)?.roundTakers;
  if (!takers || takers.length === 0) return null;
  const several = round.items.length > 1;
  const rows = takers.flatMap((taker) => taker.lines.map((line): Row => ({ key: `${taker.district.id} ${line.itemKey}`, taker, line, item: round.items.find(({ key }) => key === line.itemKey)?.name ?? line.itemKey })));
  const locked = rows.some(({ line }) => line.takenWords !== null);
  return (
    <Table
      caption={locked ? 'What each district asked for, takes and owes' : 'What each district takes'}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'district', head: 'District', names: true, cell: ({ taker }) => <>{taker.district.shortName}{taker.district.id === round.lead.id ? <span className="muted"> leads</span> : null}{taker.awaitsApproval ? <span className={css['under']}><Tag tone="warn" icon="clock">Waits for approval</Tag></span> : null}</> },
        ...(several ? [{ key: 'item', head: 'Item', cell: (row: Row) => row.item }] : []),
        { key: 'asked', head: locked ? 'Asked for' : 'Takes', figure: true, cell: ({ line }) => line.askedWords },
        ...(locked ? [
          { key: 'taken', head: 'Takes', figure: true, cell: ({ line }: Row) => line.takenWords ?? 'nothing' },
          { key: 'cents', head: 'Owes', figure: true, cell: ({ line }: Row) => formatCents(line.cents ?? 0) },
        ] : []),
      ]}
    />
  );
}
