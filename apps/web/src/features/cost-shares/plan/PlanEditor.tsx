import { formulaWords, type Formula, type SeatFacts, type SeatPlan, type SeatPlanLine } from '@barnraise/cost-sharing';
import { useState } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { ChoiceField, TickField } from '../../../ui/Field.js';
import { More } from '../../../ui/More.js';
import { LimitsEditor } from '../lab/LimitsEditor.js';
import css from '../lab/Editors.module.css';
import { type Preset } from '../lab/editing.js';
import { orNothing, readCost, readSomething, writeAmount } from '../lab/reading.js';
import { RuleEditor } from '../lab/RuleEditor.js';
import { TypedField, useTexts } from '../lab/typing.js';
import { limited } from '../lab/ways.js';
import { type Composed, type Method, METHODS, planFromPreset, planWith } from './seat-plan.js';

/** How seats of a section are paid: a way the members agreed on, one of the plain ones, or line by line. */
export function PlanEditor({ plan, facts, presets, onChange }: { plan: SeatPlan; facts: SeatFacts; presets: readonly Preset[]; onChange: (plan: SeatPlan) => void }) {
  const texts = useTexts();
  const [from, setFrom] = useState<string | null>(null);
  const chosen = from !== null && plan.method === 'composed' ? `preset ${from}` : plan.method;
  const choose = (value: string) => {
    texts.forget('plan.');
    const preset = presets.find((one) => `preset ${one.id}` === value);
    setFrom(preset?.id ?? null);
    if (preset) return onChange(planFromPreset(JSON.parse(preset.formula) as Formula, plan, facts.capacity));
    onChange(planWith(value as Method, plan, facts.capacity));
  };
  return (
    <div className="stack">
      <ChoiceField id="f-plan-method" name="plan.method" label="How are seats paid?" value={chosen} onChange={choose} choices={[...METHODS, ...presets.map((preset) => ({ value: `preset ${preset.id}`, label: `As agreed: ${preset.name}` }))]} />
      <PlanFields plan={plan} onChange={onChange} measures={measuresOf(facts)} />
    </div>
  );
}

const measuresOf = (facts: SeatFacts): { value: string; label: string }[] =>
  ['seats', ...Object.keys(facts.measures ?? {}).filter((measure) => measure !== 'seats')].map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ') }));

function PlanFields({ plan, onChange, measures }: { plan: SeatPlan; onChange: (plan: SeatPlan) => void; measures: readonly { value: string; label: string }[] }) {
  switch (plan.method) {
    case 'fixed-price-per-seat':
      return <TypedField path="plan.price" label="Price of a seat" value={plan.priceCents} read={readCost} write={writeAmount} onValue={(priceCents) => onChange({ ...plan, priceCents })} inputMode="decimal" prefix="$" narrow />;
    case 'cost-recovery-over-seats':
      return (
        <>
          <Cost cents={plan.costCents} onValue={(costCents) => onChange({ ...plan, costCents })} />
          <TickField label="Our own seats carry a share" checked={plan.hostSeatsCount} onChange={(hostSeatsCount) => onChange({ ...plan, hostSeatsCount })} />
          <TickField label="Empty seats count; we carry them" checked={plan.emptySeatsCount} onChange={(emptySeatsCount) => onChange({ ...plan, emptySeatsCount })} />
          <TypedField path="plan.most" label="At most, for a seat of another district" optional value={plan.notToExceedPerSeatCents ?? undefined} read={orNothing(readCost)} write={writeAmount} onValue={(most) => onChange({ ...plan, notToExceedPerSeatCents: most ?? null })} inputMode="decimal" prefix="$" narrow />
        </>
      );
    case 'composed':
      return <Lines plan={plan} onChange={onChange} measures={measures} />;
    default:
      return <Cost cents={plan.costCents} onValue={(costCents) => onChange({ ...plan, costCents })} />;
  }
}

const Cost = ({ cents, onValue }: { cents: number; onValue: (cents: number) => void }) => (
  <TypedField path="plan.cost" label="Cost of the section" value={cents} read={readCost} write={writeAmount} onValue={onValue} inputMode="decimal" prefix="$" narrow />
);

function Lines({ plan, onChange, measures }: { plan: Composed; onChange: (plan: SeatPlan) => void; measures: readonly { value: string; label: string }[] }) {
  const texts = useTexts();
  const set = (at: number, next: Partial<SeatPlanLine>) => onChange({ ...plan, lines: plan.lines.map((line, index) => (index === at ? { ...line, ...next } : line)) });
  const add = (next: Composed) => {
    onChange(next);
    announce(`Line ${next.lines.length} added above`);
  };
  const remove = (at: number) => {
    texts.forget('plan.lines.');
    onChange({ ...plan, lines: plan.lines.filter((_line, index) => index !== at) });
  };
  return (
    <>
      <ul className={css['cards']}>
        {plan.lines.map((line, at) => (
          <li key={at} className={css['card']}>
            <div className={css['line']}>
              <TypedField path={`plan.lines.${at}.name`} label="Line" value={line.name} read={readSomething('Type what the line is for')} write={String} onValue={(name) => set(at, { name })} maxLength={120} />
              <TypedField path={`plan.lines.${at}.amount`} label="Amount" value={line.amountCents} read={readCost} write={writeAmount} onValue={(amountCents) => set(at, { amountCents })} inputMode="decimal" prefix="$" />
              {plan.lines.length > 1 ? <IconButton icon="trash" label={`Remove the line ${line.name}`} onClick={() => remove(at)} /> : null}
            </div>
            <RuleEditor path={`plan.lines.${at}.rule`} rule={line.rule} measures={measures} onChange={(rule) => set(at, { rule })} />
            <ChoiceField id={`f-plan-among-${at}`} name={`plan.lines.${at}.among`} label="Paid by" value={line.among ?? 'everyone'} onChange={(among) => set(at, { among: among === 'home-districts' ? 'home-districts' : 'everyone' })} choices={[{ value: 'everyone', label: 'every district with seats, and us' }, { value: 'home-districts', label: 'the home districts alone' }]} />
            <p className="small muted">{formulaWords({ rule: line.rule })[0]}</p>
          </li>
        ))}
      </ul>
      {plan.lines.length < 20 ? (
        <div>
          <Button icon="plus" onClick={() => add({ ...plan, lines: [...plan.lines, { name: `Line ${plan.lines.length + 1}`, amountCents: 0, rule: { by: 'share-of', measure: 'seats' } }] })}>
            Add a line
          </Button>
        </div>
      ) : null}
      <More summary="Limits on what a district pays">
        <LimitsEditor path="plan.limits" limits={plan.limits ?? {}} within="section" onChange={(limits) => onChange(limited(plan, limits))} />
      </More>
    </>
  );
}
