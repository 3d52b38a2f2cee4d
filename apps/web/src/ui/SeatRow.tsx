import css from './SeatRow.module.css';

const MOST_DRAWN = 40;

/** Places drawn one by one: taken, kept back, free. Words say the same beside it. */
export function SeatRow({ capacity, left, reserved = 0, small, words }: { capacity: number; left: number; reserved?: number; small?: boolean; words?: string }) {
  const kept = Math.min(reserved, Math.max(0, capacity - left));
  const taken = Math.max(0, capacity - left - kept);
  const sentence = words ?? (left === 0 ? `Full, ${capacity} seats` : `${left} of ${capacity} seats left`);
  const size = small ? 9 : 14;
  const step = size + (small ? 3 : 5);
  const perRow = small ? 20 : 15;
  const drawn = capacity <= MOST_DRAWN && capacity > 0;
  const rows = Math.ceil(capacity / perRow);
  return (
    <div className={css['row']} data-small={small || undefined}>
      {drawn ? (
        <svg className={css['seats']} width={Math.min(capacity, perRow) * step} height={rows * step} viewBox={`0 0 ${Math.min(capacity, perRow) * step} ${rows * step}`} aria-hidden focusable="false">
          {Array.from({ length: capacity }, (_, index) => {
            const kind = index < taken ? 'taken' : index < taken + kept ? 'kept' : 'free';
            return <rect key={index} className={css[kind]} x={(index % perRow) * step + 1} y={Math.floor(index / perRow) * step + 1} width={size} height={size} rx={small ? 2 : 3} />;
          })}
        </svg>
      ) : null}
      <span className={left === 0 ? css['full'] : css['words']}>{sentence}</span>
    </div>
  );
}
