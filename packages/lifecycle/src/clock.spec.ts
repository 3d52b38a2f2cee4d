import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockUntil, pauseClock, ranOut, resumeClock, startClock } from './index.js';

const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const minutes = fc.integer({ min: 0, max: 100_000 });

describe('a clock', () => {
  it('runs out at its due instant, not before', () => {
    const clock = startClock(1_000, 30);
    expect(clock).toEqual({ runs: true, dueAtMs: 1_801_000 });
    expect([1_800_999, 1_801_000, 1_801_001].map((now) => ranOut(clock, now))).toEqual([false, true, true]);
    expect(clockUntil(1_801_000)).toEqual(clock);
    expect(ranOut(null, 1_801_001)).toBe(false);
  });

  it('loses no time while it stands still, however long', () => {
    fc.assert(fc.property(instant, minutes, minutes, minutes, (start, allowed, ran, stood) => {
      fc.pre(ran <= allowed);
      const paused = pauseClock(startClock(start, allowed), start + ran * 60_000);
      expect(ranOut(paused, Number.MAX_SAFE_INTEGER)).toBe(false);
      expect(resumeClock(paused, start + (ran + stood) * 60_000)).toEqual(startClock(start, allowed + stood));
    }));
  });

  it('gains nothing from being paused after it ran out', () => {
    expect(resumeClock(pauseClock(startClock(0, 1), 999_999), 1_000_000)).toEqual({ runs: true, dueAtMs: 1_000_000 });
  });

  it('is unmoved by a second pause or resume', () => {
    const paused = pauseClock(startClock(0, 1), 10);
    expect(pauseClock(paused, 20)).toBe(paused);
    const running = resumeClock(paused, 30);
    expect(resumeClock(running, 40)).toBe(running);
  });
});
