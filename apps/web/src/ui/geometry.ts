export type Point = readonly [number, number];
export type Rings = readonly (readonly Point[])[];

const isPoint = (value: unknown): value is Point => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';
const isRing = (value: unknown): value is readonly Point[] => Array.isArray(value) && value.length > 2 && value.every(isPoint);

/** Every ring of a GeoJSON Polygon or MultiPolygon; nothing for anything else. */
export function ringsOf(geometry: unknown): Rings {
  if (typeof geometry !== 'object' || geometry === null) return [];
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (!Array.isArray(coordinates)) return [];
  const polygons: unknown[] = type === 'MultiPolygon' ? coordinates : type === 'Polygon' ? [coordinates] : [];
  return polygons.flatMap((polygon) => (Array.isArray(polygon) ? polygon.filter(isRing) : []));
}

export interface Frame {
  width: number;
  height: number;
  project: (point: Point) => Point;
}

/** Fits points into a width. Longitudes shrink by the cosine of the middle latitude, good enough for a few counties. */
export function frameOf(points: readonly Point[], width: number, margin: number): Frame {
  const lons = points.map((point) => point[0]);
  const lats = points.map((point) => point[1]);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (width - 2 * margin) / Math.max((east - west) * shrink, 1e-9);
  return {
    width,
    height: (north - south) * scale + 2 * margin,
    project: ([lon, lat]) => [margin + (lon - west) * shrink * scale, margin + (north - lat) * scale],
  };
}

/** An outline without the points nobody can see at this size. */
export function pathOf(ring: readonly Point[], frame: Frame, nearest = 0.8): string {
  let path = '';
  let last: Point | null = null;
  for (const point of ring) {
    const [x, y] = frame.project(point);
    if (last && Math.hypot(x - last[0], y - last[1]) < nearest) continue;
    path += `${last ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    last = [x, y];
  }
  return path === '' ? '' : `${path}Z`;
}

/** The middle of the largest ring, by area: where a label stands best. */
export function middleOf(rings: Rings): Point | null {
  let best: { area: number; middle: Point } | null = null;
  for (const ring of rings) {
    let area = 0;
    let x = 0;
    let y = 0;
    for (let index = 0; index < ring.length; index += 1) {
      const [ax, ay] = ring[index] ?? [0, 0];
      const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (area !== 0 && (!best || Math.abs(area) > best.area)) best = { area: Math.abs(area), middle: [x / (3 * area), y / (3 * area)] };
  }
  return best?.middle ?? null;
}
