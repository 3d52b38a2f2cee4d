import { type Rule, type Share } from '@barnraise/cost-sharing';
import { announce } from '../../../ui/Announcer.js';
import { Button, IconButton } from '../../../ui/Button.js';
import { ChoiceField } from '../../../ui/Field.js';
import css from './Editors.module.css';
import { asNumber, readPercent, writeNumber } from './reading.js';
import { TypedField, useTexts } from './typing.js';
import { KINDS, ruleOf, SIMPLE } from './ways.js';

interface Props<R extends Rule> {
  path: string;
  rule: R;
  measures: readonly { value: string; label: string }[];
  onChange: (rule: R) => void;
}

const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`;

/** How something is shared, composed in place: each kind asks only for what it needs. */
export function RuleEditor({ path, rule, measures, onChange, label = 'Shared' }: Props<Rule> & { label?: string }) {
  const texts = useTexts();
  const choose = (kind: string) => {
    const known = KINDS.find(({ value }) => value === kind);
    if (!known) return;
    texts.forget(`${path}.`);
    onChange(ruleOf(known.value, rule, measures[0]?.value ?? ''));
  };
  return (
    <>
      <ChoiceField id={idOf(`${path}.by`)} name={`${path}.by`} label={label} value={rule.by} onChange={choose} choices={KINDS} />
      <RuleParts path={path} rule={rule} measures={measures} onChange={onChange} />
    </>
  );
}

/** What a kind needs to be known. */
export function RuleParts({ path, rule, measures, onChange }: Props<Rule>) {
  switch (rule.by) {
    case 'share-of':
    case 'layers':
      return <MeasureChoice path={path} measure={rule.measure} measures={measures} onChange={(measure) => onChange({ ...rule, measure })} label={rule.by === 'layers' ? 'Size by' : 'In proportion to'} />;
    case 'base-and-use':
      return (
        <div className={css['part']}>
          <TypedField path={`${path}.base`} label="Base fee, percent of the cost" value={rule.basePercent} read={readPercent(100)} write={writeNumber} onValue={(basePercent) => onChange({ ...rule, basePercent })} inputMode="decimal" narrow maxLength={12} />
          <ShareEditor path={`${path}.fee`} label="The base fee is shared" share={rule.base} measures={measures} onChange={(base) => onChange({ ...rule, base })} />
          <ShareEditor path={`${path}.use`} label="The rest is shared" share={rule.use} measures={measures} onChange={(use) => onChange({ ...rule, use })} />
        </div>
      );
    case 'blend':
      return <BlendParts path={path} rule={rule} measures={measures} onChange={onChange} />;
    default:
      return null;
  }
}

type Blend = Extract<Rule, { by: 'blend' }>;

function BlendParts({ path, rule, measures, onChange }: Props<Blend>) {
  const texts = useTexts();
  const whole = rule.parts.reduce((sum, { part }) => sum + asNumber(part), 0);
  const set = (index: number, next: Partial<Blend['parts'][number]>) => onChange({ ...rule, parts: rule.parts.map((part, at) => (at === index ? { ...part, ...next } : part)) });
  return (
    <div className={css['part']}>
      {rule.parts.map(({ part, share }, index) => (
        <div key={index} className={css['blend']} role="group" aria-label={`Part ${index + 1}`}>
          <TypedField path={`${path}.${index}.part`} label="Percent" value={part} read={readPercent()} write={writeNumber} onValue={(value) => set(index, { part: value })} inputMode="decimal" maxLength={12} />
          <ShareEditor path={`${path}.${index}`} label="of it, shared" share={share} measures={measures} onChange={(next) => set(index, { share: next })} />
          {rule.parts.length > 2 ? (
            <IconButton
              icon="trash"
              label={`Remove part ${index + 1}`}
              onClick={() => {
                texts.forget(`${path}.`);
                onChange({ ...rule, parts: rule.parts.filter((_part, at) => at !== index) });
              }}
            />
          ) : null}
        </div>
      ))}
      {Math.abs(whole - 100) < 1e-9 ? null : <p className="small muted">The parts add up to {Number(whole.toFixed(2))}, not 100; they are taken in proportion.</p>}
      {rule.parts.length < 5 ? (
        <div>
          <Button
            look="quiet"
            icon="plus"
            onClick={() => {
              onChange({ ...rule, parts: [...rule.parts, { part: 0, share: { by: 'equally' } }] });
              announce(`Part ${rule.parts.length + 1} added above`);
            }}
          >
            Add a part
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function ShareEditor({ path, label, share, measures, onChange }: { path: string; label: string; share: Share; measures: Props<Rule>['measures']; onChange: (share: Share) => void }) {
  // One choice for how and by what: a blend within a blend is kept, but made elsewhere.
  const value = share.by === 'share-of' ? `by ${share.measure}` : share.by;
  const choices = [
    ...SIMPLE.filter(({ value: by }) => by === 'equally').map(({ label: words }) => ({ value: 'equally', label: words.toLowerCase() })),
    ...measures.map((measure) => ({ value: `by ${measure.value}`, label: `by ${measure.label.toLowerCase()}` })),
    ...(share.by === 'blend' ? [{ value: 'blend', label: 'as a blend' }] : []),
    ...(share.by === 'share-of' && !measures.some((measure) => measure.value === share.measure) ? [{ value, label: `by ${share.measure} (no longer there)` }] : []),
  ];
  const choose = (next: string) => {
    if (next === 'equally') onChange({ by: 'equally' });
    else if (next.startsWith('by ')) onChange({ by: 'share-of', measure: next.slice(3) });
  };
  return <ChoiceField id={idOf(`${path}.share`)} name={`${path}.share`} label={label} value={value} onChange={choose} choices={choices} />;
}

function MeasureChoice({ path, measure, measures, onChange, label }: { path: string; measure: string; measures: Props<Rule>['measures']; onChange: (measure: string) => void; label: string }) {
  const known = measures.some(({ value }) => value === measure);
  return <ChoiceField id={idOf(`${path}.measure`)} name={`${path}.measure`} label={label} value={measure} onChange={onChange} choices={known ? measures : [...measures, { value: measure, label: `${measure} (no longer there)` }]} />;
}
