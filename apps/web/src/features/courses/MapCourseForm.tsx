import { MapCourseDocument } from '../../generated/courses/section.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { type Mapping } from './MappingPanel.js';
import { parseCredit } from './seats.js';

const topics = ['booking', 'section', 'mapping'] as const;

export function MapCourseForm({ sectionId, homeId, mapping, remoteTitle, remoteCredit, onDone }: { sectionId: string; homeId: string; mapping: Mapping | null; remoteTitle: string; remoteCredit: number; onDone: () => void }) {
  const name = `map.${sectionId}.${homeId}`;
  const form = useForm(name, { localCode: mapping?.localCode ?? '', localTitle: mapping?.localTitle ?? remoteTitle, creditHundredths: ((mapping?.creditHundredths ?? remoteCredit) / 100).toString() });
  const command = useCommand(name, MapCourseDocument, 'CourseMapping', topics);
  const submit = async () => {
    const credit = parseCredit(form.values.creditHundredths);
    const problems = [
      ...(form.values.localCode.trim() === '' ? [{ field: 'localCode', message: 'Type the code this course has at home' }] : []),
      ...(form.values.localTitle.trim() === '' ? [{ field: 'localTitle', message: 'Type the title for the transcript' }] : []),
      ...(credit === null ? [{ field: 'creditHundredths', message: 'Type the credit as a number, for example 0.5' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || credit === null) return;
    const done = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, sectionId, homeDistrictId: homeId, localCode: form.values.localCode.trim(), localTitle: form.values.localTitle.trim(), creditHundredths: credit },
    }));
    if (!done) return;
    form.clear();
    announce('Sent for approval');
    onDone();
  };
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button look="primary" type="submit" busy={command.busy}>
            Send for approval
          </Button>
          <Button look="quiet" onClick={onDone}>
            Not now
          </Button>
        </>
      }
    >
      <TextField {...form.field('localCode')} label="Local course code" narrow maxLength={40} />
      <TextField {...form.field('localTitle')} label="Title on the transcript" maxLength={120} />
      <TextField {...form.field('creditHundredths')} label="Credit" hint="1 is a full year" inputMode="decimal" narrow />
    </CommandForm>
  );
}
