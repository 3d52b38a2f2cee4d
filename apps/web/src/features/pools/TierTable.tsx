import { formatCents } from '@barnraise/money';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './Rounds.module.css';
import { counted, perUnit, type RoundItem } from './words.js';

interface Row {
  from: number;
  priceCents: number;
  n: number;
  mine: number | null;
}

/** The ladder as figures: from how many on, at which price, how far it is, and what my district pays there; `paid`: the price it came to. */
export function TierTable({ item, mine, who, atMost = false, paid = null }: { item: RoundItem; mine: readonly { cents: number }[]; who: string | null; atMost?: boolean; paid?: string | null }) {
  const { progress } = item;
  const present = progress?.tier ?? null;
  const rows = item.tiers.map((tier, n): Row => ({ from: tier.from, priceCents: tier.priceCents, n, mine: mine[n]?.cents ?? null }));
  return (
    <Table
      caption={`Prices of ${item.name}${item.mode === 'INCREMENTAL' ? ': each holds for the units within its step' : ': the one reached holds for everyone’s units'}`}
      rows={rows}
      rowKey={(row) => String(row.from)}
      columns={[
        { key: 'from', head: 'Ordered together', names: true, cell: (row) => `from ${counted(row.from, item.tierUnit)}` },
        { key: 'price', head: 'Price', figure: true, cell: (row) => <>{perUnit(row.priceCents, item.priceUnit)}{paid === perUnit(row.priceCents, item.priceUnit) ? <span className={css['under']}><Tag tone="good" icon="check">Reached</Tag></span> : null}</> },
        ...(progress ? [{ key: 'state', head: 'How far', cell: (row: Row) => <Far item={item} row={row} present={present} /> }] : []),
        ...(mine.length > 0 && who ? [{ key: 'mine', head: `${who} pays${atMost ? ' at most' : ''}`, figure: true, cell: (row: Row) => (row.mine === null ? '' : <Mine row={row} rows={rows} present={present} />) }] : []),
      ]}
    />
  );
}

function Far({ item, row, present }: { item: RoundItem; row: Row; present: number | null }) {
  const { progress } = item;
  if (row.n === present) return <Tag tone="good" icon="check">Price now</Tag>;
  if (present !== null && row.n < present) return <span className="muted">passed</span>;
  if (progress?.toNext != null && row.n === (present ?? -1) + 1 && progress.toNext > 0) return <>{counted(progress.toNext, item.orderUnit)} more</>;
  return <span className="muted">further on</span>;
}

function Mine({ row, rows, present }: { row: Row; rows: readonly Row[]; present: number | null }) {
  const now = present === null ? null : (rows[present]?.mine ?? null);
  const less = now === null || row.mine === null || present === null || row.n <= present ? 0 : now - row.mine;
  return (
    <>
      {formatCents(row.mine ?? 0)}
      {less > 0 ? <span className={css['under']}>{formatCents(less)} less</span> : null}
    </>
  );
}
