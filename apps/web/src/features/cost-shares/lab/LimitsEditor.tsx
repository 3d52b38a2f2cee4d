import { type FormulaLimits, type Weight } from '@barnraise/cost-sharing';
import { TickField } from '../../../ui/Field.js';
import css from './Editors.module.css';
import { orNothing, readCost, readPercent, writeAmount, writeNumber } from './reading.js';
import { TypedField } from './typing.js';
import { withoutEmpty } from './ways.js';

type Limit = Exclude<keyof FormulaLimits, 'atMostAlone'>;

const MONEY: readonly (readonly [Limit & `${string}Cents`, string])[] = [
  ['minimumCents', 'At least, dollars'],
  ['maximumCents', 'At most, dollars'],
];
const PERCENT: readonly (readonly [Limit & `${string}Percent`, string, number | undefined])[] = [
  ['minimumPercent', 'At least, percent of the whole', 100],
  ['maximumPercent', 'At most, percent of the whole', 100],
  ['mostRisePercent', 'Most rise over last year, percent', undefined],
  ['mostFallPercent', 'Most fall under last year, percent', 100],
];

/** What nobody pays less or more than. An empty field is no limit. */
export function LimitsEditor({ path, limits, onChange, within }: { path: string; limits: FormulaLimits; onChange: (limits: FormulaLimits | undefined) => void; within: 'study' | 'section' }) {
  const set = (limit: keyof FormulaLimits, value: number | Weight | boolean | undefined) => onChange(withoutEmpty({ ...limits, [limit]: value }));
  const percents = within === 'study' ? PERCENT : PERCENT.slice(0, 2);
  return (
    <>
      <div className={css['figures']}>
        {MONEY.map(([limit, label]) => (
          <TypedField key={limit} path={`${path}.${limit}`} label={label} value={limits[limit]} read={orNothing(readCost)} write={writeAmount} onValue={(value) => set(limit, value)} inputMode="decimal" prefix="$" />
        ))}
        {percents.map(([limit, label, most]) => (
          <TypedField key={limit} path={`${path}.${limit}`} label={label} value={limits[limit]} read={orNothing(readPercent(most))} write={writeNumber} onValue={(value) => set(limit, value)} inputMode="decimal" maxLength={12} />
        ))}
      </div>
      {within === 'study' ? <TickField label="Nobody pays more than alone, where it has said what that is" checked={limits.atMostAlone === true} onChange={(on) => set('atMostAlone', on)} /> : null}
    </>
  );
}
