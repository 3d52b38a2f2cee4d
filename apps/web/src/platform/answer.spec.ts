import { describe, expect, it } from '@jest/globals';
import { type HoldSeatsMutation } from '../generated/courses/section.js';
import { possibleTypes } from '../generated/possible-types.js';
import { answerOf, fieldOf } from './answer.js';

type Result = HoldSeatsMutation['holdSeats'];

describe('answerOf', () => {
  it('gives what was asked for', () => {
    const result = { __typename: 'Booking', id: 'b', reference: 'B-0001', seats: 2 } as Result;
    const answer = answerOf(result, 'Booking');
    expect(answer.done?.reference).toBe('B-0001');
    expect(answer.refusal).toBeNull();
  });

  it('gives the sentence, what to do next, and the facts', () => {
    const answer = answerOf({ __typename: 'TooManySeats', code: 'TOO_MANY_SEATS', message: 'One hold takes at most 5 seats. Ask for fewer.', maxPerHold: 5 } as Result, 'Booking');
    expect(answer.done).toBeNull();
    expect(answer.refusal).toMatchObject({ name: 'TooManySeats', message: 'One hold takes at most 5 seats. Ask for fewer.', advice: null, problems: [] });
    expect(answer.raw).toMatchObject({ maxPerHold: 5 });
  });

  it('carries the problems of single fields', () => {
    const problems = [{ __typename: 'FieldProblem' as const, field: 'input.seats', rule: 'min', message: 'Ask for at least 1' }];
    const answer = answerOf({ __typename: 'InvalidInput', code: 'INVALID', message: 'Please correct this.', problems } as Result, 'Booking');
    expect(answer.refusal?.problems).toEqual(problems);
    expect(fieldOf('input.seats')).toBe('seats');
  });

  it('takes a member it does not know yet as refused, never as done', () => {
    const answer = answerOf({ __typename: 'MoonIsFull', code: 'MOON', message: 'Not tonight.' } as unknown as Result, 'Booking');
    expect(answer.refusal).toMatchObject({ name: 'MoonIsFull', message: 'Not tonight.' });
    expect(answer.refusal?.advice).toMatch(/Reload/);
  });

  it('knows every refusal of the graph', () => {
    for (const name of possibleTypes.Refusal) {
      const answer = answerOf({ __typename: name, code: 'X', message: 'No.' } as unknown as Result, 'Booking');
      expect(answer.refusal?.advice ?? '').not.toMatch(/Reload the page/);
    }
  });
});
