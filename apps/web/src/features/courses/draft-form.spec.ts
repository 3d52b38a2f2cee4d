import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentOf, type DraftValues, isIn, missingOn, toggled, valuesOf } from './draft-form.js';

const empty = {
  __typename: 'CourseDraftContent' as const, title: null, summary: null, syllabus: null, prerequisites: null, flags: [], modality: null, schoolId: null, termId: null, meetingDays: [], startsAt: null, endsAt: null,
  dropDate: null, teachingDropDate: null, gradeLow: null, gradeHigh: null, creditHundredths: null, capacity: null, reservedSeats: null, reservedUntil: null, answersRequests: false, cost: null, priceCents: null, costCents: null,
  ownSeatsCount: null, emptySeatsCount: null, notToExceedPerSeatCents: null, localCode: null, teacherAccountId: null, consortiumIds: [],
};

describe('a draft in its fields', () => {
  test('comes back as it was, whatever is in it', () => {
    const text = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[A-Za-z]$/);
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const cents = maybe(fc.integer({ min: 0, max: 1_000_000_00 }));
    const content = fc.record({
      title: maybe(text), summary: maybe(text), flags: fc.array(text, { maxLength: 3 }), meetingDays: fc.subarray(['MON', 'TUE', 'WED'] as const), startsAt: maybe(fc.constant('09:05')), gradeLow: maybe(fc.integer({ min: 6, max: 14 })),
      creditHundredths: maybe(fc.integer({ min: 5, max: 1000 })), capacity: maybe(fc.integer({ min: 1, max: 500 })), priceCents: cents, costCents: cents, ownSeatsCount: maybe(fc.boolean()), emptySeatsCount: maybe(fc.boolean()),
      cost: maybe(fc.constantFrom('FIXED_PRICE' as const, 'COST_RECOVERY' as const)), consortiumIds: fc.subarray(['a', 'b', 'c']),
    });
    fc.assert(fc.property(content, (some) => {
      const whole = { ...empty, ...some };
      const expected: Partial<typeof whole> = { ...whole };
      delete expected.__typename;
      expect(contentOf(valuesOf(whole as never))).toEqual({ ok: true, content: expected });
    }));
  });

  test('says beside each field what can’t be read, and keeps the rest', () => {
    const values: DraftValues = { ...valuesOf(empty as never), capacity: 'a dozen', priceCents: '4 dollars', creditHundredths: 'half', gradeLow: '9' };
    const read = contentOf(values);
    expect(read.ok ? [] : read.problems.map((one) => one.field).sort()).toEqual(['capacity', 'creditHundredths', 'priceCents']);
  });

  test('ticks come and go in their own order', () => {
    expect(toggled('WED', 'MON', ['MON', 'TUE', 'WED'])).toBe('MON,WED');
    expect(toggled('MON,WED', 'WED', ['MON', 'TUE', 'WED'])).toBe('MON');
    expect([isIn('MON,WED', 'WED'), isIn('MON,WED', 'TUE'), isIn('', '')]).toEqual([true, false, false]);
  });

  test('what is missing counts on its own page', () => {
    const problems = [{ __typename: 'CourseDraftProblem' as const, page: 'WHEN' as const, field: 'termId', message: '' }, { __typename: 'CourseDraftProblem' as const, page: 'COST' as const, field: 'cost', message: '' }];
    expect([missingOn({ problems }, 'WHEN'), missingOn({ problems }, 'ABOUT')]).toEqual([1, 0]);
  });
});
