import { type Contender, type ContenderResult, type FormulaLimits } from '@barnraise/cost-sharing';
import { formatCents } from '@barnraise/money';
import { useEffect, useRef, useState } from 'react';
import { announce } from '../../../ui/Announcer.js';
import { ChoiceField } from '../../../ui/Field.js';
import { Section } from '../../../ui/Page.js';
import { Slider } from '../../../ui/Slider.js';
import css from './Results.module.css';
import { asNumber } from './reading.js';
import { useTexts } from './typing.js';
import { isFormula, limited, withoutEmpty, type Formula } from './ways.js';

type Bound = 'maximumPercent' | 'minimumPercent' | 'mostRisePercent';
const NONE: Record<Bound, number> = { maximumPercent: 100, minimumPercent: 0, mostRisePercent: 100 };
const BOUNDS: { value: Bound; label: string }[] = [
  { value: 'maximumPercent', label: 'Maximum, of the whole' },
  { value: 'minimumPercent', label: 'Minimum, of the whole' },
  { value: 'mostRisePercent', label: 'Most rise over last year' },
];
const QUIET_MS = 600;

/** One bound of one way, dragged: everything on the page follows at every step. */
export function BoundSlider({ ways, results, totalCents, members, lastYear, onChange }: { ways: readonly Contender[]; results: readonly ContenderResult[]; totalCents: number; members: number; lastYear: boolean; onChange: (at: number, way: Contender) => void }) {
  const texts = useTexts();
  const formulas = ways.flatMap((way, at) => (isFormula(way) ? [{ way, at }] : []));
  const [chosen, setChosen] = useState<number | null>(null);
  const [bound, setBound] = useState<Bound>('maximumPercent');
  const [moved, setMoved] = useState(0);
  const current = formulas.find(({ at }) => at === chosen) ?? formulas.find(({ way }) => way.rule.by !== 'equally') ?? formulas[0];
  const result = current === undefined ? undefined : results[current.at];
  useSpoken(moved, result, current === undefined ? '' : words(bound, valueOf(current.way, bound), totalCents));
  if (current === undefined) return null;
  const { way, at } = current;
  const value = valueOf(way, bound);
  const set = (next: number) => {
    const limits = withoutEmpty({ ...way.limits, [bound]: next === NONE[bound] ? undefined : next } as FormulaLimits);
    texts.set(`ways.${at}.limits.${bound}`, null);
    onChange(at, limited(way, limits));
    setMoved((before) => before + 1);
  };
  const fair = Math.floor(100 / Math.max(1, members));
  const range = bound === 'maximumPercent' ? { min: fair, max: 100 } : bound === 'minimumPercent' ? { min: 0, max: fair + 1 } : { min: 0, max: 100 };
  return (
    <Section title="What if there were a bound?">
      <div className={css['bound']}>
        <ChoiceField id="bound-way" name="bound-way" label="For the way" value={String(at)} onChange={(next) => setChosen(Number(next))} choices={formulas.map((one) => ({ value: String(one.at), label: one.way.name }))} />
        <ChoiceField id="bound-kind" name="bound-kind" label="Move its" value={bound} onChange={(next) => setBound(next as Bound)} choices={lastYear ? BOUNDS : BOUNDS.slice(0, 2)} />
      </div>
      <Slider
        id="bound"
        label={bound === 'maximumPercent' ? 'Maximum' : bound === 'minimumPercent' ? 'Minimum' : 'Most rise'}
        words={words(bound, value, totalCents)}
        value={Math.round(value)}
        {...range}
        onChange={set}
        ends={bound === 'minimumPercent' ? ['no minimum', `${range.max}%`] : bound === 'maximumPercent' ? [`${range.min}%`, 'no maximum'] : ['no rise', 'no limit']}
      />
    </Section>
  );
}

const valueOf = (way: Formula, bound: Bound): number => (way.limits?.[bound] === undefined ? NONE[bound] : asNumber(way.limits[bound]));

function words(bound: Bound, value: number, totalCents: number): string {
  if (value === NONE[bound]) return bound === 'maximumPercent' ? 'no maximum' : bound === 'minimumPercent' ? 'no minimum' : 'no limit on a rise';
  const percent = `${Number(value.toFixed(2))}%`;
  if (bound === 'mostRisePercent') return `at most ${percent} more than last year`;
  const cents = Math.round((Math.max(0, totalCents) * value) / 100);
  return `${bound === 'maximumPercent' ? 'at most' : 'at least'} ${percent}, ${formatCents(cents)}`;
}

/** Says what came of it once the bound rests: not at every step, which nobody could listen to. */
function useSpoken(moved: number, result: ContenderResult | undefined, bound: string) {
  const newest = useRef({ result, bound });
  useEffect(() => {
    newest.current = { result, bound };
  });
  useEffect(() => {
    if (moved === 0) return undefined;
    const timer = setTimeout(() => {
      const { result: now, bound: at } = newest.current;
      if (now === undefined) return;
      if (!now.ok) return announce(`${now.name}, ${at}: ${now.refusal.message}`);
      const rows = [...now.standings].sort((a, b) => b.cents - a.cents);
      const few = rows.length <= 4 ? rows : [rows[0]!, rows.at(-1)!];
      announce(`${now.name}, ${at}: ${few.map((row) => `${row.name} ${formatCents(row.cents)}`).join(', ')}.`);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [moved]);
}
