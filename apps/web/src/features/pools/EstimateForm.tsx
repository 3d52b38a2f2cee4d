import { useMemo, useRef } from 'react';
import { GiveEstimateDocument } from '../../generated/pools/solicitations.js';
import { wholeOf } from '../../platform/amounts.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Draft } from '../../platform/drafts.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { useNamed } from './named.js';
import css from './Rounds.module.css';
import { type Estimate } from './solicitation.js';
import { type Round } from './words.js';

const topics = ['round'] as const;
type What = 'count' | 'unit';
const fieldOf = (what: What, key: string): string => `${what}-${key}`;

/** What a district expects to take, item by item. It binds nobody; what is left empty is nothing. */
export function EstimateForm({ round, district, own, onDone, onBack }: { round: Round; district: { id: string; shortName: string }; own: Estimate | null; onDone: () => void; onBack: (() => void) | null }) {
  const name = `round.estimate.${round.id}.${district.id}`;
  const initial = useMemo(() => Object.fromEntries(round.items.flatMap((item) => {
    const line = own?.lines.find(({ itemKey }) => itemKey === item.key);
    return [[fieldOf('count', item.key), line ? String(line.count) : ''], [fieldOf('unit', item.key), line?.unit ?? item.orderUnit.name]];
  })) as Draft, [round.items, own]);
  const form = useForm<Draft>(name, initial);
  const command = useCommand(name, GiveEstimateDocument, 'Round', topics);
  const sent = useRef<readonly { itemKey: string }[]>([]);
  const named = useNamed(command, (path) => {
    const match = /lines\.(\d+)\.(\w+)$/.exec(path);
    return match ? fieldOf(match[2] === 'unit' ? 'unit' : 'count', sent.current[Number(match[1])]?.itemKey ?? '') : path;
  });
  const submit = async (nothing: boolean) => {
    const typed = round.items.map((item) => {
      const text = (form.values[fieldOf('count', item.key)] ?? '').trim();
      return { item, text, count: text === '' ? 0 : wholeOf(text) };
    });
    const problems = nothing ? [] : typed.filter(({ count }) => count === null).map(({ item }) => ({ field: fieldOf('count', item.key), message: `${item.name}: write a whole number, such as 40` }));
    if (!nothing && typed.every(({ text }) => text === '')) problems.push({ field: fieldOf('count', round.items[0]!.key), message: 'Write about how many, or say that you would take nothing' });
    form.setProblems(problems);
    if (problems.length > 0) return;
    const lines = typed.flatMap(({ item, count }) => (nothing || count === null || count === 0 ? [] : [{ itemKey: item.key, unit: form.values[fieldOf('unit', item.key)] ?? item.orderUnit.name, count }]));
    sent.current = lines;
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, districtId: district.id, lines } })))) return;
    form.clear();
    announce(`The estimate of ${district.shortName} is in`);
    onDone();
  };
  return (
    <CommandForm
      form={form}
      command={named}
      onSubmit={() => void submit(false)}
      actions={
        <>
          <Button look="primary" type="submit" busy={command.busy}>Send the estimate</Button>
          <Button look="quiet" onClick={() => void submit(true)}>We would take nothing</Button>
          {onBack ? <Button look="quiet" onClick={onBack}>Keep what we said</Button> : null}
        </>
      }
    >
      {round.items.map((item) => {
        const unit = item.units.find(({ name: one }) => one === form.values[fieldOf('unit', item.key)]) ?? item.orderUnit;
        return (
          <div key={item.key} className={css['pair']}>
            <TextField {...form.field(fieldOf('count', item.key))} label={round.items.length === 1 ? `About how many ${unit.plural}?` : `${item.name}, about how many ${unit.plural}?`} inputMode="numeric" maxLength={9} />
            {item.units.length > 1 ? <ChoiceField {...form.field(fieldOf('unit', item.key))} label="Count in" choices={item.units.map(({ name: value, plural }) => ({ value, label: plural }))} /> : null}
          </div>
        );
      })}
      <p className="muted small">It binds nobody and needs no approval. It tells suppliers what to bid on; you commit later, at the awarded price.</p>
    </CommandForm>
  );
}
