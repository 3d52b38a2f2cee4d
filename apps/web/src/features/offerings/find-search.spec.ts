import { describe, expect, it } from '@jest/globals';
import { parseSearch, stringifySearch } from '../../platform/search.js';
import { chosenCount, countWords, type FindSearch, inputOf, readFind, toggle } from './find-search.js';

describe('the state of the catalogue in the address', () => {
  it('comes back from the address as it went in', () => {
    const search: FindSearch = { q: 'algebra', sort: 'price', shown: 72, area: ['Mathematics'], day: ['MON', 'WED'] };
    expect(readFind(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('leaves out what it does not understand', () => {
    expect(readFind({ q: '   ', sort: 'loudest', shown: '9e9', day: ['MON', 'MON'], moon: 'full', shownn: '3' })).toEqual({ day: ['MON'], shown: 240 });
    expect(readFind({ shown: '-5' })).toEqual({});
    expect(readFind({ shown: '25' })).toEqual({ shown: 48 });
  });

  it('becomes the input of the query', () => {
    expect(inputOf({ q: 'chem', area: ['Science'] }, 'd1')).toEqual({ search: 'chem', choices: [{ name: 'AREA', values: ['Science'] }], sort: 'BEST_MATCH', first: 24, homeDistrictId: 'd1' });
    expect(inputOf({}, undefined)).toEqual({ sort: 'BEST_MATCH', first: 24 });
  });

  it('toggles one value and starts at the first page again', () => {
    const one = toggle({ q: 'x', shown: 48 }, 'day', 'MON');
    expect(one).toEqual({ q: 'x', day: ['MON'] });
    expect(toggle(one, 'day', 'MON')).toEqual({ q: 'x' });
    expect(chosenCount(toggle(one, 'area', 'Art'))).toBe(2);
  });

  it('says "at least" where no more is known', () => {
    expect(countWords({ value: 1000, atLeast: true })).toBe('1,000+');
    expect(countWords({ value: 7, atLeast: false })).toBe('7');
  });
});
