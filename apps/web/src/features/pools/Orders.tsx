import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { Button } from '../../ui/Button.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { OrderedBeside } from './BesideGoods.js';
import { PlaceOrderDialog, ReleaseDialog } from './OrderDialogs.js';
import { OwnNumber } from './OrderNumbers.js';
import css from './Rounds.module.css';
import { lockWords, type Order, type Round } from './words.js';

/** The step of whoever leads a locked round, beside its title. */
export function ReleaseStep({ round }: { round: Round }) {
  const [asked, setAsked] = useState(false);
  if (!round.steps.includes('release')) return null;
  return (
    <>
      <Button look="primary" onClick={() => setAsked(true)}>Release the orders</Button>
      {asked ? <ReleaseDialog round={round} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

/** Orders of my districts, each with its papers once it carries its number. */
export function Orders({ round }: { round: Round }) {
  return round.orders.map((order) => <OneOrder key={order.id} order={order} roundId={round.id} />);
}

function OneOrder({ order, roundId }: { order: Order; roundId: string }) {
  const [asked, setAsked] = useState(false);
  const adjusted = order.lines.filter((line) => line.adjustmentWords != null);
  const forOthers = order.lines.some((line) => line.district.id !== order.district.id);
  return (
    <Section title={order.placedAt ? `What leaves for ${order.supplier}?` : `What number does the order of ${order.district.shortName} carry?`} id={`order-${order.id}`}>
      {order.placedAt ? (
        <ul className={css['papers']}>
          {papers.map(([ending, words]) => (
            <li key={ending}>
              <a href={`/orders/${order.id}/order.${ending}`}>{words}</a>
            </li>
          ))}
        </ul>
      ) : order.mayPlace ? (
        <div className="stack-s">
          <p>The order to {order.supplier} is ready. It can leave once it carries the purchase-order number of your finance system.</p>
          <div>
            <Button look="primary" onClick={() => setAsked(true)}>Enter the number</Button>
          </div>
        </div>
      ) : (
        <p className="muted">The order is ready. Whoever buys for {order.district.shortName} enters its purchase-order number.</p>
      )}
      <Facts
        items={[
          ['Ordered by', order.district.name],
          ['Supplier', order.supplierContact ? `${order.supplier}, ${order.supplierContact}` : order.supplier],
          ['Purchase-order number', order.purchaseOrderNumber ?? <span className="muted">not entered yet</span>],
          ['Our number', order.number],
          ['Released', lockWords(order.releasedAt)],
        ]}
      />
      <OwnNumber roundId={roundId} order={order} />
      <Table
        caption={`What ${order.district.shortName} orders, at the price of the contract`}
        captionHidden
        rows={order.lines}
        rowKey={(line) => `${line.itemKey} ${line.district.id}`}
        columns={[
          { key: 'item', head: 'Item', names: true, cell: (line) => line.name },
          { key: 'site', head: 'Deliver to', cell: (line) => [line.siteName, forOthers || line.siteName == null ? line.district.shortName : null].filter(Boolean).join(', ') },
          { key: 'quantity', head: 'Quantity', figure: true, cell: (line) => <>{line.quantityWords}{line.conversionWords ? <span className={css['under']}>{line.conversionWords}</span> : null}</> },
          { key: 'price', head: 'Unit price', figure: true, cell: (line) => line.unitPriceWords },
          ...(adjusted.length > 0 ? [{ key: 'adjustment', head: 'Adjustment', figure: true, cell: (line: Order['lines'][number]) => formatCents(line.adjustmentCents) }] : []),
          { key: 'cents', head: 'Line total', figure: true, cell: (line) => formatCents(line.cents) },
        ]}
      />
      {[...new Set(adjusted.map((line) => line.adjustmentWords))].map((words) => (
        <p key={words} className="muted small">Adjustment: {words}.</p>
      ))}
      <OrderedBeside order={order} />
      {asked ? <PlaceOrderDialog order={order} onClose={() => setAsked(false)} /> : null}
    </Section>
  );
}

const papers = [['pdf', 'Purchase order (PDF)'], ['csv', 'Table for a finance system (CSV)'], ['xml', 'Order for the supplier’s system (UBL XML)']] as const;
