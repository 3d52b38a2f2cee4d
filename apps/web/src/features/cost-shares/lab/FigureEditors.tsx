import { countsOfYear, STUDENTS, type StudyDraft } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { memo } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { TickField } from '../../../ui/Field.js';
import { Topic } from '../../../ui/Topic.js';
import { type Editing, sameIn, sharers } from './editing.js';
import css from './Editors.module.css';
import { orNothing, readCost, readDay, readNumber, readSomething, writeAmount, writeDay, writeNumber } from './reading.js';
import { groupKeys, MOST_FOR_GROUPS } from './start.js';
import { TypedField, useTexts } from './typing.js';
import { isFormula, nameFor, put, renamed } from './ways.js';
import { listed } from './words.js';

export const LastYearEditor = memo(function LastYearEditor({ editing }: { editing: Editing }) {
  const { draft, update } = editing;
  const known = Object.keys(draft.lastYearCents).length;
  const all = sharers(editing);
  return (
    <Topic title="What did each pay last year?" summary={known === 0 ? 'Not entered: no change is claimed' : `${known} of ${all.length} entered, ${formatCents(Object.values(draft.lastYearCents).reduce((sum, cents) => sum + cents, 0))} in all`}>
      <div className={css['figures']}>
        {all.map(({ key, name }) => (
          <TypedField key={key} path={`last.${key}`} label={name} value={draft.lastYearCents[key]} read={orNothing(readCost)} write={writeAmount} onValue={(cents) => update((before) => ({ ...before, lastYearCents: put(before.lastYearCents, key, cents) }))} inputMode="decimal" prefix="$" />
        ))}
      </div>
    </Topic>
  );
}, sameIn('lastYearCents', 'members', 'guests'));

type Typed = StudyDraft['typed'][number];

