import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { CopyCostStudyDocument, DeleteCostStudyDocument, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { CommandDialog } from '../../../platform/CommandDialog.js';
import { useCommand } from '../../../platform/command.js';
import { useForm } from '../../../platform/form.js';
import { announce } from '../../../ui/Announcer.js';
import { TextField } from '../../../ui/Field.js';

const topics = ['study'] as const;
const EMPTY = {};

export function CopyStudyDialog({ study, onClose }: { study: StudyPartsFragment; onClose: () => void }) {
  const navigate = useNavigate();
  const name = `study.copy.${study.id}`;
  const initial = useMemo(() => ({ title: `${study.title}, copy`.slice(0, 120) }), [study.title]);
  const form = useForm(name, initial);
  const command = useCommand(name, CopyCostStudyDocument, 'CostStudy', topics);
  const submit = async () => {
    const title = form.values.title.trim();
    if (title === '') return form.setProblems([{ field: 'title', message: 'Give the copy a title' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, id: study.id, title } }));
    if (!done) return;
    form.clear();
    announce(`${done.title} copied`);
    onClose();
    await navigate({ to: '/money/studies/$id', params: { id: done.id } });
  };
  return (
    <CommandDialog title="Copy it into a study of your own?" answer="Copy it" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <TextField {...form.field('title')} label="Title of the copy" maxLength={120} />
      <p className="muted small">The copy is yours alone until you share it. What districts said they would pay alone is not copied: they said it for this study.</p>
    </CommandDialog>
  );
}

export function DeleteStudyDialog({ study, onClose }: { study: StudyPartsFragment; onClose: () => void }) {
  const navigate = useNavigate();
  const name = `study.delete.${study.id}`;
  const form = useForm(name, EMPTY, { draft: false });
  const command = useCommand(name, DeleteCostStudyDocument, 'CostStudyDeleted');
  const submit = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, id: study.id } }));
    if (!done) return;
    announce(`${study.title} deleted`);
    await navigate({ to: '/money', search: { in: study.consortium.id }, replace: true });
  };
  return (
    <CommandDialog title="Delete this study?" answer="Delete it" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>“{study.title}” is gone for good. Nobody but you has seen it.</p>
    </CommandDialog>
  );
}
