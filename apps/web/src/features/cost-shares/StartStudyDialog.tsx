import { type Formula } from '@barnraise/cost-sharing';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { CreateCostStudyDocument, type MoneyConsortiumQuery } from '../../generated/cost-shares/money.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { clock } from '../../platform/clock.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { readCost, readYear } from './lab/reading.js';
import { firstDraft, schoolYearOf } from './lab/start.js';

const topics = ['study'] as const;

/** The first step of a study: what it is about and what it costs. The rest is changed while its results are seen. */
export function StartStudyDialog({ consortium, onClose }: { consortium: NonNullable<MoneyConsortiumQuery['consortium']>; onClose: () => void }) {
  const navigate = useNavigate();
  const name = `study.new.${consortium.id}`;
  const initial = useMemo(() => ({ title: '', amount: '', kind: 'planned', year: schoolYearOf(clock.now()) }), []);
  const form = useForm(name, initial);
  const command = useCommand(name, CreateCostStudyDocument, 'CostStudy', topics);
  const submit = async () => {
    const title = form.values.title.trim();
    const amount = readCost(form.values.amount);
    const year = readYear(form.values.year);
    const problems = [
      ...(title === '' ? [{ field: 'title', message: 'Say in a few words what would be shared' }] : []),
      ...(amount.ok ? [] : [{ field: 'amount', message: amount.problem }]),
      ...(year.ok ? [] : [{ field: 'year', message: year.problem }]),
    ];
    form.setProblems(problems);
    if (!amount.ok || !year.ok || problems.length > 0) return;
    const members = consortium.members.map(({ district }) => district.id);
    const presets = consortium.planPresets.map((preset) => JSON.parse(preset.formula) as Formula);
    const draft = firstDraft({ about: '', kind: form.values.kind === 'real' ? 'real' : 'planned', year: year.value, members, amountCents: amount.value, presets });
    const study = await command.send((idempotencyKey) => ({ input: { idempotencyKey, consortiumId: consortium.id, title, draft: JSON.stringify(draft) } }));
    if (!study) return;
    form.clear();
    announce(`${study.title} begun`);
    await navigate({ to: '/money/studies/$id', params: { id: study.id } });
  };
  return (
    <CommandDialog title="What cost do you think of sharing?" answer="See what each would pay" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <TextField {...form.field('title')} label="What would be shared?" hint="For example: a director of special education" maxLength={120} />
      <TextField {...form.field('amount')} label="What does it cost in all?" hint="You can split it into lines afterwards." inputMode="decimal" prefix="$" narrow />
      <ChoiceField {...form.field('kind')} label="The cost is" choices={[{ value: 'planned', label: 'planned' }, { value: 'real', label: 'real, already paid' }]} narrow />
      <TextField {...form.field('year')} label="School year" narrow maxLength={9} />
      <p className="muted small">All {consortium.members.length} members are in it to begin with. Only you see it until you share it.</p>
    </CommandDialog>
  );
}
