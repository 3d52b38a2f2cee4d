import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockUntil, pauseClock, ranOut, resumeClock, runsOutAtMs, startClock } from './index.js';

const HOUR = 3_600_000;
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const hours = fc.integer({ min: 0, max: 2_000 });

describe('a clock', () => {
  it('runs out at its due instant, not before', () => {
    const clock = startClock(1_000, 2);
    expect(clock).toEqual({ runs: true, dueAtMs: 7_201_000 });
    expect([7_200_999, 7_201_000, 7_201_001].map((now) => ranOut(clock, now))).toEqual([false, true, true]);
    expect(clockUntil(7_201_000)).toEqual(clock);
    expect(ranOut(null, 7_201_001)).toBe(false);
  });

  it('loses no time while it stands still, as long as it may', () => {
    fc.assert(fc.property(instant, hours, hours, hours, hours, (start, allowed, ran, stood, more) => {
      fc.pre(ran <= allowed);
      const paused = pauseClock(startClock(start, allowed), start + ran * HOUR, stood + more);
      expect(resumeClock(paused, start + (ran + stood) * HOUR)).toEqual(startClock(start, allowed + stood));
    }));
  });

  it('runs again by itself when it stood still as long as it may, and gains nothing after that', () => {
    fc.assert(fc.property(instant, hours, hours, hours, hours, (start, allowed, ran, atMost, late) => {
      fc.pre(ran <= allowed);
      const paused = pauseClock(startClock(start, allowed), start + ran * HOUR, atMost);
      const end = start + (allowed + atMost) * HOUR;
      expect(runsOutAtMs(paused)).toBe(end);
      expect([ranOut(paused, end - 1), ranOut(paused, end)]).toEqual([false, true]);
      expect(runsOutAtMs(resumeClock(paused, start + (ran + atMost + late) * HOUR))).toBe(end);
    }));
  });

  it('has nothing left if it is stopped after it ran out', () => {
    expect(resumeClock(pauseClock(startClock(0, 1), 9 * HOUR, 5), 10 * HOUR)).toEqual({ runs: true, dueAtMs: 10 * HOUR });
  });

  it('is unmoved by a second pause or resume', () => {
    const paused = pauseClock(startClock(0, 1), 10, 5);
    expect(pauseClock(paused, 20, 5)).toBe(paused);
    const running = resumeClock(paused, 30);
    expect(resumeClock(running, 40)).toBe(running);
  });
});
