import { formulaWords, STUDENTS, type FormulaLimits, type Rule } from '@barnraise/cost-sharing';
import { useMemo, useState } from 'react';
import { AdoptPlanPresetDocument } from '../../generated/cost-shares/money.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { clock } from '../../platform/clock.js';
import { useCommand } from '../../platform/command.js';
import { dayIn, readerZone } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { TextField } from '../../ui/Field.js';
import { More } from '../../ui/More.js';
import { LimitsEditor } from './lab/LimitsEditor.js';
import { readDay, writeDay } from './lab/reading.js';
import { RuleEditor } from './lab/RuleEditor.js';
import { Typing } from './lab/typing.js';

const topics = ['study'] as const;
const MEASURES = [{ value: STUDENTS, label: 'Fall membership' }, { value: 'seats', label: 'Seats' }];

/** A way to share that the members agreed on, from a day on, with where they wrote it down. */
export function AdoptPresetDialog({ consortiumId, presets, onClose }: { consortiumId: string; presets: readonly { name: string }[]; onClose: () => void }) {
  const name = `preset.${consortiumId}`;
  const initial = useMemo(() => ({ name: '', effectiveFrom: writeDay(dayIn(clock.now(), readerZone())), citation: '' }), []);
  const form = useForm(name, initial);
  const command = useCommand(name, AdoptPlanPresetDocument, 'PlanPreset', topics);
  const [rule, setRule] = useState<Rule>({ by: 'share-of', measure: STUDENTS });
  const [limits, setLimits] = useState<FormulaLimits | undefined>();
  const formula = { rule, ...(limits === undefined ? {} : { limits }) };
  const again = presets.some((preset) => preset.name === form.values.name.trim());
  const submit = async () => {
    const day = readDay(form.values.effectiveFrom);
    const problems = [
      ...(/[A-Za-z0-9]/.test(form.values.name) ? [] : [{ field: 'name', message: 'Give it a name that members will recognize' }]),
      ...(day.ok ? [] : [{ field: 'effectiveFrom', message: day.problem }]),
      ...(form.values.citation.trim() === '' ? [{ field: 'citation', message: 'Say where the members wrote it down: which document, which section' }] : []),
    ];
    form.setProblems(problems);
    if (!day.ok || problems.length > 0) return;
    const called = form.values.name.trim();
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, consortiumId, name: called, formula: JSON.stringify({ name: called, ...formula }), effectiveFrom: day.value, citation: form.values.citation.trim() } }));
    if (!done) return;
    form.clear();
    announce(`${done.name} recorded`);
    onClose();
  };
  return (
    <CommandDialog title="Which way did the members agree on?" answer={again ? 'Record the new version' : 'Record it'} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <TextField {...form.field('name')} label="Name" hint={again ? 'This name is in use: it gets a new version, and the old one stays on record.' : 'What members call it, for example: By enrollment'} maxLength={80} />
      <Typing name={`${name}.fields`}>
        <RuleEditor path="rule" rule={rule} measures={MEASURES} onChange={setRule} />
        <More summary="Limits on what anybody pays">
          <LimitsEditor path="limits" limits={limits ?? {}} onChange={setLimits} within="study" />
        </More>
      </Typing>
      <p>{formulaWords(formula).join(' ')}</p>
      <TextField {...form.field('effectiveFrom')} label="In force from" hint="For example 7/1/2027" narrow maxLength={10} />
      <TextField {...form.field('citation')} label="Written in" hint="For example: Agreement of 2026, section 4" maxLength={300} />
      <p className="muted small">Bookings and studies made before keep the version they were made under.</p>
    </CommandDialog>
  );
}
