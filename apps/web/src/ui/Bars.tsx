import { useEffect, useId, useRef, useState } from 'react';
import css from './Bars.module.css';

export interface BarGroup {
  key: string;
  label: string;
  /** One for each series; null where there is none. */
  values: readonly (number | null)[];
  /** A line across the group, to compare with. */
  mark?: number | null | undefined;
  strong?: boolean | undefined;
}

const BAR = 13;
const GAP = 3;
const ROOM = 92;

/**
 * Bars side by side in groups, told apart by pattern as well as color. A picture only: the numbers stand in a table
 * beside it. It is drawn at the width it has, so that its words stay the size of words.
 */
export function Bars({ series, groups, format, markName }: { series: readonly string[]; groups: readonly BarGroup[]; format: (value: number) => string; markName?: string }) {
  const [box, width] = useWidth(640);
  const id = useId();
  const narrow = width < 520;
  const left = narrow ? 0 : 148;
  const scale = Math.max(1, ...groups.flatMap((group) => [...group.values, group.mark ?? 0].map((value) => value ?? 0)));
  const x = (value: number) => (Math.max(0, value) / scale) * Math.max(40, width - left - ROOM);
  const head = narrow ? 20 : 0;
  const tall = head + series.length * (BAR + GAP) + 14;
  const marked = markName !== undefined && groups.some((group) => group.mark != null);
  return (
    <figure className={css['bars']} aria-hidden>
      <figcaption className={css['legend']}>
        {series.map((name, index) => (
          <span key={index}>
            <svg width="22" height="12" focusable="false">
              <rect className={css[`s${index}`]} width="22" height="12" rx="2" fill={`url(#${id}-${index})`} />
            </svg>
            {name}
          </span>
        ))}
        {marked ? (
          <span>
            <svg width="22" height="12" focusable="false">
              <line className={css['mark']} x1="11" x2="11" y1="0" y2="12" />
            </svg>
            {markName}
          </span>
        ) : null}
      </figcaption>
      <div ref={box}>
        <svg width={width} height={groups.length * tall} viewBox={`0 0 ${width} ${groups.length * tall}`} focusable="false">
          <Patterns id={id} count={series.length} />
          {groups.map((group, at) => (
            <g key={group.key} transform={`translate(0 ${at * tall})`}>
              {at === 0 ? null : <line className={css['rule']} x1={0} x2={width} y1={-6} y2={-6} />}
              <text className={group.strong ? css['strong'] : css['label']} x={0} y={narrow ? 13 : Math.min(tall - 14, head + (series.length * (BAR + GAP)) / 2 + 4)}>
                {group.label.length > 19 && !narrow ? `${group.label.slice(0, 18)}…` : group.label}
              </text>
              {group.values.map((value, index) => (value === null ? null : <rect key={index} className={css[`s${index}`]} x={left} y={head + index * (BAR + GAP)} width={Math.max(1, x(value))} height={BAR} rx={2} fill={`url(#${id}-${index})`} />))}
              {group.mark == null ? null : <line className={css['mark']} x1={left + x(group.mark)} x2={left + x(group.mark)} y1={head - 3} y2={tall - 14} />}
              {group.values.map((value, index) =>
                value === null ? null : (
                  <text key={index} className={css['value']} x={left + x(value) + 6} y={head + index * (BAR + GAP) + BAR - 2}>
                    {format(value)}
                  </text>
                ),
              )}
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

/** Solid, slanted, dotted, empty, checked: told apart in gray, on paper and by those who see no color. */
function Patterns({ id, count }: { id: string; count: number }) {
  const drawings = [
    <rect key="a" className={css['f0']} width="8" height="8" />,
    <path key="b" className={css['l1']} d="M-2 2 2 -2M0 8 8 0M6 10 10 6" />,
    <path key="c" className={css['f2']} d="M1 1h2.4v2.4H1zM5 5h2.4v2.4H5z" />,
    <rect key="d" className={css['f3']} width="8" height="8" />,
    <path key="e" className={css['l4']} d="M0 2h8M0 6h8" />,
  ];
  return (
    <defs>
      {drawings.slice(0, count).map((drawing, index) => (
        <pattern key={index} id={`${id}-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect className={css['ground']} width="8" height="8" />
          {drawing}
        </pattern>
      ))}
    </defs>
  );
}

function useWidth(otherwise: number) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(otherwise);
  useEffect(() => {
    if (!box.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
    });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return [box, width] as const;
}
