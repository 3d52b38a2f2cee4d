import { describe, expect, it } from '@jest/globals';
import { frameOf, middleOf, pathOf, ringsOf } from './geometry.js';

const square = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]];

describe('outlines', () => {
  it('come from a Polygon or a MultiPolygon, and from nothing else', () => {
    expect(ringsOf({ type: 'Polygon', coordinates: [square] })).toHaveLength(1);
    expect(ringsOf({ type: 'MultiPolygon', coordinates: [[square], [square]] })).toHaveLength(2);
    for (const nonsense of [null, 7, {}, { type: 'Point', coordinates: [1, 2] }, { type: 'Polygon', coordinates: 'x' }, { type: 'Polygon', coordinates: [['a']] }]) expect(ringsOf(nonsense)).toEqual([]);
  });

  it('fit their frame with north up, and have a middle', () => {
    const rings = ringsOf({ type: 'Polygon', coordinates: [square] });
    const frame = frameOf(rings.flat(), 100, 10);
    expect(frame.project([0, 2])).toEqual([10, 10]);
    expect(frame.project([2, 0])[0]).toBeCloseTo(90);
    expect(frame.project([2, 0])[1]).toBeGreaterThan(frame.project([2, 2])[1]);
    expect(middleOf(rings)).toEqual([1, 1]);
    expect(pathOf(rings[0] ?? [], frame)).toMatch(/^M.*Z$/);
    expect(middleOf([])).toBeNull();
  });
});
