/**
 * boundaries.json: simplified district boundaries for a small map.
 *
 *   node boundaries.mjs --boundaries=idaho_district_boundaries_2023-24.geojson \
 *     --districts=../districts.json --out=../boundaries.json [--pixels=0.9] [--svg=map.svg]
 *
 * Borders are cut into arcs where three lines meet; each arc is simplified once (Visvalingam) and then
 * used by both neighbors, so they never gap. `pixels` is the size of the detail dropped on an 800 px map.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { args } from './lib.mjs';

const given = args('boundaries', 'districts', 'out');
const pixels = Number(given.pixels ?? 0.9);
const { districts, consortia } = JSON.parse(readFileSync(given.districts, 'utf8'));
const features = new Map(JSON.parse(readFileSync(given.boundaries, 'utf8')).features.map((f) => [f.properties.GEOID, f]));

const id = ([x, y]) => `${x},${y}`;
const shapes = districts.map((d) => {
  const geometry = features.get(d.leaid).geometry;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  // Rings are kept open here (last point equal to first is dropped), and repeated points removed.
  return { ...d, polygons: polygons.map((rings) => rings.map((ring) => ring.slice(0, -1).filter((p, i, all) => i === 0 || id(p) !== id(all[i - 1])))) };
});

// A point is a junction when its neighbors, over all rings, are not exactly two.
const neighbors = new Map();
function meet(a, b) {
  if (!neighbors.has(id(a))) neighbors.set(id(a), new Set());
  neighbors.get(id(a)).add(id(b));
}
const rings = shapes.flatMap((s) => s.polygons.flat());
for (const ring of rings) ring.forEach((p, i) => { const q = ring[(i + 1) % ring.length]; meet(p, q); meet(q, p); });
const junction = (p) => neighbors.get(id(p)).size !== 2;

const bbox = (points) => points.reduce(([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)], [Infinity, Infinity, -Infinity, -Infinity]);
const all = bbox(rings.flat());
const squeeze = Math.cos(((all[1] + all[3]) / 2) * (Math.PI / 180));
const threshold = ((pixels * (all[2] - all[0]) * squeeze) / 800) ** 2;

const area = (a, b, c) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * squeeze / 2;

/** Visvalingam: drop the point whose triangle is smallest until the smallest is large enough. Ends stay. */
function simplify(points, atLeast) {
  const kept = points.slice();
  for (;;) {
    let least = Infinity;
    let at = -1;
    for (let i = 1; i < kept.length - 1; i++) {
      const size = area(kept[i - 1], kept[i], kept[i + 1]);
      if (size < least) { least = size; at = i; }
    }
    if (at < 0 || least >= threshold || kept.length <= atLeast) return kept;
    kept.splice(at, 1);
  }
}

/** Arcs by their points; both directions of a border find the same arc. */
const arcs = new Map();
function arc(points) {
  const forward = points.map(id).join(' ');
  const backward = points.slice().reverse().map(id).join(' ');
  if (arcs.has(backward)) return arcs.get(backward).slice().reverse();
  if (!arcs.has(forward)) arcs.set(forward, simplify(points, id(points[0]) === id(points.at(-1)) ? 4 : 2));
  return arcs.get(forward);
}

function simplifyRing(ring) {
  const first = ring.findIndex(junction);
  // An island touches nobody: start at its smallest point, so that both sides of a hole agree.
  const start = first >= 0 ? first : ring.indexOf(ring.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]);
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start]];
  const result = [];
  let piece = [turned[0]];
  for (const p of turned.slice(1)) {
    piece.push(p);
    if (junction(p) || p === turned.at(-1)) {
      result.push(...arc(piece).slice(0, -1));
      piece = [p];
    }
  }
  return result;
}

const round = (v) => Math.round(v * 1e4) / 1e4;
const output = shapes.map((s) => {
  const polygons = s.polygons.map((poly) => poly.map((ring) => {
    const open = simplifyRing(ring).map(([x, y]) => [round(x), round(y)]);
    return [...open, open[0]];
  }));
  return { district: s.key, leaid: s.leaid, bbox: bbox(polygons.flat(2)), polygons };
});
const boxOf = (keys) => bbox(output.filter((o) => keys.includes(o.district)).flatMap((o) => [o.bbox.slice(0, 2), o.bbox.slice(2)]));
const file = {
  source: 'NCES EDGE / US Census TIGER school district boundaries 2023-24, simplified',
  order: 'longitude, latitude; the last point of a ring repeats the first',
  bbox: bbox(output.flatMap((o) => [o.bbox.slice(0, 2), o.bbox.slice(2)])),
  consortia: consortia.map((c) => ({ consortium: c.key, bbox: boxOf(c.members.map((m) => m.district)) })),
};
const text = `{\n${Object.entries(file).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(',\n')},\n  "districts": [\n${output.map((o) => `    ${JSON.stringify(o)}`).join(',\n')}\n  ]\n}\n`;
writeFileSync(given.out, text);
console.log(`${text.length} bytes, ${output.map((o) => `${o.district} ${o.polygons.flat(2).length}`).join(', ')}`);

if (given.svg) {
  const width = 800;
  const scale = width / ((file.bbox[2] - file.bbox[0]) * squeeze);
  const height = Math.round((file.bbox[3] - file.bbox[1]) * scale);
  const xy = ([x, y]) => `${((x - file.bbox[0]) * squeeze * scale).toFixed(1)},${((file.bbox[3] - y) * scale).toFixed(1)}`;
  const paths = output.map((o, i) => `<path fill-rule="evenodd" fill="hsl(${i * 137} 45% 72%)" stroke="#333" stroke-width="0.6" d="${o.polygons.flat().map((r) => `M${r.map(xy).join('L')}Z`).join('')}"/>`);
  const dots = shapes.flatMap((s) => s.schools.map((c) => `<circle r="3" fill="#111" cx="${xy([c.longitude, c.latitude]).split(',')[0]}" cy="${xy([c.longitude, c.latitude]).split(',')[1]}"/>`));
  const names = shapes.map((s) => `<text font-size="12" font-family="sans-serif" x="${xy([s.longitude, s.latitude]).split(',')[0]}" y="${Number(xy([s.longitude, s.latitude]).split(',')[1]) - 6}">${s.shortName}</text>`);
  writeFileSync(given.svg, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" style="background:#fff">${paths.join('')}${dots.join('')}${names.join('')}</svg>`);
}
