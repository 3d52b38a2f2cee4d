import { useMediaQuery } from '@mantine/hooks';
import { type AttendanceMark } from '../../generated/running/running.js';
import { Table } from '../../ui/Table.js';
import css from './Running.module.css';
import { dayHead, markWords, type RunningShown, seatName } from './words.js';

const STEP = 26;
const SIZE = 16;
const MOST_DRAWN = 30;
/** On a phone. */
const FEW_DAYS = 5;
const HEAD = 36;

/** Told apart by shape: full, with a gap, crossed, empty ring, dot for what nobody marked. */
function Mark({ mark, x, y }: { mark: AttendanceMark | undefined; x: number; y: number }) {
  const middle = SIZE / 2;
  return (
    <g transform={`translate(${x} ${y})`}>
      {mark === undefined ? <circle className={css['none']} cx={middle} cy={middle} r={2} /> : null}
      {mark === 'PRESENT' ? <rect className={css['present']} width={SIZE} height={SIZE} rx={3} /> : null}
      {mark === 'LATE' ? <path className={css['late']} d={`M1 ${SIZE}V${middle}H${SIZE - 1}V${SIZE}Z`} /> : null}
      {mark === 'LATE' ? <rect className={css['outline']} x={1} y={1} width={SIZE - 2} height={SIZE - 2} rx={3} /> : null}
      {mark === 'ABSENT' ? <path className={css['absent']} d={`M2 2 ${SIZE - 2} ${SIZE - 2}M${SIZE - 2} 2 2 ${SIZE - 2}`} /> : null}
      {mark === 'EXCUSED' ? <circle className={css['excused']} cx={middle} cy={middle} r={middle - 2} /> : null}
    </g>
  );
}

const legend: readonly (readonly [AttendanceMark | undefined, string])[] = [['PRESENT', markWords.PRESENT], ['LATE', markWords.LATE], ['ABSENT', markWords.ABSENT], ['EXCUSED', markWords.EXCUSED], [undefined, 'Not marked']];

/** Seats by days, drawn small; the table behind it says the same. `days` at most are shown, the newest. */
export function MarkGrid({ running, count }: { running: RunningShown; count: number }) {
  const narrow = useMediaQuery('(max-width: 38.75em)', false, { getInitialValueInEffect: false });
  const days = running.days.slice(-(narrow ? Math.min(count, FEW_DAYS) : count));
  const { seats } = running;
  if (days.length === 0 || seats.length === 0) return null;
  const markOf = (seat: RunningShown['seats'][number], day: string) => seat.marks.find((one) => one.day === day)?.mark;
  const homes = new Set(seats.map((seat) => seat.homeDistrict.id));
  const drawn = seats.length <= MOST_DRAWN;
  const left = homes.size > 1 ? 150 : 92;
  const [width, height] = [left + days.length * STEP + 20, HEAD + seats.length * STEP];
  return (
    <div className={css['grid']}>
      {drawn ? (
        <figure className={css['figure']} aria-hidden>
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} focusable="false">
            {days.map(({ day }, at) => (
              <text key={day} className={day === running.today ? css['today'] : css['head']} textAnchor="middle">
                <tspan x={left + at * STEP + SIZE / 2} y={11}>{dayHead(day).slice(0, 2)}</tspan>
                <tspan x={left + at * STEP + SIZE / 2} y={27}>{Number(day.slice(8))}</tspan>
              </text>
            ))}
            {seats.map((seat, row) => (
              <g key={seat.id} transform={`translate(0 ${HEAD + row * STEP})`}>
                <text className={css['row']} x={0} y={SIZE - 4}>
                  {homes.size > 1 ? `${seat.homeDistrict.shortName} ${seat.ordinal}` : `Seat ${seat.ordinal}`}
                </text>
                {days.map(({ day }, at) => <Mark key={day} mark={markOf(seat, day)} x={left + at * STEP} y={0} />)}
              </g>
            ))}
          </svg>
          <figcaption className={css['legend']}>
            {legend.map(([mark, words]) => (
              <span key={words}>
                <svg width={SIZE} height={SIZE} focusable="false"><Mark mark={mark} x={0} y={0} /></svg>
                {words}
              </span>
            ))}
          </figcaption>
        </figure>
      ) : null}
      <details open={!drawn}>
        <summary>{drawn ? 'The same as a table' : `Marks of ${seats.length} seats`}</summary>
        <Table
          caption={`Attendance in ${running.title}, the last ${days.length === 1 ? 'day' : `${days.length} days`} of the class`}
          captionHidden
          rows={seats}
          rowKey={(seat) => seat.id}
          columns={[
            { key: 'seat', head: 'Seat', names: true, cell: (seat) => seatName(seat) },
            ...(homes.size > 1 ? [{ key: 'from', head: 'From', cell: (seat: RunningShown['seats'][number]) => seat.homeDistrict.shortName }] : []),
            ...days.map(({ day }) => ({ key: day, head: dayHead(day), cell: (seat: RunningShown['seats'][number]) => { const mark = markOf(seat, day); return mark ? markWords[mark] : '–'; } })),
          ]}
        />
      </details>
    </div>
  );
}
