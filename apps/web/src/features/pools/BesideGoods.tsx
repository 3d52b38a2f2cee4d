import { formatCents } from '@barnraise/money';
import { dayWords } from '../../platform/dates.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import css from './Rounds.module.css';
import { type Order, type Round } from './words.js';

/** "645-33 (NIGP 2024)". */
const codeWords = ({ code, list, version }: { code: string; list: string; version?: string | null }): string => `${code} (${list}${version ? ` ${version}` : ''})`;

function deliveryWords({ deliveryFrom: from, deliveryUntil: until }: Round['proposal']): string | null {
  if (from == null) return until == null ? null : `by ${dayWords(until)}`;
  return until == null ? `from ${dayWords(from)} on` : `from ${dayWords(from)} to ${dayWords(until)}`;
}

/** What a round says beside its items: freight and fees in words, the days of delivery, codes. */
export function BesideGoods({ round }: { round: Round }) {
  const { charges, codes } = round.proposal;
  const delivery = deliveryWords(round.proposal);
  if (charges.length === 0 && codes.length === 0 && delivery === null) return null;
  return (
    <Section title="What comes beside the goods, and when?">
      <ul className={css['bullets']}>
        {charges.map((charge, n) => <li key={n}>{charge.words}</li>)}
        {delivery === null ? null : <li>Delivered {delivery}.</li>}
        {codes.map((code) => <li key={code.itemKey}>{round.items.length > 1 ? `${round.items.find(({ key }) => key === code.itemKey)?.name ?? ''}: commodity code` : 'Commodity code'} {codeWords(code)}.</li>)}
      </ul>
    </Section>
  );
}

/** Freight and fees that a district owes, each a line of its own. */
export function OwedBeside({ share, round }: { share: Round['shares'][number]; round: Round }) {
  if (share.charges.length === 0) return null;
  const goods = share.lines.reduce((sum, { cents }) => sum + cents, 0);
  return (
    <>
      <Table
        caption="Freight and fees"
        rows={share.charges.map((charge, n) => ({ ...charge, n }))}
        rowKey={({ n }) => String(n)}
        columns={[
          { key: 'name', head: 'What for', names: true, cell: ({ name, itemKey }) => [name, round.items.length > 1 ? round.items.find(({ key }) => key === itemKey)?.name : undefined].filter(Boolean).join(' of ') },
          { key: 'how', head: 'How', cell: ({ words }) => words },
          { key: 'cents', head: 'Owes', figure: true, cell: ({ cents }) => formatCents(cents) },
        ]}
      />
      <p className="muted small">{formatCents(goods)} for goods and {formatCents(share.cents - goods)} of freight and fees.</p>
    </>
  );
}

/** Freight and fees on an order, and what it comes to with them. */
export function OrderedBeside({ order }: { order: Order }) {
  if (order.charges.length === 0) return null;
  return (
    <Table
      caption={`Freight and fees: with them the order comes to ${formatCents(order.totalCents)}`}
      rows={order.charges.map((charge, n) => ({ ...charge, n }))}
      rowKey={({ n }) => String(n)}
      columns={[
        { key: 'name', head: 'What for', names: true, cell: ({ name }) => name },
        { key: 'district', head: 'For', cell: ({ district }) => district.shortName },
        { key: 'cents', head: 'Comes to', figure: true, cell: ({ cents }) => formatCents(cents) },
      ]}
    />
  );
}
