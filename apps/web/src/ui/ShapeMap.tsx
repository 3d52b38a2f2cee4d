import { useMemo } from 'react';
import { frameOf, middleOf, pathOf, ringsOf, type Point } from './geometry.js';
import css from './ShapeMap.module.css';

export interface Shape {
  id: string;
  label: string;
  geometry: unknown;
  lat: number | null;
  lon: number | null;
  strong: boolean;
}

const WIDTH = 640;
const MARGIN = 16;
const TALLEST = 560;

const TINTS = 4;

/** Neighbors get different tints where that is possible: whose boxes touch may be neighbors. */
function tintsOf(outlines: readonly (readonly Point[])[]): number[] {
  const boxes = outlines.map((points) => ({ w: Math.min(...points.map((p) => p[0])), e: Math.max(...points.map((p) => p[0])), s: Math.min(...points.map((p) => p[1])), n: Math.max(...points.map((p) => p[1])) }));
  const tints: number[] = [];
  boxes.forEach((box, index) => {
    const near = tints.filter((_, other) => {
      const there = boxes[other];
      return other < index && there !== undefined && there.w < box.e && box.w < there.e && there.s < box.n && box.s < there.n;
    });
    const counts = Array.from({ length: TINTS }, (_, tint) => near.filter((one) => one === tint).length);
    tints.push(counts.indexOf(Math.min(...counts)));
  });
  return tints;
}

/** Outlines with their names, drawn here: no tile server is asked where our readers are. */
export function ShapeMap({ shapes, title }: { shapes: readonly Shape[]; title: string }) {
  const drawn = useMemo(() => {
    const all = shapes.map((shape) => ({ shape, rings: ringsOf(shape.geometry) }));
    const points = all.flatMap(({ shape, rings }) => (rings.length > 0 ? rings.flat() : shape.lon !== null && shape.lat !== null ? [[shape.lon, shape.lat] as Point] : []));
    if (points.length < 2) return null;
    const tints = tintsOf(all.map(({ rings }) => rings.flat()));
    const wide = frameOf(points, WIDTH, MARGIN);
    const frame = wide.height > TALLEST ? frameOf(points, Math.max(280, (WIDTH * TALLEST) / wide.height), MARGIN) : wide;
    return {
      frame,
      items: all.map(({ shape, rings }, index) => {
        const middle = middleOf(rings) ?? (shape.lon !== null && shape.lat !== null ? ([shape.lon, shape.lat] as Point) : null);
        return { shape, path: rings.map((ring) => pathOf(ring, frame)).join(''), at: middle ? frame.project(middle) : null, tint: tints[index] ?? 0 };
      }),
    };
  }, [shapes]);
  if (!drawn) return null;
  return (
    <svg className={css['map']} viewBox={`0 0 ${drawn.frame.width.toFixed(0)} ${drawn.frame.height.toFixed(0)}`} preserveAspectRatio="xMinYMid meet" role="img" aria-label={title}>
      {drawn.items.map(({ shape, path, tint }) => (path === '' ? null : <path key={shape.id} d={path} className={`${css['shape']} ${css[`tint${tint}`]} ${shape.strong ? css['strong'] : ''}`} />))}
      {drawn.items.map(({ shape, at, path }) =>
        at ? (
          <g key={shape.id} transform={`translate(${at[0].toFixed(1)} ${at[1].toFixed(1)})`}>
            {path === '' ? <circle r={5} className={css['spot']} /> : null}
            <text className={shape.strong ? css['labelStrong'] : css['label']} textAnchor="middle" dy={path === '' ? -10 : 4}>
              {shape.label}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}
