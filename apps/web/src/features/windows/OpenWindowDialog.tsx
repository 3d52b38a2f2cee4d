import { windowDays } from '@barnraise/lifecycle';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { OpenRequestWindowDocument, type WindowsQuery } from '../../generated/windows/windows.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { clock } from '../../platform/clock.js';
import { useCommand } from '../../platform/command.js';
import { dayIn, dayWords, readerZone, zoneWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { ChoiceField, DayField } from '../../ui/Field.js';

const topics = ['window', 'section'] as const;

/** Which year, from when to when, and by which order: what the members will read. */
export function OpenWindowDialog({ consortium, years, onClose }: { consortium: { id: string; name: string }; years: WindowsQuery['windowYears']; onClose: () => void }) {
  const navigate = useNavigate();
  const name = `window.open.${consortium.id}`;
  const initial = useMemo(() => ({ schoolYear: years.at(-1)!.schoolYear, opensOn: dayIn(clock.now(), years[0]!.timeZone), closesOn: dayIn(clock.now() + 21 * 86_400_000, years[0]!.timeZone) }), [years]);
  const form = useForm(name, initial);
  const command = useCommand(name, OpenRequestWindowDocument, 'RequestWindow', topics);
  const { schoolYear, opensOn, closesOn } = form.values;
  const year = years.find((one) => one.schoolYear === schoolYear) ?? years.at(-1)!;
  // On the clock of the consortium; its zone is named to whoever reads in another.
  const there = zoneWords(year.timeZone) === zoneWords(readerZone()) ? '' : ` ${zoneWords(year.timeZone)}`;
  const submit = async () => {
    const problems = [...(opensOn === '' ? [{ field: 'opensOn', message: 'Choose the first day' }] : []), ...(closesOn === '' || closesOn < opensOn ? [{ field: 'closesOn', message: 'Choose a last day that is not before the first' }] : [])];
    form.setProblems(problems);
    if (problems.length > 0) return;
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, consortiumId: consortium.id, schoolYear: year.schoolYear, opensOn, closesOn } }));
    if (!done) return;
    form.clear();
    announce(`The window for ${done.schoolYear} is open`);
    await navigate({ to: '/windows/$id', params: { id: done.id } });
  };
  return (
    <CommandDialog title="Open a request window?" answer="Open it and tell the members" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <ChoiceField {...form.field('schoolYear')} label="For which school year?" choices={years.map((one) => ({ value: one.schoolYear, label: `${one.schoolYear} (${one.sections} shared ${one.sections === 1 ? 'section' : 'sections'} so far)` }))} />
      <DayField {...form.field('opensOn')} label="First day" hint={`From 8 AM${there}, or at once if that has passed; within ${windowDays.ahead} days`} narrow />
      <DayField {...form.field('closesOn')} label="Last day" hint={`Until 5 PM${there}; at most ${windowDays.long} days after the first`} narrow />
      <p>
        {closesOn === '' ? '' : `Until ${dayWords(closesOn)}, 5 PM${there}, `}nobody takes seats of {year.schoolYear}: members ask for them. Bookings that are there stay. You can give more time once, and cancel it until the seats are being allotted.
      </p>
      <p>
        <strong>How seats will be allotted:</strong> {year.orderWords} This is what the members agreed on; the rules are on the consortium’s page.
      </p>
    </CommandDialog>
  );
}
