import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, ceil, commonDenominator, compare, divide, exact, floor, multiply, negate, ratio, subtract, toText } from './index.js';

const rationals = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]) => ratio(n, d));

describe('exact numbers', () => {
  test('are read as they are written', () => {
    expect(['1.25', '3/4', '-2', '0.50', '10/4', '-0.5'].map((text) => toText(exact(text)))).toEqual(['5/4', '3/4', '-2', '1/2', '5/2', '-1/2']);
    expect(toText(exact(7))).toBe('7');
    for (const bad of ['1e3', '', '.5', '1/0', 'x', '1,5', ' 1']) expect(() => exact(bad)).toThrow(RangeError);
    expect(() => exact(1.15)).toThrow(RangeError);
  });

  test('floor and ceil hold below zero', () => {
    const half = ratio(-3n, 2n);
    expect([floor(half), ceil(half), floor(ratio(3n, 2n)), ceil(ratio(4n, 2n))]).toEqual([-2n, -1n, 1n, 2n]);
  });

  test('obey the laws of a field', () => {
    fc.assert(
      fc.property(rationals, rationals, rationals, (a, b, c) => {
        expect(add(a, add(b, c))).toEqual(add(add(a, b), c));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(a, negate(a)).n).toBe(0n);
        if (b.n !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(Number(subtract(a, b).n > 0n) - Number(subtract(a, b).n < 0n));
        expect(exact(toText(a))).toEqual(a);
        expect(commonDenominator([a, b]) % a.d).toBe(0n);
      }),
    );
  });
});
