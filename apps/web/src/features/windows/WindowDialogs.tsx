import { windowDays } from '@barnraise/lifecycle';
import { CancelRequestWindowDocument, ExtendRequestWindowDocument } from '../../generated/windows/windows.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { dayWords, readerZone, zoneWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { AreaField, DayField } from '../../ui/Field.js';
import { closesWords, type Window } from './words.js';

const topics = ['window', 'section'] as const;

/** A later close: once. */
export function ExtendWindowDialog({ window, onClose }: { window: Window; onClose: () => void }) {
  const name = `window.extend.${window.id}`;
  const form = useForm(name, { closesOn: '' });
  const command = useCommand(name, ExtendRequestWindowDocument, 'RequestWindow', topics);
  const { closesOn } = form.values;
  const there = zoneWords(window.timeZone) === zoneWords(readerZone()) ? '' : ` ${zoneWords(window.timeZone)}`;
  const submit = async () => {
    if (closesOn === '') return form.setProblems([{ field: 'closesOn', message: 'Choose the new last day' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, windowId: window.id, closesOn } }));
    if (!done) return;
    form.clear();
    announce(`Requests are taken until ${closesWords(done)}`);
    onClose();
  };
  return (
    <CommandDialog title="How much more time?" answer="Move the close and tell the members" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>It closes on {closesWords(window)} now. The close moves once, and only to a later day: districts rely on what they were told.</p>
      <DayField {...form.field('closesOn')} label="New last day" hint={`Until ${closesOn === '' ? '' : `${dayWords(closesOn)}, `}5 PM${there}; at most ${windowDays.long} days after it opened`} narrow />
    </CommandDialog>
  );
}

/** The end without an allotment, with what it costs. */
export function CancelWindowDialog({ window, asked, onClose }: { window: Window; asked: boolean; onClose: () => void }) {
  const name = `window.cancel.${window.id}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, CancelRequestWindowDocument, 'RequestWindow', topics);
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (reason === '') return form.setProblems([{ field: 'reason', message: 'Say why: every member reads it' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, windowId: window.id, reason } })))) return;
    form.clear();
    announce('The window is canceled');
    onClose();
  };
  return (
    <CommandDialog title="Cancel the request window?" answer="Cancel it for everyone" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        Nothing will be allotted. {asked ? 'What was asked for keeps its places in line, and what is free is offered to the lines at once, in their order.' : 'Nobody has asked yet.'} From then on seats of {window.schoolYear} are first come.
      </p>
      <AreaField {...form.field('reason')} label="Why?" hint="Every member reads it." maxLength={300} />
    </CommandDialog>
  );
}
