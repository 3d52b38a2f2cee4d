import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { courseMapping, gradeSheet, seatBooking, waitlistEntry } from '@barnraise/lifecycle';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { policies } from '../agreements/index.js';
import { BookingState, MappingState } from './state.type.js';
import { WaitlistState } from './waitlist.type.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
const seatStates = sorted(Object.keys(seatBooking.table.states));
const capacityStates = seatStates.filter((state) => seatBooking.takesCapacity(state as BookingState));

/** The words in quotes of a check or an index predicate. */
async function quoted(sql: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ text: string }>(sql);
  return sorted([...rows[0]!.text.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word!));
}
const checkOf = (name: string) => quoted(`select pg_get_constraintdef(oid) as text from pg_constraint where conname = '${name}'`);

describe('the database moves seats as the lifecycle says', () => {
  test('every move of every side, and no other', async () => {
    const drawn = seatBooking.table.rows.flatMap((row) => row.from.flatMap((from) => (from === null ? [] : [`${from} -> ${row.to} by ${row.side}`])));
    const { rows } = await db.owner.query<{ move: string }>(`select from_state || ' -> ' || to_state || ' by ' || side as move from booking_move`);
    expect(sorted(rows.map(({ move }) => move))).toEqual(sorted(drawn));
  });

  test('the same states take capacity', async () => {
    const { rows } = await db.owner.query<{ state: string }>('select state from unnest($1::text[]) state where takes_capacity(state)', [seatStates]);
    expect(sorted(rows.map(({ state }) => state))).toEqual(capacityStates);
    expect(await quoted(`select pg_get_expr(indpred, indrelid) as text from pg_index where indexrelid = 'seat_taking'::regclass`)).toEqual(capacityStates);
  });

  test.each(['booking_state', 'seat_state'])('%s allows its states alone', async (check) => {
    expect(await checkOf(check)).toEqual(seatStates);
    expect(sorted(Object.values(BookingState))).toEqual(seatStates);
  });

  test('a course mapping has the same states everywhere', async () => {
    const states = sorted(Object.keys(courseMapping.table.states));
    expect(await checkOf('course_mapping_state')).toEqual(states);
    expect(sorted(Object.values(MappingState))).toEqual(states);
  });
});

describe('the database keeps the waitlist as the lifecycle says', () => {
  const states = sorted(Object.keys(waitlistEntry.table.states));

  test('every move of every side, and no other', async () => {
    const drawn = waitlistEntry.table.rows.flatMap((row) => row.from.flatMap((from) => (from === null ? [] : [`${from} -> ${row.to} by ${row.side}`])));
    const { rows } = await db.owner.query<{ move: string }>(`select from_state || ' -> ' || to_state || ' by ' || side as move from waitlist_move`);
    expect(sorted(rows.map(({ move }) => move))).toEqual(sorted(drawn));
  });

  test('the same states', async () => {
    expect(await checkOf('waitlist_entry_state')).toEqual(states);
    expect(sorted(Object.values(WaitlistState))).toEqual(states);
  });
});

describe('every clock has its rule', () => {
  const clocks = [...Object.values(seatBooking.table.clocks), ...Object.values(courseMapping.table.clocks), ...Object.values(waitlistEntry.table.clocks), ...Object.values(gradeSheet.table.clocks)].filter((clock) => clock !== undefined);
  const durations = sorted(clocks.flatMap((clock) => [clock.duration, ...(clock.pausedAtMost === null ? [] : [clock.pausedAtMost])]));

  test('policies hold the duration of each, and nothing else but the size of a hold, what is owed late, when an overdue answer goes up and how long names are known and how small a count is shown and when grades are due', () => {
    expect(sorted(Object.keys(policies))).toEqual(sorted([...durations, 'seats.maxPerHold', 'seats.lateChargePercent', 'seats.escalateBusinessDays', 'students.rosterDays', 'students.retentionDays', 'students.smallestCount', 'grades.dueDays']));
  });

  test.each(clocks.map((clock) => [clock.duration, clock.unit] as const))('%s is counted in %s', (key, unit) => {
    const words = policies[key as keyof typeof policies].say(2);
    expect(words).toBe(`2 ${unit.replace('_', ' ')}`);
    expect(key.toLowerCase()).toContain(unit.replace('_', ''));
  });
});
