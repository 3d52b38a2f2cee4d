import css from './Slider.module.css';

/**
 * A number dragged along a line: the browser's own range, so the arrow keys, Page Up and End work, and it says the
 * words, not the bare number.
 */
export function Slider({ id, label, words, value, min, max, step = 1, onChange, ends }: { id: string; label: string; words: string; value: number; min: number; max: number; step?: number; onChange: (value: number) => void; ends?: readonly [string, string] }) {
  return (
    <div className={css['slider']}>
      <div className="row spread">
        <label htmlFor={id}>{label}</label>
        {/* For the eye: the range itself says it, and an output would say it a second time. */}
        <span className={css['words']} aria-hidden>
          {words}
        </span>
      </div>
      <input id={id} type="range" className={css['range']} value={value} min={min} max={max} step={step} aria-valuetext={words} onChange={(event) => onChange(Number(event.currentTarget.value))} />
      {ends === undefined ? null : (
        <div className={css['ends']} aria-hidden>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </div>
  );
}
