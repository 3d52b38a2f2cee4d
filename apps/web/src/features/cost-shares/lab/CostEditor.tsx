import { formatCents } from '@barnraise/money';
import { ruleWords, type CostItem } from '@barnraise/cost-sharing';
import { memo } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { AreaField, ChoiceField, TickField } from '../../../ui/Field.js';
import { More } from '../../../ui/More.js';
import { Topic } from '../../../ui/Topic.js';
import { type Editing, measuresOf, sameIn, sharers } from './editing.js';
import css from './Editors.module.css';
import { readAmount, readSomething, readYear, writeAmount } from './reading.js';
import { freeKey } from './start.js';
import { RuleParts } from './RuleEditor.js';
import { TypedField, useTexts } from './typing.js';
import { KINDS, ruleOf } from './ways.js';
import { listed } from './words.js';

/** What is shared: the lines of a cost, and who is on each. */
export const CostEditor = memo(function CostEditor({ editing, title, onTitle }: { editing: Editing; title: string; onTitle: (title: string) => void }) {
  const { draft, update } = editing;
  const total = draft.items.reduce((sum, item) => sum + item.amountCents, 0);
  const change = (id: string, next: (item: CostItem) => CostItem) => update((before) => ({ ...before, items: before.items.map((item) => (item.id === id ? next(item) : item)) }));
  const add = () => {
    update((before) => {
      const id = freeKey('line', before.items.map((item) => item.id));
      return { ...before, items: [...before.items, { id, name: `Line ${before.items.length + 1}`, amountCents: 0 }] };
    });
    announce(`Line ${draft.items.length + 1} added above`);
  };
  return (
    <Topic title="What does it cost?" summary={`${formatCents(total)}, ${draft.items.length === 1 ? 'in one line' : `in ${draft.items.length} lines`}, ${draft.kind === 'real' ? 'paid in' : 'planned for'} ${draft.year}`}>
      <TypedField path="title" label="Title" value={title} read={readSomething('Give the study a title')} write={String} onValue={onTitle} maxLength={120} />
      <AreaField id="f-about" name="about" label="What is it about?" optional value={draft.about} onChange={(about) => update((before) => ({ ...before, about }))} rows={2} maxLength={2000} />
      <div className={css['pair']}>
        <ChoiceField id="f-kind" name="kind" label="The cost is" value={draft.kind} onChange={(kind) => update((before) => ({ ...before, kind: kind === 'real' ? 'real' : 'planned' }))} choices={[{ value: 'planned', label: 'planned' }, { value: 'real', label: 'real, already paid' }]} />
        <TypedField path="year" label="School year" value={draft.year} read={readYear} write={String} onValue={(year) => update((before) => ({ ...before, year }))} narrow maxLength={9} />
      </div>
      <ul className={css['cards']}>
        {draft.items.map((item) => (
          <Line key={item.id} item={item} editing={editing} onChange={(next) => change(item.id, next)} onRemove={draft.items.length > 1 ? () => update((before) => ({ ...before, items: before.items.filter((one) => one.id !== item.id) })) : null} />
        ))}
      </ul>
      {draft.items.length < 20 ? (
        <div>
          <Button icon="plus" onClick={add}>
            Add a line
          </Button>
        </div>
      ) : null}
    </Topic>
  );
}, sameIn('about', 'kind', 'year', 'items', 'members', 'guests', 'typed'));

function Line({ item, editing, onChange, onRemove }: { item: CostItem; editing: Editing; onChange: (next: (item: CostItem) => CostItem) => void; onRemove: (() => void) | null }) {
  const all = sharers(editing);
  const texts = useTexts();
  const everyone = item.among === undefined;
  const among = new Set(item.among ?? all.map(({ key }) => key));
  const set = (key: string, on: boolean) =>
    onChange(({ among: _before, ...rest }) => {
      const next = all.map((one) => one.key).filter((one) => (one === key ? on : among.has(one)));
      // A line with nobody on it is nobody's cost: the last one stays.
      return next.length === 0 ? item : next.length === all.length ? rest : { ...rest, among: next };
    });
  const measures = measuresOf(editing);
  const choose = (kind: string) => {
    const known = KINDS.find(({ value }) => value === kind);
    texts.forget(`items.${item.id}.rule`);
    onChange(({ rule, ...rest }) => (known === undefined ? rest : { ...rest, rule: ruleOf(known.value, rule ?? { by: 'equally' }, measures[0]?.value ?? '') }));
  };
  return (
    <li className={css['card']}>
      <div className={css['line']}>
        <TypedField path={`items.${item.id}.name`} label="Line" value={item.name} read={readSomething('Type what the line is for')} write={String} onValue={(name) => onChange((before) => ({ ...before, name }))} maxLength={200} />
        <TypedField path={`items.${item.id}.amount`} label="Amount" value={item.amountCents} read={readAmount} write={writeAmount} onValue={(amountCents) => onChange((before) => ({ ...before, amountCents }))} inputMode="decimal" prefix="$" />
        {onRemove === null ? null : <IconButton icon="trash" label={`Remove the line ${item.name}`} onClick={onRemove} />}
      </div>
      <More small summary={`On this line: ${everyone ? 'everyone' : listed(all.filter(({ key }) => among.has(key)).map(({ name }) => name))}${item.rule === undefined ? '' : `, shared ${ruleWords(item.rule)}`}`}>
        <div className={css['ticks']} role="group" aria-label={`Who is on ${item.name}`}>
          {all.map(({ key, name }) => (
            <TickField key={key} label={name} checked={among.has(key)} onChange={(on) => set(key, on)} />
          ))}
        </div>
        <ChoiceField id={`f-items-${item.id}-by`} name={`items.${item.id}.by`} label="This line is shared" value={item.rule?.by ?? ''} onChange={choose} choices={[{ value: '', label: 'as each way says' }, ...KINDS]} />
        {item.rule === undefined ? null : <RuleParts path={`items.${item.id}.rule`} rule={item.rule} measures={measures} onChange={(rule) => onChange((before) => ({ ...before, rule }))} />}
      </More>
    </li>
  );
}
