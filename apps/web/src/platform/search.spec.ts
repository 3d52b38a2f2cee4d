import { describe, expect, it } from '@jest/globals';
import { safePath } from './router.js';
import { manyOf, oneOf, parseSearch, stringifySearch } from './search.js';

describe('the address bar', () => {
  it('reads and writes plain pairs, several values as a list', () => {
    const search = { q: 'calculus & more', day: ['MON', 'WED'] };
    expect(stringifySearch(search)).toBe('?q=calculus+%26+more&day=MON&day=WED');
    expect(parseSearch(stringifySearch(search))).toEqual(search);
    expect(stringifySearch({ q: '', sort: undefined, day: [] })).toBe('');
  });

  it('survives nonsense', () => {
    expect(() => parseSearch('?%E0%A4%A=1&&&=&__proto__=x&a=%')).not.toThrow();
    expect(Object.getPrototypeOf(parseSearch('?__proto__=x'))).toBe(Object.prototype);
    expect(parseSearch('?grade=%00&q=a%0Ab&day=MON')).toEqual({ day: 'MON' });
    expect(oneOf([1, 2])).toBeUndefined();
    expect(manyOf(['a', 2, '', 'b'])).toEqual(['a', 'b']);
  });
});

describe('safePath', () => {
  it.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/sign-in?to=/x', undefined, 7])('sends %p to the inbox', (to) => {
    expect(safePath(to)).toBe('/');
  });
  it('keeps a path of this site', () => expect(safePath('/sections/1?x=2')).toBe('/sections/1?x=2'));
});
