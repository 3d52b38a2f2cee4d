import { PlaceOrderDocument, ReleaseRoundDocument } from '../../generated/pools/rounds.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { type Order, type Round } from './words.js';

const topics = ['round'] as const;

/** How the orders of a locked round leave: each district's own, or one of the leading district for all. */
export function ReleaseDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.release.${round.id}`;
  const form = useForm(name, { way: 'DISTRICT', supplier: '', supplierContact: '', purchaseOrderNumber: '' });
  const command = useCommand(name, ReleaseRoundDocument, 'Round', topics);
  const { way, supplier, supplierContact, purchaseOrderNumber } = form.values;
  const lead = way === 'LEAD';
  const submit = async () => {
    const problems = [
      ...(supplier.trim() === '' ? [{ field: 'supplier', message: 'Name the supplier' }] : []),
      ...(lead && purchaseOrderNumber.trim() === '' ? [{ field: 'purchaseOrderNumber', message: 'Enter the purchase-order number of your district' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0) return;
    const input = { roundId: round.id, way: lead ? ('LEAD' as const) : ('DISTRICT' as const), supplier, supplierContact: supplierContact || null, purchaseOrderNumber: lead ? purchaseOrderNumber : null };
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, ...input } })))) return;
    form.clear();
    announce('The orders are released');
    onClose();
  };
  return (
    <CommandDialog title="Release the orders?" answer="Release the orders" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>Prices, quantities and parts stay as the lock left them. This cannot be taken back.</p>
      {round.sealed ? (
        <p>Each district buys by an order of its own: this round is sealed, and one order for all would tell you what others take.</p>
      ) : (
        <ChoiceField {...form.field('way')} label="Who buys?" choices={[{ value: 'DISTRICT', label: 'Each district, by an order of its own' }, { value: 'LEAD', label: `${round.lead.shortName} for all` }]} hint={lead ? 'One order leaves with your number; the others owe you their part.' : 'Each enters the purchase-order number of its own finance system.'} />
      )}
      <TextField {...form.field('supplier')} label="Supplier" maxLength={120} />
      <TextField {...form.field('supplierContact')} label="Where it takes orders" hint="An address, a number or a portal" maxLength={200} optional />
      {lead ? <TextField {...form.field('purchaseOrderNumber')} label="Your purchase-order number" maxLength={60} narrow /> : null}
    </CommandDialog>
  );
}

/** The number under which the finance system of whoever orders knows the order. */
export function PlaceOrderDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const name = `order.place.${order.id}`;
  const form = useForm(name, { purchaseOrderNumber: '' });
  const command = useCommand(name, PlaceOrderDocument, 'Round', topics);
  const { purchaseOrderNumber } = form.values;
  const submit = async () => {
    if (purchaseOrderNumber.trim() === '') return form.setProblems([{ field: 'purchaseOrderNumber', message: 'Enter the purchase-order number' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, orderId: order.id, purchaseOrderNumber } })))) return;
    form.clear();
    announce('The order can leave');
    onClose();
  };
  return (
    <CommandDialog title="Under which number do you order?" answer="Put it on the order" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>The number of your own finance system stands on every paper of the order. It is entered once; a mistyped one can be corrected until something is received.</p>
      <TextField {...form.field('purchaseOrderNumber')} label={`Purchase-order number of ${order.district.shortName}`} maxLength={60} narrow />
    </CommandDialog>
  );
}
