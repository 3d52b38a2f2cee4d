import { describe, expect, test } from '@jest/globals';
import { addCents, cents, formatCents, halfUp, percentOf } from './index.js';

describe('cents', () => {
  test('takes whole numbers only', () => {
    expect(cents(41160)).toBe(41160);
    expect(cents(-3n)).toBe(-3);
    expect(Object.is(cents(-0), 0)).toBe(true);
    for (const bad of [1.5, NaN, Infinity, 2 ** 53]) expect(() => cents(bad)).toThrow(RangeError);
  });

  test('adds without leaving the safe integers', () => {
    expect(addCents([1, 2, -4])).toBe(-1);
    expect(() => addCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});

test('money is written one way everywhere', () => {
  const written = [0, 5, 41160, 1234567, 100000000, -300, -123456].map(formatCents);
  expect(written).toEqual(['$0.00', '$0.05', '$411.60', '$12,345.67', '$1,000,000.00', '\u2212$3.00', '\u2212$1,234.56']);
  expect(() => formatCents(0.5)).toThrow(RangeError);
});

test('a single fee line goes half-up in size, both ways', () => {
  expect(percentOf(cents(4980), '2.5')).toBe(125);
  expect(percentOf(cents(-4980), '2.5')).toBe(-125);
  expect(['1/2', '499/1000', '-1/2', '3/2', '7'].map(halfUp)).toEqual([1, 0, -1, 2, 7]);
});
