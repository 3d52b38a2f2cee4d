import css from './Lanes.module.css';

export interface Bar {
  fromMin: number;
  toMin: number;
}
export interface Lane {
  key: string;
  label: string;
  /** Above the line: what is there already. Below: what would come. */
  upper: Bar | null;
  lower: Bar;
}

/** The part of the lower bar that lies within the upper one. */
function shared({ upper, lower }: Lane): Bar | null {
  if (!upper) return null;
  const part = { fromMin: Math.max(upper.fromMin, lower.fromMin), toMin: Math.min(upper.toMin, lower.toMin) };
  return part.toMin > part.fromMin ? part : null;
}

/** Two bars per day on one scale of time. A picture only: the numbers stand in a table beside it. */
export function Lanes({ lanes, upperName, lowerName }: { lanes: readonly Lane[]; upperName: string; lowerName: string }) {
  const points = lanes.flatMap((lane) => [lane.lower.fromMin, lane.lower.toMin, ...(lane.upper ? [lane.upper.fromMin, lane.upper.toMin] : [])]);
  const from = Math.floor((Math.min(...points) - 10) / 15) * 15;
  const to = Math.ceil((Math.max(...points) + 10) / 15) * 15;
  const width = 420;
  const x = (minute: number) => ((minute - from) / (to - from)) * width;
  const height = 46;
  const hours = Array.from({ length: Math.floor((to - from) / 30) + 1 }, (_, index) => Math.ceil(from / 30) * 30 + index * 30).filter((minute) => minute <= to);
  return (
    <figure className={css['lanes']} aria-hidden>
      <figcaption className={css['legend']}>
        <span>
          <i className={css['upperKey']} /> {upperName}
        </span>
        <span>
          <i className={css['lowerKey']} /> {lowerName}, inside it
        </span>
        <span>
          <i className={css['missKey']} /> outside it
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width + 48 + 16} ${lanes.length * height + 18}`} focusable="false">
        {hours.map((minute) => (
          <g key={minute}>
            <line className={css['grid']} x1={48 + x(minute)} x2={48 + x(minute)} y1={0} y2={lanes.length * height} />
            <text className={css['hour']} x={48 + x(minute)} y={lanes.length * height + 13} textAnchor="middle">
              {clockFace(minute)}
            </text>
          </g>
        ))}
        {lanes.map((lane, index) => (
          <g key={lane.key} transform={`translate(0 ${index * height})`}>
            <text className={css['day']} x={0} y={26}>
              {lane.label}
            </text>
            {lane.upper ? <rect className={css['upper']} x={48 + x(lane.upper.fromMin)} y={5} width={x(lane.upper.toMin) - x(lane.upper.fromMin)} height={15} rx={3} /> : null}
            <rect className={css['miss']} x={48 + x(lane.lower.fromMin)} y={23} width={x(lane.lower.toMin) - x(lane.lower.fromMin)} height={15} rx={3} />
            {shared(lane) ? <rect className={css['lower']} x={48 + x(shared(lane)?.fromMin ?? 0)} y={23} width={x(shared(lane)?.toMin ?? 0) - x(shared(lane)?.fromMin ?? 0)} height={15} rx={3} /> : null}
          </g>
        ))}
      </svg>
    </figure>
  );
}

const clockFace = (minute: number): string => `${Math.floor(minute / 60) % 12 === 0 ? 12 : Math.floor(minute / 60) % 12}:${String(minute % 60).padStart(2, '0')}`;
