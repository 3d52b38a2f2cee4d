import { formatCents } from '@barnraise/money';
import { useEffect, useId, useRef, useState } from 'react';
import css from './Ladder.module.css';
import { heightOf, orderedOnLadder, placeOf, rungsOf } from './ladder.js';
import { counted, type RoundItem } from './words.js';

const HEAD = 44;
const FLOOR = 60;
/** Without anybody standing on it. */
const BARE = 28;
const STEPS = 148;

/**
 * Prices as stairs that go down: how far the order has come on them, and what is missing to the next step. A picture
 * only: the table beside it says the same in figures.
 */
export function Ladder({ item }: { item: RoundItem }) {
  const [box, width] = useWidth(640);
  const id = useId();
  const rungs = rungsOf(item.tiers);
  const wide = width / rungs.length;
  const roomy = wide >= 92;
  const { progress } = item;
  const ordered = orderedOnLadder(item);
  const present = progress?.tier ?? null;
  const next = progress?.toNext == null ? null : item.tiers[(present ?? -1) + 1] ?? null;
  const at = (count: number) => placeOf(rungs, count) * width;
  const top = (n: number) => HEAD + STEPS * (1 - heightOf(rungs, n));
  const bottom = HEAD + STEPS;
  const tall = bottom + (progress ? FLOOR : BARE);
  const stairs = rungs.map((_, n) => `${n === 0 ? 'M' : 'L'}${n * wide} ${top(n)}H${(n + 1) * wide}`).join('') + `V${bottom}H0Z`;
  const [solid, reach] = [at(ordered), at(progress?.onLadder ?? 0)];
  const flag = Math.min(width - 4, Math.max(4, Math.max(solid, reach)));
  const left = flag < width / 2;
  return (
    <div ref={box} className={css['ladder']} aria-hidden>
      <svg width={width} height={tall} viewBox={`0 0 ${width} ${tall}`} focusable="false">
        <defs>
          <clipPath id={`${id}-stairs`}>
            <path d={stairs} />
          </clipPath>
          <pattern id={`${id}-slant`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect className={css['ground']} width="8" height="8" />
            <path className={css['slant']} d="M-2 2 2 -2M0 8 8 0M6 10 10 6" />
          </pattern>
        </defs>
        <path className={css['stairs']} d={stairs} />
        {progress ? (
          <g clipPath={`url(#${id}-stairs)`}>
            <rect className={css['reach']} x={0} y={0} height={bottom} style={{ width: `${reach}px` }} fill={`url(#${id}-slant)`} />
            <rect className={css['ordered']} x={0} y={0} height={bottom} style={{ width: `${solid}px` }} />
          </g>
        ) : null}
        <path className={css['edge']} d={stairs} />
        {rungs.map((rung, n) =>
          n === 0 ? null : <line key={rung.from} className={css['rise']} x1={n * wide} x2={n * wide} y1={top(n)} y2={bottom} />,
        )}
        {progress ? (
          <g className={css['flag']} style={{ transform: `translateX(${flag}px)` }}>
            {progress.onLadder === 0 ? null : <line className={css['pole']} x1={0} x2={0} y1={top(Math.min(rungs.length - 1, Math.floor(flag / wide))) - 3} y2={bottom + 34} />}
            <text className={css['here']} x={left ? 7 : -7} y={bottom + 50} textAnchor={left ? 'start' : 'end'}>
              {progress.onLadder === 0 ? 'Nobody yet' : progress.onLadder > ordered ? `${ordered.toLocaleString('en-US')} now, up to ${counted(progress.onLadder, item.tierUnit)}` : `${counted(ordered, item.tierUnit)} now`}
            </text>
          </g>
        ) : null}
        {rungs.map((rung, n) => {
          const said = roomy || n === present || n === 0 || n === rungs.length - 1 || (present !== null && n === present + 1 && wide > 44);
          return said ? (
            <g key={rung.from}>
              <text className={n === present ? css['priceNow'] : css['price']} x={(n + 0.5) * wide} y={top(n) - 9} textAnchor={anchor(n, rungs.length, roomy)} dx={shift(n, rungs.length, roomy, wide)}>
                {formatCents(rung.priceCents)}
              </text>
              <text className={css['from']} x={(n + 0.5) * wide} y={bottom + 18} textAnchor={anchor(n, rungs.length, roomy)} dx={shift(n, rungs.length, roomy, wide)}>
                {roomy && wide > 120 ? `from ${counted(rung.from, item.tierUnit)}` : `from ${rung.from.toLocaleString('en-US')}`}
              </text>
            </g>
          ) : null;
        })}
        {next && progress && progress.toNext !== null && progress.toNext !== undefined && progress.toNext > 0 ? <Gap from={flag} to={((present ?? -1) + 1) * wide} y={bottom + 34} room={width - ((present ?? -1) + 1) * wide} words={counted(progress.toNext, item.orderUnit)} short={progress.toNext.toLocaleString('en-US')} /> : null}
      </svg>
    </div>
  );
}

const anchor = (n: number, of: number, roomy: boolean): 'start' | 'middle' | 'end' => (roomy ? 'middle' : n === 0 ? 'start' : n === of - 1 ? 'end' : 'middle');
const shift = (n: number, of: number, roomy: boolean, wide: number): number => (roomy ? 0 : n === 0 ? -wide / 2 : n === of - 1 ? wide / 2 : 0);

/** From where we stand to the next step. */
function Gap({ from, to, y, room, words, short }: { from: number; to: number; y: number; room: number; words: string; short: string }) {
  const long = to - from;
  if (long < 6) return null;
  return (
    <g>
      <path className={css['gap']} d={`M${from} ${y}H${to}M${to} ${y - 5}V${y + 5}M${to - 6} ${y - 4}L${to} ${y}L${to - 6} ${y + 4}`} />
      {/* Over the way where it is long enough, else behind its end, else not at all: the table says it too. */}
      {long > 64 ? (
        <text className={css['more']} x={from + long / 2} y={y - 6} textAnchor="middle">
          {long > 120 ? `${words} more` : `${short} more`}
        </text>
      ) : room > 96 ? (
        <text className={css['more']} x={to + 7} y={y + 4}>
          {words} more
        </text>
      ) : null}
    </g>
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
