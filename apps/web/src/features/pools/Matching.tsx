import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { type ReactNode, useState } from 'react';
import { RoundMatchingDocument } from '../../generated/pools/matching.js';
import { dayPlain } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { type Invoice, type OrderMatch } from './invoice-form.js';
import { ApproveDialog, DifferenceDialog, InvoiceDialog } from './MatchDialogs.js';
import receiving from './Receiving.module.css';
import css from './Rounds.module.css';
import { lockWords, type Round } from './words.js';

/** What was ordered, what came, what was billed: for each order of my districts, with what is still to decide. */
export function Matching({ round }: { round: Round }) {
  const { data } = useQuery(RoundMatchingDocument, { variables: { id: round.id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const matching = data?.roundMatching;
  if (!matching) return null;
  const shown = matching.orders.filter((order) => matching.state !== 'RELEASED' || order.invoices.length > 0 || order.mayEnter);
  const waiting = matching.waitingFor?.map(({ shortName }) => shortName).join(', ');
  return (
    <>
      {shown.map((order) => <OneMatch key={order.id} round={round} order={order} state={matching.state} />)}
      {matching.state === 'RECEIVED' && !matching.allApproved ? <p className="muted small">{waiting ? `Not approved for payment yet: ${waiting}.` : 'Not every order is approved for payment yet.'}</p> : null}
    </>
  );
}

type Asked = { what: 'invoice'; invoice: Invoice | null } | { what: 'difference'; key: string; way: 'ACCEPTED' | 'EXPECTED' } | { what: 'approve' } | null;

function OneMatch({ round, order, state }: { round: Round; order: OrderMatch; state: Round['state'] }) {
  const [asked, setAsked] = useState<Asked>(null);
  const several = new Set(order.lines.map((line) => line.district.id)).size > 1;
  // Of what came above the order and is not billed nothing is to decide.
  const open = order.differences.filter(({ way, cents }) => way === null && cents !== 0).length;
  const known = state !== 'RELEASED';
  const difference = asked?.what === 'difference' ? order.differences.find(({ key }) => key === asked.key) : undefined;
  return (
    <Section title={`Does the bill of ${order.supplier} match${several ? '' : ` for ${order.district.shortName}`}?`} id={`match-${order.id}`} aside={order.approvedAt ? <Tag tone="good" icon="check">Approved for payment</Tag> : open > 0 && known ? <Tag tone="warn" icon="alert">{`${open} to decide`}</Tag> : undefined} stands={`${order.invoices.length} ${open} ${order.approvedAt ?? ''}`}>
      {order.invoices.length === 0 ? (
        <p className="muted">{known ? 'No invoice is entered yet.' : 'Invoices can be entered as they come. They are matched once receiving is closed.'}</p>
      ) : (
        <Facts
          items={[
            ...order.invoices.map((invoice): readonly [string, ReactNode] => [
              `Invoice ${invoice.number}`,
              <span key={invoice.number} className="row">
                <span>{formatCents(invoice.totalCents)} of {dayPlain(invoice.day)}, entered by {invoice.enteredBy}</span>
                {order.mayEnter ? <Button look="quiet" label={`Correct invoice ${invoice.number}`} onClick={() => setAsked({ what: 'invoice', invoice })}>Correct</Button> : null}
              </span>,
            ]),
            ['Billed in all', formatCents(order.billedCents)],
            known ? ['Agreed for what came', formatCents(order.agreedCents)] : null,
            order.approvedAt ? ['Approved', `${formatCents(order.finalCents)} by ${order.approvedBy ?? ''}, ${lockWords(order.approvedAt)}`] : known ? ['As decided so far', formatCents(order.finalCents)] : null,
          ]}
        />
      )}
      {known ? (
        <Table
          caption="Order, receipt and invoice, line by line"
          captionHidden
          rows={order.lines}
          rowKey={(line) => `${line.itemKey} ${line.district.id}`}
          columns={[
            { key: 'item', head: 'Item', names: true, cell: (line) => (several ? `${line.name}, ${line.district.shortName}` : line.name) },
            { key: 'ordered', head: 'Ordered', figure: true, cell: (line) => line.orderedWords },
            { key: 'received', head: 'Received', figure: true, cell: (line) => line.receivedWords },
            { key: 'billed', head: 'Billed', figure: true, cell: (line) => line.billedWords },
            { key: 'agreed', head: 'By the contract', figure: true, cell: (line) => formatCents(line.agreedCents) },
            { key: 'cents', head: 'Billed for it', figure: true, cell: (line) => formatCents(line.billedCents) },
          ]}
        />
      ) : null}
      {known && order.invoices.length > 0 && order.differences.length === 0 ? <Notice tone="good" title="Order, receipt and invoice agree to the cent." /> : null}
      {known && order.invoices.length > 0 && order.differences.length > 0 ? (
        <ul className={receiving['lines']} aria-label="Differences">
          {order.differences.map((one) => (
            <li key={one.key}>
              <span>
                {one.words}
                {one.way ? <span className="muted small"> {wayWords(one)} {one.reason}</span> : null}
              </span>
              {one.cents === 0 ? (
                <Tag icon="info">Not paid for</Tag>
              ) : order.mayDecide ? (
                <span className="row no-print">
                  <Button look={one.way === null ? 'plain' : 'quiet'} label={`Leave as billed: ${one.words}`} onClick={() => setAsked({ what: 'difference', key: one.key, way: 'ACCEPTED' })}>Leave as billed</Button>
                  <Button look={one.way === null ? 'plain' : 'quiet'} label={`${one.cents > 0 ? 'Expect a credit' : 'Expect a further bill'}: ${one.words}`} onClick={() => setAsked({ what: 'difference', key: one.key, way: 'EXPECTED' })}>{one.cents > 0 ? 'Expect a credit' : 'Expect a further bill'}</Button>
                </span>
              ) : one.way ? null : (
                <Tag tone="warn" icon="clock">Not decided</Tag>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {order.approvalNeeds ? <Notice tone="warn" title="Approving it takes a higher spending limit">{order.approvalNeeds}</Notice> : null}
      {order.mayEnter || order.mayApprove ? (
        <div className="row no-print">
          {order.mayApprove ? <Button look="primary" onClick={() => setAsked({ what: 'approve' })}>{`Approve ${formatCents(order.finalCents)} for payment`}</Button> : null}
          {order.mayEnter ? <Button look={order.invoices.length === 0 && known ? 'primary' : 'plain'} onClick={() => setAsked({ what: 'invoice', invoice: null })}>{order.invoices.length === 0 ? 'Enter the invoice' : 'Enter another invoice'}</Button> : null}
        </div>
      ) : null}
      {several && order.agreedCharges.length > 0 ? <p className={`muted small ${css['under']}`}>Freight and fees are shared among all when the round is settled.</p> : null}
      {asked?.what === 'invoice' ? <InvoiceDialog roundId={round.id} order={order} invoice={asked.invoice} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'difference' && difference ? <DifferenceDialog roundId={round.id} order={order} difference={difference} way={asked.way} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'approve' ? <ApproveDialog roundId={round.id} order={order} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

const wayWords = ({ way, cents }: OrderMatch['differences'][number]): string => (way === 'ACCEPTED' ? 'Left as billed:' : cents > 0 ? 'A credit is expected:' : 'A further bill is expected:');
