import { describe, expect, it } from '@jest/globals';
import { orNothing, readAmount, readCost, readCount, readDay, readNumber, readPercent, readYear, writeAmount, writeDay } from './reading.js';

const value = <T,>(read: { ok: true; value: T } | { ok: false; problem: string }) => (read.ok ? read.value : read.problem);

describe('what is typed into the lab', () => {
  it('is read as people write it', () => {
    expect(value(readAmount('$90,000'))).toBe(9_000_000);
    expect(value(readAmount('-1,250.5'))).toBe(-125_050);
    expect(value(readAmount('(12.00)'))).toBe(-1_200);
    expect(value(readNumber('1,204'))).toBe(1_204);
    expect(value(readNumber('1/3'))).toBe('1/3');
    expect(value(readPercent(100)('33.3 %'))).toBe('33.3');
    expect(value(readYear('2026–27'))).toBe('2026-27');
    expect(value(readYear('2099/2100'.replace('2100', '00')))).toBe('2099-00');
    expect(value(readDay('10/1/2026'))).toBe('2026-10-01');
    expect(value(orNothing(readCost)(' '))).toBeUndefined();
  });

  it('or refused with what would do', () => {
    expect(value(readAmount('ninety'))).toMatch(/for example 90,000/);
    expect(value(readCost('-1'))).toMatch(/zero or more/);
    expect(value(readNumber('1/0'))).toMatch(/number/);
    expect(value(readNumber('-4'))).toMatch(/zero or more/);
    expect(value(readPercent(100)('101'))).toMatch(/up to 100/);
    expect(value(readCount('2.5'))).toMatch(/whole number/);
    expect(value(readYear('2026-28'))).toMatch(/2026-27/);
    expect(value(readDay('2/30/2026'))).toMatch(/10\/1\/2026/);
  });

  it('is written so that it reads the same again', () => {
    for (const cents of [0, 5, 99, 100, 123_456_789, -1_250]) expect(value(readAmount(writeAmount(cents)))).toBe(cents);
    expect([writeDay('2026-10-01'), value(readDay(writeDay('2026-10-01')))]).toEqual(['10/1/2026', '2026-10-01']);
  });
});
