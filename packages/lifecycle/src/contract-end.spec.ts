import { expect, test } from '@jest/globals';
import { contractEndsSoon } from './contract-end.js';

test('a contract ends soon from sixty days before its last day through that day', () => {
  const ends = (today: string) => contractEndsSoon('2026-12-31', today);
  expect(['2026-10-31', '2026-11-01', '2026-12-31', '2027-01-01'].map(ends)).toEqual([false, true, true, false]);
  expect([contractEndsSoon(null, '2026-11-01'), contractEndsSoon(undefined, '2026-11-01')]).toEqual([false, false]);
});
