import { formatCents } from '@barnraise/money';
import { type ReactNode } from 'react';
import { Section } from '../../ui/Page.js';
import { type Column, Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import css from './Rounds.module.css';
import { type Bid, type Solicitation } from './solicitation.js';
import { perUnit, type Round, type RoundItem } from './words.js';

type Row = { readonly item: RoundItem } | { readonly item: null };

/** Bids side by side, item by item and in all; the lowest says so in words. */
export function BidTable({ round, said }: { round: Round; said: Solicitation }) {
  const compared = said.bids.filter(({ responsive }) => responsive);
  if (compared.length === 0) return null;
  const rows: Row[] = [...round.items.map((item) => ({ item })), ...(compared.some(({ totalCents }) => totalCents != null) ? [{ item: null }] : [])];
  const columns: Column<Row>[] = [
    { key: 'item', head: 'Item', names: true, cell: ({ item }) => item ? <>{item.name}{quantity(said, item)}</> : 'All items' },
    ...compared.map((bid): Column<Row> => ({ key: bid.id, head: bid.supplier, figure: true, cell: ({ item }) => (item ? <Offered item={item} bid={bid} /> : <Cost cents={bid.totalCents} lowest={bid.lowest} strong />) })),
  ];
  return (
    <Section title="What does each bid come to?">
      <p className="muted">{said.comparedWords} Freight and the supplier’s fees are in the prices.</p>
      <Table caption="Bids that answer what was asked, item by item" captionHidden rows={rows} rowKey={({ item }) => item?.key ?? 'all'} columns={columns} />
    </Section>
  );
}

function quantity(said: Solicitation, item: RoundItem): ReactNode {
  const words = said.sums ? said.sums.find(({ itemKey }) => itemKey === item.key)?.quantityWords : said.estimates.flatMap(({ lines }) => lines).find(({ itemKey }) => itemKey === item.key)?.words;
  return words ? <span className={css['under']}>{words}</span> : null;
}

function Offered({ item, bid }: { item: RoundItem; bid: Bid }) {
  const price = bid.prices.find(({ itemKey }) => itemKey === item.key);
  if (!price) return <span className="muted">no price</span>;
  return (
    <>
      <Cost cents={price.cents} lowest={price.lowest} />
      <span className={css['under']}>{perUnit(price.tiers[0]!.priceCents, item.priceUnit)}</span>
      {price.tiers.slice(1).map(({ from, priceCents }) => <span key={from} className={css['under']}>{formatCents(priceCents)} from {from.toLocaleString('en-US')} on</span>)}
      {price.mode === 'INCREMENTAL' ? <span className={css['under']}>each for its own step</span> : null}
    </>
  );
}

function Cost({ cents, lowest, strong = false }: { cents: number | null | undefined; lowest: boolean; strong?: boolean }) {
  if (cents == null) return null;
  return <>{strong ? <strong>{formatCents(cents)}</strong> : formatCents(cents)}{lowest ? <span className={css['under']}><Tag tone="good" icon="check">Lowest</Tag></span> : null}</>;
}