/** Anything countable that the directory does not know: visits, hours, minutes, square feet. */
export const MeasuresEditor = memo(function MeasuresEditor({ editing }: { editing: Editing }) {
  const { draft, update } = editing;
  const texts = useTexts();
  const set = (at: number, next: (measure: Typed) => Typed) => update((before) => ({ ...before, typed: before.typed.map((one, index) => (index === at ? next(one) : one)) }));
  const rename = (at: number, name: string) =>
    update((before) => {
      const from = before.typed[at]?.measure ?? '';
      const contenders = before.contenders.map((way) => (isFormula(way) ? { ...way, rule: renamed(way.rule, from, name) } : way));
      const items = before.items.map((item) => (item.rule === undefined ? item : { ...item, rule: renamed(item.rule, from, name) }));
      return { ...before, contenders, items, typed: before.typed.map((one, index) => (index === at ? { ...one, measure: name } : one)) };
    });
  const add = () => {
    update((before) => ({ ...before, typed: [...before.typed, { measure: nameFor('visits', before.typed.map(({ measure }) => measure)), source: '', countedOn: '', values: {} }] }));
    announce('A measure added above');
  };
  return (
    <Topic title="Anything else to share by?" summary={draft.typed.length === 0 ? 'Only the districts’ own counts' : draft.typed.map(({ measure }) => measure).join(', ')}>
      <p className="small muted">For example visits, hours or students served. Say where the numbers come from: a board will ask.</p>
      {draft.typed.length === 0 ? null : (
        <ul className={css['cards']}>
          {draft.typed.map((measure, at) => (
            <li key={at} className={css['card']}>
              <div className={css['line']}>
                <TypedField path={`typed.${at}.measure`} label="Measure" value={measure.measure} read={measureName(draft.typed, at)} write={String} onValue={(name) => rename(at, name)} maxLength={60} />
                <IconButton
                  icon="trash"
                  label={`Remove ${measure.measure}`}
                  onClick={() => {
                    texts.forget('typed.');
                    update((before) => ({ ...before, typed: before.typed.filter((_one, index) => index !== at) }));
                  }}
                />
              </div>
              <div className={css['pair']}>
                <TypedField path={`typed.${at}.source`} label="Source" value={measure.source} read={readSomething('Say where the numbers come from')} write={String} onValue={(source) => set(at, (before) => ({ ...before, source }))} maxLength={200} />
                <TypedField path={`typed.${at}.date`} label="Date" value={measure.countedOn} read={readDay} write={writeDay} onValue={(countedOn) => set(at, (before) => ({ ...before, countedOn }))} hint="For example 10/1/2026" maxLength={10} />
              </div>
              <div className={css['figures']}>
                {sharers(editing).map(({ key, name }) => (
                  <TypedField key={key} path={`typed.${at}.values.${key}`} label={name} value={measure.values[key]} read={orNothing(readNumber)} write={writeNumber} onValue={(value) => set(at, (before) => ({ ...before, values: put(before.values, key, value) }))} inputMode="decimal" maxLength={40} />
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {draft.typed.length < 6 ? (
        <div>
          <Button icon="plus" onClick={add}>
            Add a measure
          </Button>
        </div>
      ) : null}
    </Topic>
  );
}, sameIn('typed', 'members', 'guests'));

const measureName = (all: readonly Typed[], at: number) => (text: string) => {
  const read = readSomething('Type what is counted')(text);
  if (!read.ok) return read;
  const taken = /^(fall-membership|seats)$/.test(text.trim()) || all.some((one, index) => index !== at && one.measure === text.trim());
  return taken ? { ok: false as const, problem: 'Another measure has this name: give it a name of its own' } : { ok: true as const, value: text.trim() };
};

/** Schools whose students weigh nothing in this study. */
export const LeftOutEditor = memo(function LeftOutEditor({ editing, label }: { editing: Editing; label: string }) {
  const { draft, update } = editing;
  const names = new Map(sharers(editing).map(({ key, name }) => [key, name]));
  const counts = countsOfYear(draft, editing.directory, STUDENTS, label).filter(({ parts }) => parts.length > 0);
  const out = counts.flatMap(({ parts }) => parts.filter(({ school }) => draft.leftOut.includes(school)).map(({ name }) => name));
  return (
    <Topic title="Which schools are left out?" summary={out.length === 0 ? 'None: every student counts' : listed(out)}>
      {counts.length === 0 ? <p className="muted small">No count says which schools it is made of.</p> : null}
      {counts.map(({ member, parts, countedOn, source }) => (
        <fieldset key={member}>
          <legend>
            <strong>{names.get(member)}</strong> <span className="muted small">{countedOn}, {source}</span>
          </legend>
          <div>
            {parts.map(({ school, name, students, virtual }) => (
              <TickField
                key={school}
                label={`Leave out ${name}${virtual ? ' (virtual)' : ''}`}
                detail={students.toLocaleString('en-US')}
                checked={draft.leftOut.includes(school)}
                onChange={(on) => update((before) => ({ ...before, leftOut: on ? [...before.leftOut, school] : before.leftOut.filter((one) => one !== school) }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </Topic>
  );
}, sameIn('leftOut', 'year', 'members', 'guests'));

/** What each group would pay by itself, where somebody has found out. */
export const GroupsEditor = memo(function GroupsEditor({ editing }: { editing: Editing }) {
  const { draft, update } = editing;
  const all = sharers(editing);
  const named = new Map(all.map(({ key, name }) => [key, name]));
  const keys = all.length <= MOST_FOR_GROUPS ? groupKeys(all.map(({ key }) => key)) : [];
  const known = keys.filter((key) => draft.groups[key] !== undefined).length;
  const summary = all.length > MOST_FOR_GROUPS ? 'It follows from who is on which line' : known === 0 ? 'Not entered: it follows from who is on which line' : `${known} of ${keys.length} groups entered`;
  return (
    <Topic title="What would groups pay by themselves?" summary={summary} tone={known > 0 && known < keys.length ? 'warn' : undefined}>
      {all.length > MOST_FOR_GROUPS ? (
        <p className="muted small">Quotes for every group can be asked for with up to {MOST_FOR_GROUPS} districts; {all.length} would have {2 ** all.length - 1} groups. Say who is on which line instead.</p>
      ) : (
        <>
          <p className="muted small">For a joint project: what it would cost each group without the others. Either every group or none.</p>
          <div className={css['figures']}>
            {keys.map((key) => (
              <TypedField key={key} path={`groups.${key}`} label={listed(key.split('+').map((member) => named.get(member) ?? member))} value={draft.groups[key]} read={orNothing(readCost)} write={writeAmount} onValue={(cents) => update((before) => ({ ...before, groups: put(before.groups, key, cents) }))} inputMode="decimal" prefix="$" />
            ))}
          </div>
        </>
      )}
    </Topic>
  );
}, sameIn('groups', 'members', 'guests'));
