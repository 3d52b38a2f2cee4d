import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownColumns } from './small-counts.rules.js';

const column = (...counts: number[]) => shownColumns([counts], 5)[0]!;

describe('small counts are not shown', () => {
  test('where nothing is small, everything is', () => {
    expect(column(5, 0, 12)).toEqual({ cells: [5, 0, 12], total: 17 });
  });

  test('one small count takes others with it: it could be worked out from the total, and by a district that knows its own', () => {
    expect(column(3, 6, 9, 20, 0)).toEqual({ cells: [null, null, null, 20, 0], total: 38 });
  });

  test('where too few are left to hide behind, nothing is shown, in no column: the total of one is that of the other', () => {
    expect(column(1, 0, 0)).toEqual({ cells: [null, null, null], total: null });
    expect(column(2, 9)).toEqual({ cells: [null, null], total: null });
    expect(shownColumns([[1, 2, 9, 0], [6, 6, 0, 0]], 5)).toEqual([0, 1].map(() => ({ cells: [null, null, null, null], total: null })));
  });
});

test('whatever the counts: no small one is shown, and no hidden one can be worked out by anybody', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 300 })), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(counts, fc.integer({ min: 2, max: 12 }), (all, smallest) => {
    const { cells, total } = shownColumns([all], smallest)[0]!;
    for (const [at, cell] of cells.entries()) {
      if (cell !== null) expect(cell).toBe(all[at]);
      if (cell !== null) expect(cell === 0 || cell >= smallest).toBe(true);
    }
    const hidden = all.flatMap((count, at) => (cells[at] === null ? [count] : []));
    if (total === null) return expect(hidden).toHaveLength(all.length);
    if (hidden.length === 0) return;
    // Each knows the sum of what is hidden, and at most one of them. What is left is split among at least two, each of
    // whom had one at least: each could be anything from one to the smallest count shown.
    for (const own of hidden) {
      const left = hidden.reduce((sum, count) => sum + count, 0) - own;
      expect(hidden.length - 1).toBeGreaterThanOrEqual(2);
      expect(left - (hidden.length - 2)).toBeGreaterThanOrEqual(smallest);
    }
  }));
});
