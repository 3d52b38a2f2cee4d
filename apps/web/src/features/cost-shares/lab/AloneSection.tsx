import { formatCents } from '@barnraise/money';
import { memo, useMemo } from 'react';
import { EnterStandAloneDocument, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { CommandForm } from '../../../platform/CommandForm.js';
import { useCommand } from '../../../platform/command.js';
import { dayPlain } from '../../../platform/dates.js';
import { useForm } from '../../../platform/form.js';
import { announce } from '../../../ui/Announcer.js';
import { Button } from '../../../ui/Button.js';
import { ChoiceField, TextField } from '../../../ui/Field.js';
import { Section } from '../../../ui/Page.js';
import { Table } from '../../../ui/Table.js';
import { readCost, readDay, writeAmount, writeDay } from './reading.js';

type Figure = StudyPartsFragment['standAlone'][number];
type Confidence = Figure['confidence'];

const topics = ['study'] as const;
const CONFIDENCE: { value: Confidence; label: string }[] = [
  { value: 'QUOTE', label: 'A quote: somebody offered it at this price' },
  { value: 'OWN_ACCOUNTS', label: 'Our own accounts: we paid this before' },
  { value: 'ESTIMATE', label: 'An estimate: we reckon so' },
];
const words: Record<Confidence, string> = { QUOTE: 'a quote', OWN_ACCOUNTS: 'own accounts', ESTIMATE: 'an estimate' };

/** What districts say they would pay alone. Without it, nobody claims that sharing saves. */
export const AloneSection = memo(function AloneSection({ study }: { study: StudyPartsFragment }) {
  const { standAlone, mayEnterFor } = study;
  return (
    <Section title="What would each pay alone?">
      {standAlone.length === 0 ? (
        <p className="muted">{study.audience === 'AUTHOR' ? 'Each district says so itself, once the study is shared. Until then no saving is claimed.' : 'No district has said what it would pay alone, so no saving is claimed.'}</p>
      ) : (
        <Table
          caption="What districts say they would pay alone"
          captionHidden
          rows={standAlone}
          rowKey={({ district }) => district.id}
          columns={[
            { key: 'district', head: 'District', names: true, cell: ({ district }) => district.shortName },
            { key: 'cents', head: 'Alone', figure: true, cell: ({ cents }) => formatCents(cents) },
            { key: 'source', head: 'Source', cell: ({ source }) => source },
            { key: 'confidence', head: 'It is', cell: ({ confidence, obtainedOn }) => `${words[confidence]}${obtainedOn == null ? '' : `, ${dayPlain(obtainedOn)}`}` },
          ]}
        />
      )}
      {mayEnterFor.map((district) => (
        <AloneForm key={district.id} studyId={study.id} district={district} before={standAlone.find((figure) => figure.district.id === district.id) ?? null} />
      ))}
    </Section>
  );
});

function AloneForm({ studyId, district, before }: { studyId: string; district: { id: string; shortName: string }; before: Figure | null }) {
  const name = `alone.${studyId}.${district.id}`;
  const initial = useMemo(() => ({ cents: before === null ? '' : writeAmount(before.cents), source: before?.source ?? '', confidence: before?.confidence ?? 'QUOTE', obtainedOn: before?.obtainedOn == null ? '' : writeDay(before.obtainedOn) }), [before]);
  const form = useForm(name, initial);
  const command = useCommand(name, EnterStandAloneDocument, 'CostStudy', topics);
  const submit = async () => {
    const { source, confidence, obtainedOn } = form.values;
    const cents = readCost(form.values.cents);
    const day = obtainedOn.trim() === '' ? null : readDay(obtainedOn);
    const problems = [
      ...(cents.ok ? [] : [{ field: 'cents', message: cents.problem }]),
      ...(source.trim() === '' ? [{ field: 'source', message: 'Say where the figure comes from: who offered it, or which accounts' }] : []),
      ...(day === null || day.ok ? [] : [{ field: 'obtainedOn', message: day.problem }]),
    ];
    form.setProblems(problems);
    if (!cents.ok || problems.length > 0) return;
    const done = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, studyId, districtId: district.id, cents: cents.value, source: source.trim(), confidence: confidence as Confidence, obtainedOn: day?.ok ? day.value : null },
    }));
    if (!done) return;
    form.clear();
    announce(`${formatCents(cents.value)} entered for ${district.shortName}`);
  };
  return (
    <details open={before === null}>
      <summary>{before === null ? `Say what ${district.shortName} would pay alone` : `Correct the figure of ${district.shortName}`}</summary>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void submit()}
        actions={
          <Button type="submit" busy={command.busy}>
            Enter it for {district.shortName}
          </Button>
        }
      >
        <TextField {...form.field('cents')} label={`What ${district.shortName} would pay alone`} hint="For the same thing and the same period as this study." inputMode="decimal" prefix="$" narrow />
        <TextField {...form.field('source')} label="Source" hint="For example: quote of Treasure Valley Therapy" maxLength={300} />
        <ChoiceField {...form.field('confidence')} label="How sure is it?" choices={CONFIDENCE} />
        <TextField {...form.field('obtainedOn')} label="Obtained on" hint="For example 10/1/2026" optional narrow maxLength={10} />
        <p className="muted small">Figures are kept with their date; a correction is a new one, and the newest counts.</p>
      </CommandForm>
    </details>
  );
}
