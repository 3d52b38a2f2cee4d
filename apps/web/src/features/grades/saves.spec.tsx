import { describe, expect, it } from '@jest/globals';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode } from 'react';
import { of, throwError } from 'rxjs';
import { type BookPartsFragment } from '../../generated/grades/grades.js';
import { useSaves } from './saves.js';

type Seat = BookPartsFragment['seats'][number];
interface Sent { readonly idempotencyKey: string; readonly grades: readonly { readonly seatId: string; readonly typed: string; readonly version: number }[] }

/** One class that answers as the server does: what is typed over another version than stands there is refused. */
class Class {
  private readonly seats = new Map<string, { typed: string; version: number; by: string | null }>([['s1', { typed: '', version: 0, by: null }], ['s2', { typed: '', version: 0, by: null }]]);
  private readonly answered = new Map<string, object>();
  readonly sent: Sent[] = [];
  /** How many of the next requests arrive, and lose their answer. */
  lose = 0;

  book(): BookPartsFragment & { __typename: 'GradeBook' } {
    return {
      __typename: 'GradeBook', sectionId: 'c1', title: 'Physics', termName: 'Fall', firstDay: '2026-08-31', lastDay: '2026-12-18', scaleWords: '', typeWords: '', marks: [], attestation: '', attestationOfNobody: '', sheets: [],
      seats: [...this.seats].map(([seatId, { typed, version, by }], at): Seat => ({ __typename: 'GradeBookSeat', seatId, bookingId: 'b1', ordinal: at + 1, typed, version, lastAttended: null, withdrawn: false, seenOn: null, enteredBy: by, enteredAt: null, attested: null })),
    };
  }

  stands = (seatId: string) => [this.seats.get(seatId)!.typed, this.seats.get(seatId)!.by];

  /** What one person's page sends goes through here. */
  client(who: string): ApolloClient {
    const link = new ApolloLink(({ variables }) => {
      const input = variables['input'] as Sent;
      this.sent.push(input);
      const answer = this.answered.get(input.idempotencyKey) ?? this.save(who, input);
      this.answered.set(input.idempotencyKey, answer);
      return this.lose-- > 0 ? throwError(() => new TypeError('Failed to fetch')) : of({ data: { saveGrades: answer } });
    });
    return new ApolloClient({ cache: new InMemoryCache({ possibleTypes: { Refusal: ['StepNotPossible'] } }), link });
  }

  private save(who: string, { grades: [one] }: Sent): object {
    const seat = this.seats.get(one!.seatId)!;
    if (seat.version !== one!.version) return { __typename: 'StepNotPossible', code: 'STEP', message: `${seat.by} has entered another grade.` };
    this.seats.set(one!.seatId, { typed: one!.typed, version: seat.version + 1, by: who });
    return this.book();
  }
}

/** A person's page of that class, as it was read now. */
function page(of: Class, who: string) {
  const client = of.client(who);
  const wrapper = ({ children }: { children: ReactNode }) => <ApolloProvider client={client}>{children}</ApolloProvider>;
  const { result, rerender } = renderHook(({ book }) => useSaves(book), { wrapper, initialProps: { book: of.book() as BookPartsFragment } });
  return {
    saves: () => result.current,
    /** What a colleague did has come to this page. */
    read: () => rerender({ book: of.book() }),
    type: (seatId: string, typed: string) => act(() => result.current.type(seatId, { typed, lastAttended: '' })),
    enter: async (seatId: string) => {
      act(() => result.current.save(seatId));
      await waitFor(() => expect(result.current.saving).toBe(false));
    },
  };
}

describe('two people enter grades of one class', () => {
  it('lets stand what was there first, says what was typed, and takes it only when it is typed again', async () => {
    const shared = new Class();
    const [ann, bo] = [page(shared, 'Ann'), page(shared, 'Bo')];
    ann.type('s1', '70');
    bo.type('s1', '80');
    await ann.enter('s1');
    await bo.enter('s1');
    expect(shared.stands('s1')).toEqual(['70', 'Ann']);
    expect(bo.saves().problems.get('s1')).toBe('Ann has entered another grade. You typed 80.');
    expect(bo.saves().local.has('s1')).toBe(false);
    // Enter once more changes nothing: nothing is typed.
    await bo.enter('s1');
    expect(shared.sent).toHaveLength(2);
    bo.read();
    bo.type('s1', '80');
    await bo.enter('s1');
    expect(shared.stands('s1')).toEqual(['80', 'Bo']);
    expect(bo.saves().problems.size).toBe(0);
  });

  it('never writes over what came in while it was being typed', async () => {
    const shared = new Class();
    const [ann, bo] = [page(shared, 'Ann'), page(shared, 'Bo')];
    bo.type('s1', '8');
    ann.type('s1', '70');
    await ann.enter('s1');
    // The page of the second shows it already; what is being typed was begun over the one before.
    bo.read();
    bo.type('s1', '80');
    await bo.enter('s1');
    expect(shared.stands('s1')).toEqual(['70', 'Ann']);
    expect(bo.saves().problems.get('s1')).toContain('You typed 80');
  });

  it('keeps out of each other where they type different students, and goes on over what the same person saved', async () => {
    const shared = new Class();
    const [ann, bo] = [page(shared, 'Ann'), page(shared, 'Bo')];
    ann.type('s1', '70');
    bo.type('s2', '80');
    await Promise.all([ann.enter('s1'), bo.enter('s2')]);
    ann.type('s1', '71');
    await ann.enter('s1');
    expect([shared.stands('s1'), shared.stands('s2')]).toEqual([['71', 'Ann'], ['80', 'Bo']]);
    expect([ann.saves().local.size, ann.saves().problems.size, bo.saves().problems.size]).toEqual([0, 0, 0]);
  });

  it('asks again under the same key where the answer was lost: it was done once, and is nobody else’s', async () => {
    const shared = new Class();
    const ann = page(shared, 'Ann');
    shared.lose = 1;
    ann.type('s1', '70');
    await ann.enter('s1');
    expect(ann.saves().problems.get('s1')).toContain('no answer came');
    expect(ann.saves().local.get('s1')?.typed).toBe('70');
    await ann.enter('s1');
    expect(new Set(shared.sent.map((one) => one.idempotencyKey)).size).toBe(1);
    expect([shared.stands('s1'), ann.saves().problems.size, ann.saves().local.size]).toEqual([['70', 'Ann'], 0, 0]);
  });
});
