import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { CorrectOrderDocument, RoundNumbersDocument } from '../../generated/pools/asking.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { Tag } from '../../ui/Tag.js';
import { lockWords, type Order, type Round } from './words.js';

const topics = ['round'] as const;
const useNumbers = (roundId: string) => useQuery(RoundNumbersDocument, { variables: { roundId }, fetchPolicy: 'cache-and-network', context: { topics } }).data?.roundNumbers ?? null;

/** What the number of an order was before, and the step that corrects it. */
export function OwnNumber({ roundId, order }: { roundId: string; order: Order }) {
  const own = useNumbers(roundId)?.own.find(({ orderId }) => orderId === order.id);
  const [asked, setAsked] = useState(false);
  if (!own || order.purchaseOrderNumber == null) return null;
  return (
    <>
      {own.replaced.length > 0 ? (
        <ul className="muted small">
          {own.replaced.map((one, n) => (
            <li key={n}>
              Replaces number {one.number}, corrected on {lockWords(one.at)}{one.by == null ? '' : ` by ${one.by}`}. Every paper says so.
            </li>
          ))}
        </ul>
      ) : null}
      {own.mayCorrect ? (
        <div>
          <Button onClick={() => setAsked(true)}>Correct the number</Button>
        </div>
      ) : null}
      {asked ? <CorrectNumberDialog order={order} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function CorrectNumberDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const name = `order.correct.${order.id}`;
  const form = useForm(name, { purchaseOrderNumber: '' });
  const command = useCommand(name, CorrectOrderDocument, 'RoundNumbers', topics);
  const { purchaseOrderNumber } = form.values;
  const submit = async () => {
    if (purchaseOrderNumber.trim() === '') return form.setProblems([{ field: 'purchaseOrderNumber', message: 'Enter the number as it should be' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, orderId: order.id, purchaseOrderNumber } })))) return;
    form.clear();
    announce('The number is corrected');
    onClose();
  };
  return (
    <CommandDialog title="Which number should it be?" answer="Correct it" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        The order carries <strong>{order.purchaseOrderNumber}</strong> now. From here on its papers carry the new number and say which one it replaces: send them to {order.supplier} anew. Our number stays {order.number}.
      </p>
      <TextField {...form.field('purchaseOrderNumber')} label={`Purchase-order number of ${order.district.shortName}`} maxLength={60} narrow />
    </CommandDialog>
  );
}

/** For whoever leads: which districts have put their number on their order. Of a sealed round only whether all have. */
export function WhoHasNumbered({ round }: { round: Round }) {
  const numbers = useNumbers(round.id);
  if (!numbers || numbers.allPlaced == null) return null;
  const { districts, orderCount, placedCount, allPlaced } = numbers;
  return (
    <Section title="Which orders can leave?" aside={orderCount == null || placedCount == null ? undefined : <span className="muted">{placedCount} of {orderCount}</span>}>
      {districts == null ? (
        <p>{allPlaced ? 'Every order carries the number of its district.' : 'Not every order carries the number of its district yet.'} How many orders there are, and whose, is sealed.</p>
      ) : (
        <Table
          caption="Orders of the round, those without a number first"
          captionHidden
          rows={districts}
          rowKey={(row) => row.district.id}
          columns={[
            { key: 'district', head: 'District', names: true, cell: (row) => row.district.shortName },
            { key: 'number', head: 'Its number', cell: (row) => (row.placedAt == null ? <Tag tone="warn" icon="clock">not entered yet</Tag> : <Tag tone="good" icon="check">entered</Tag>) },
            { key: 'when', head: 'Since', cell: (row) => (row.placedAt == null ? '' : lockWords(row.placedAt)) },
          ]}
        />
      )}
    </Section>
  );
}
