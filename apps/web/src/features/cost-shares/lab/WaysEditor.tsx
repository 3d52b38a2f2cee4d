import { formulaWords, limitWords, type Contender, type Formula, type Rule } from '@barnraise/cost-sharing';
import { memo, useCallback, useMemo, useState } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { ChoiceField } from '../../../ui/Field.js';
import { Notice } from '../../../ui/Notice.js';
import { More } from '../../../ui/More.js';
import { Topic } from '../../../ui/Topic.js';
import { type Editing, measuresOf, type Preset } from './editing.js';
import css from './Editors.module.css';
import { LimitsEditor } from './LimitsEditor.js';
import { readSomething } from './reading.js';
import { RuleParts } from './RuleEditor.js';
import { TypedField, useTexts } from './typing.js';
import { COMPARED_ONLY, isFormula, JOINT_NAMES, limited, KINDS, nameFor, ruleOf } from './ways.js';

const MOST = 5;
const JOINT = Object.entries(JOINT_NAMES).map(([method, label]) => ({ value: `joint ${method}`, label: `Joint project: ${label}` }));
const choices = [...KINDS, ...JOINT];

const kindOf = (way: Contender): string => (isFormula(way) ? way.rule.by : `joint ${way.joint}`);

/** Two to five ways side by side, from the consortium's own or composed here. */
export function WaysEditor({ editing, presets }: { editing: Editing; presets: readonly Preset[] }) {
  const { draft, update } = editing;
  const texts = useTexts();
  const [wanted, setWanted] = useState('');
  const ways = draft.contenders;
  const set = useCallback((at: number, way: Contender) => update((before) => ({ ...before, contenders: before.contenders.map((one, index) => (index === at ? way : one)) })), [update]);
  const { typed } = draft;
  const { directory } = editing;
  const measures = useMemo(() => measuresOf({ draft: { typed }, directory }), [typed, directory]);
  const add = () => {
    const preset = presets.find((one) => `preset ${one.id}` === wanted);
    const way: Contender = preset ? (JSON.parse(preset.formula) as Formula) : wayOf(wanted === '' ? 'blend' : wanted, null, measures[0]?.value ?? '');
    announce(`${way.name} added above`);
    update((before) => ({ ...before, contenders: [...before.contenders, { ...way, name: nameFor(way.name, before.contenders.map((one) => one.name)) }] }));
  };
  const { forget } = texts;
  const remove = useCallback(
    (at: number) => {
      forget('ways.');
      update((before) => ({ ...before, contenders: before.contenders.filter((_way, index) => index !== at) }));
    },
    [forget, update],
  );
  return (
    <Topic title="Which ways to share?" summary={ways.map((way) => way.name).join(', ')}>
      <ol className={css['cards']}>
        {ways.map((way, at) => (
          <WayCard key={at} at={at} way={way} measures={measures} onSet={set} onRemove={ways.length > 2 ? remove : null} />
        ))}
      </ol>
      {ways.length < MOST ? (
        <div className={css['add']}>
          <ChoiceField
            id="f-add-way"
            name="add-way"
            label="Another way"
            value={wanted}
            onChange={setWanted}
            choices={[{ value: '', label: 'Choose one' }, ...presets.map((preset) => ({ value: `preset ${preset.id}`, label: `Agreed: ${preset.name}` })), ...choices]}
          />
          <Button icon="plus" onClick={add} disabled={wanted === ''}>
            Add this way
          </Button>
        </div>
      ) : (
        <p className="small muted">Five ways are as many as a board can compare. Remove one to add another.</p>
      )}
    </Topic>
  );
}

function wayOf(kind: string, before: Contender | null, measure: string): Contender {
  const joint = Object.keys(JOINT_NAMES).find((method) => kind === `joint ${method}`) as keyof typeof JOINT_NAMES | undefined;
  if (joint !== undefined) return { name: before !== null && before.name !== nameOfKind(kindOf(before)) ? before.name : JOINT_NAMES[joint], joint };
  const by = kind as Rule['by'];
  const rule = ruleOf(by, before !== null && isFormula(before) ? before.rule : { by: 'equally' }, measure);
  const limits = before !== null && isFormula(before) && before.limits !== undefined ? { limits: before.limits } : {};
  return { name: before !== null && before.name !== nameOfKind(kindOf(before)) ? before.name : nameOfKind(kind), rule, ...limits };
}

const nameOfKind = (kind: string): string => (choices.find(({ value }) => value === kind)?.label ?? '').replace(/^Joint project: /, '').replace(/: .*$/, '');

/** Drawn anew only when its own way changes: a bound that moves is felt by one card. */
const WayCard = memo(function WayCard({ at, way, measures, onSet, onRemove }: { at: number; way: Contender; measures: readonly { value: string; label: string }[]; onSet: (at: number, way: Contender) => void; onRemove: ((at: number) => void) | null }) {
  const texts = useTexts();
  const path = `ways.${at}`;
  const onChange = (next: Contender) => onSet(at, next);
  const choose = (kind: string) => {
    texts.forget(`${path}.rule`);
    onChange(wayOf(kind, way, measures[0]?.value ?? ''));
  };
  const limits = isFormula(way) ? (way.limits ?? {}) : {};
  return (
    <li className={css['card']}>
      <div className={css['head']}>
        <strong>{at === 0 ? 'Way 1, what the others are compared with' : `Way ${at + 1}`}</strong>
        {onRemove === null ? null : <IconButton icon="trash" label={`Remove the way ${way.name}`} onClick={() => onRemove(at)} />}
      </div>
      <TypedField path={`${path}.name`} label="Name" value={way.name} read={readSomething('Type a name for this way')} write={String} onValue={(name) => onChange({ ...way, name })} maxLength={80} />
      <ChoiceField id={`f-ways-${at}-kind`} name={`${path}.kind`} label="Shared" value={kindOf(way)} onChange={choose} choices={choices} />
      {isFormula(way) ? (
        <>
          <RuleParts path={`${path}.rule`} rule={way.rule} measures={measures} onChange={(rule) => onChange({ ...way, rule })} />
          <More small summary={Object.keys(limits).length === 0 ? 'No limits on what anybody pays' : limitWords(limits).join(' ')}>
            <LimitsEditor path={`${path}.limits`} limits={limits} within="study" onChange={(next) => onChange(limited(way, next))} />
          </More>
          <p className="small muted">{formulaWords({ rule: way.rule })[0]}</p>
        </>
      ) : COMPARED_ONLY.includes(way.joint) ? (
        <Notice tone="plain">Shown to compare with. It is not offered for bills.</Notice>
      ) : (
        <p className="small muted">It needs to know what smaller groups would pay by themselves: from who is on which line, or as you enter it below.</p>
      )}
    </li>
  );
});
