import { describe, expect, it } from '@jest/globals';
import { creditWords, editableCents, parseCents, wholeOf } from './amounts.js';

describe('amounts as people type them', () => {
  it.each([
    ['1,234.50', 123_450],
    ['$ 1040', 104_000],
    ['0.5', 50],
    [' 7.00 ', 700],
  ])('%s is %d cents', (text, cents) => expect(parseCents(text)).toBe(cents));
  it.each(['', 'abc', '1.234', '12,34', '-5', '1e3', '999999999999999999'])('%p is none', (text) => expect(parseCents(text)).toBeNull());
  it.each([
    ['12', 12],
    [' 1,200 ', 1200],
    ['0', 0],
    ['12345678', 12_345_678],
  ])('%s is the whole number %d', (text, count) => expect(wholeOf(text)).toBe(count));
  it.each(['', '1,5', '1.5', '-3', '12 cases', '1e3', '1,20', '123456789', '1,234,567,890'])('%p is no whole number', (text) => expect(wholeOf(text)).toBeNull());
  it('gives back an amount to edit that reads the same', () => expect(parseCents(editableCents(104_005))).toBe(104_005));
  it('writes credit', () => expect([50, 100, 25].map(creditWords)).toEqual(['0.5 credit', '1.0 credit', '0.25 credit']));
});
