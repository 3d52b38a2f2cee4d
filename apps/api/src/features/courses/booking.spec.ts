import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { type Answer, Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { insertNeighborhood, limits, north, ownPace, publish, type SectionWishes, setClock, west } from '../../../test/factories/neighborhood.js';

let db: TestDatabase;
let app: TestApp;
/** Cambridge is the home district, Council teaches, Grangeville is a neighbor, Kamiah a stranger. */
let counselor: Desk;
let registrar: Desk;
let manager: Desk;
let teaching: Desk;
let neighbor: Desk;
let stranger: Desk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [counselor, registrar, manager, teaching, neighbor, stranger] = await Promise.all([
    Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar'), Desk.of(app, 'cambridge', 'business_manager'), Desk.of(app, 'council', 'registrar'),
    Desk.of(app, 'grangeville', 'counselor'), Desk.of(app, 'kamiah', 'counselor'),
  ]);
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

let next = 1000;
const section = (wishes: SectionWishes = {}) => publish(db, app, next++, wishes);

/** A section that Cambridge has mapped, so that seats in it can be requested at once. */
async function mapped(wishes: SectionWishes = {}): Promise<string> {
  const sectionId = await section(wishes);
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  return sectionId;
}
async function requested(sectionId: string, seats = 2): Promise<Answer> {
  const held = await counselor.hold(sectionId, seats);
  return counselor.request(held.id, held.estimate.maximumCents);
}
const tasks = async (desk: Desk, bookingId: string) => (await desk.inbox()).filter((item) => item.bookingId === bookingId && item.kind !== 'NOTICE').map(({ kind }) => kind);
const counters = async (sectionId: string) => (await db.owner.query<{ taken: number; own: number; rows: number; card: number }>(
  `select s.seats_taken as taken, s.own_seats_taken as own, a.units_left as card, (select count(*)::int from seat where section_id = s.id and takes_capacity(state)) as rows
     from course_section s join availability a on a.offering_id = s.id where s.id = $1`, [sectionId])).rows[0]!;

describe('from a hold to seats that are given', () => {
  test('hold, map, approve, request within the limit, accept: every hand sees its next step', async () => {
    const sectionId = await section({ capacity: 10 });

    const held = await counselor.hold(sectionId, 2);
    expect(held).toMatchObject({ __typename: 'Booking', state: 'HELD', seats: 2, clock: { kind: 'HOLD', waitsFor: null }, section: { seatsLeft: 8 }, estimate: { maximumCents: 300_00 } });
    expect(held.reference).toMatch(/^B-\d{4}$/);
    expect(held.nextSteps[0]).toMatchObject({ step: 'REQUEST', blockedBy: expect.stringContaining('course mapping') });
    expect(await tasks(counselor, held.id)).toEqual(['REQUEST_HELD_SEATS']);
    expect(await counselor.request(held.id, 300_00)).toMatchObject({ __typename: 'MappingNeeded', mappingState: null });

    const mapping = await counselor.map(sectionId);
    expect(mapping.state).toBe('PENDING');
    expect((await counselor.booking(held.id))!.clock).toMatchObject({ waitsFor: 'the course mapping to be approved' });
    expect(await registrar.approveMapping(mapping.id)).toMatchObject({ state: 'APPROVED' });
    expect((await counselor.booking(held.id))!.clock).toMatchObject({ waitsFor: null });

    const asked = await counselor.request(held.id, 300_00, { note: 'Two juniors.' });
    expect(asked).toMatchObject({ state: 'REQUESTED', notToExceedCents: 300_00, budgetCode: '100-512', clock: { kind: 'ANSWER', rule: 'Council answers within 2 business days, Council calendar.' } });
    expect(asked.clock!.at).toBe('2026-08-26T23:00:00.000Z');
    expect(await tasks(counselor, held.id)).toEqual([]);
    expect(await tasks(teaching, held.id)).toEqual(['ANSWER_REQUEST']);
    expect(await teaching.booking(held.id)).toMatchObject({ budgetCode: null, mapping: null, nextSteps: [{ step: 'ACCEPT', blockedBy: null }, { step: 'DENY' }] });

    const given = await teaching.step('acceptSeats', { bookingId: held.id });
    expect(given).toMatchObject({ state: 'ACCEPTED', clock: null });
    expect(await tasks(teaching, held.id)).toEqual([]);
    expect(given.policies.map(({ key, valueWords }) => `${key}: ${valueWords}`)).toEqual(['seats.answerBusinessDays: 2 business days', 'seats.holdHours: 48 hours', 'seats.mappingHours: 120 hours']);
    expect((await counselor.inbox()).find((item) => item.bookingId === held.id)).toMatchObject({ kind: 'NOTICE', title: 'Council accepted your request' });
    expect((await counselor.booking(held.id))!.history).toEqual([
      { who: 'Cambridge counselor', sentence: 'Held 2 seats.' },
      { who: 'Cambridge counselor', sentence: 'Requested 2 seats, not to exceed $300.00.' },
      { who: 'Council registrar', sentence: 'Accepted 2 seats.' },
    ]);
    expect(await counters(sectionId)).toEqual({ taken: 2, own: 0, rows: 2, card: 8 });
  });

  test('a request above the counselor\'s limit waits for the business manager', async () => {
    const held = await counselor.hold(await mapped(), 4);
    const waiting = await counselor.request(held.id, limits.counselor + 100_00);
    expect(waiting).toMatchObject({ state: 'AWAITING_APPROVAL', clock: { kind: 'APPROVAL', rule: 'Spending is decided within 3 business days, Cambridge calendar.' } });
    expect(await tasks(manager, held.id)).toEqual(['APPROVE_SPENDING']);
    expect(await tasks(teaching, held.id)).toEqual([]);
    expect(await counselor.step('approveSpending', { bookingId: held.id })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await manager.step('approveSpending', { bookingId: held.id })).toMatchObject({ state: 'REQUESTED', notToExceedCents: 600_00 });
    expect(await tasks(manager, held.id)).toEqual([]);
    expect(await tasks(teaching, held.id)).toEqual(['ANSWER_REQUEST']);
    expect((await manager.booking(held.id))!.history.map(({ sentence }) => sentence)).toEqual([
      'Held 4 seats.', 'Asked for the spending to be approved, not to exceed $600.00.', 'Approved the spending; the request went to the teaching district.',
    ]);
  });

  test('own seats of the teaching district cost nothing, need no reason, and count against its own block', async () => {
    const sectionId = await section({ capacity: 6, reservedSeats: 4, reservedUntil: '2026-09-14' });
    const own = await teaching.hold(sectionId, 3);
    expect(own).toMatchObject({ state: 'HELD', estimate: { expectedCents: 0, maximumCents: 0 } });
    expect(await counters(sectionId)).toEqual({ taken: 3, own: 3, rows: 3, card: 2 });
    expect((await neighbor.section(sectionId))!.seatsLeft).toBe(2);
    expect((await teaching.section(sectionId))!.seatsLeft).toBe(3);
  });

  test('a consortium that wrote no rules down has the usual ones, and its seats can be given', async () => {
    const sectionId = await section({ place: 'grangeville', consortiumIds: [north], ...ownPace });
    const kamiah = await Desk.of(app, 'kamiah', 'registrar');
    const held = await stranger.hold(sectionId, 1);
    expect(held.policies).toEqual([]);
    await kamiah.approveMapping((await stranger.map(sectionId)).id);
    await stranger.request(held.id, 150_00);
    expect(await neighbor.step('acceptSeats', { bookingId: held.id })).toMatchObject({ state: 'ACCEPTED', policies: [] });
  });
});

test('seats that wait for somebody else\'s approver can be given to others by the district that teaches', async () => {
  const sectionId = await mapped({ capacity: 2, plan: { method: 'fixed-price-per-seat', priceCents: 600_00 } });
  const held = await counselor.hold(sectionId, 2);
  expect(await counselor.request(held.id, 1_200_00)).toMatchObject({ state: 'AWAITING_APPROVAL' });
  expect(await teaching.step('denySeats', { bookingId: held.id, reason: 'Others are ready.' })).toMatchObject({ state: 'DENIED' });
  expect((await neighbor.section(sectionId))!.seatsLeft).toBe(2);
  expect(await tasks(counselor, held.id)).toEqual([]);
});

describe('seats that are not given are free again at once', () => {
  const ways: readonly [string, (booking: Answer) => Promise<Answer>, string, string][] = [
    ['denied by the teaching district, with a reason', (booking) => teaching.step('denySeats', { bookingId: booking.id, reason: 'The lab is full.' }), 'DENIED', 'Denied the request; the seats are free again.'],
    ['canceled by the home district', (booking) => counselor.step('cancelSeats', { bookingId: booking.id, reason: 'The student moved.' }), 'CANCELLED', 'Canceled; the seats are free again.'],
  ];
  test.each(ways)('%s', async (_name, act, state, sentence) => {
    const sectionId = await mapped({ capacity: 2 });
    const booking = await requested(sectionId);
    expect((await neighbor.section(sectionId))!.seatsLeft).toBe(0);
    const done = await act(booking);
    expect(done).toMatchObject({ state, reason: expect.stringMatching(/lab|moved/), clock: null });
    expect(done.history.at(-1)!.sentence).toBe(sentence);
    expect(await tasks(teaching, booking.id)).toEqual([]);
    expect(await counters(sectionId)).toEqual({ taken: 0, own: 0, rows: 0, card: 2 });
    expect(await neighbor.hold(sectionId, 2, { fitReason: 'From the library.' })).toMatchObject({ state: 'HELD' });
  });

  test('declined spending ends the booking and tells the one who asked', async () => {
    const sectionId = await mapped();
    const held = await counselor.hold(sectionId, 4);
    await counselor.request(held.id, 600_00);
    expect(await manager.step('declineSpending', { bookingId: held.id, reason: 'Next year.' })).toMatchObject({ state: 'CANCELLED', reason: 'Next year.' });
    expect((await counselor.inbox()).find((item) => item.bookingId === held.id)).toMatchObject({ kind: 'NOTICE', detail: 'Next year.' });
    expect((await counters(sectionId)).taken).toBe(0);
  });

});

describe('what is refused says what to do, and takes nothing', () => {
  type Case = readonly [name: string, wishes: SectionWishes, hold: (sectionId: string) => Promise<Answer>, expected: object];
  const cases: readonly Case[] = [
    ['more seats than are left', { capacity: 3 }, (sectionId) => counselor.hold(sectionId, 4), { __typename: 'SectionFull', seatsLeft: 3, seatsAsked: 4, message: 'Only 3 seats are left, and you asked for 4. Ask for fewer, or join the waitlist: you would be 1st in line.' }],
    ['more seats than one hold may take', { capacity: 20 }, (sectionId) => counselor.hold(sectionId, 13), { __typename: 'TooManySeats', maxPerHold: 12 }],
    ['a class outside the home school day, without a reason', { startsAt: '06:30', endsAt: '07:20' }, (sectionId) => counselor.hold(sectionId, 1), { __typename: 'FitReasonNeeded', fit: { known: true, sentence: expect.any(String) } }],
    ['seats kept for the teaching district until their release date', { capacity: 5, reservedSeats: 4, reservedUntil: '2026-09-14' }, (sectionId) => counselor.hold(sectionId, 2), { __typename: 'SectionFull', seatsLeft: 1 }],
    ['a section for another consortium', { place: 'grangeville', consortiumIds: [north] }, (sectionId) => counselor.hold(sectionId, 1), { __typename: 'NotFound' }],
    ['a district that is not one\'s own', {}, (sectionId) => counselor.step('holdSeats', { sectionId, homeDistrictId: id(13), seats: 1 }), { __typename: 'NotAllowed' }],
    ['a person who may not book', {}, (sectionId) => manager.hold(sectionId, 1), { __typename: 'NotAllowed' }],
    ['no seats at all', {}, (sectionId) => counselor.hold(sectionId, 0), { __typename: 'InvalidInput' }],
    ['a cost that can\'t be worked out', { plan: { method: 'by-dated-count', costCents: 100_00, measure: 'kindergarten' } }, (sectionId) => counselor.hold(sectionId, 1), { __typename: 'CostNotComputable' }],
  ];
  test.each(cases)('%s', async (_name, wishes, hold, expected) => {
    const sectionId = await section(wishes);
    expect(await hold(sectionId)).toMatchObject(expected);
    expect(await counters(sectionId)).toMatchObject({ taken: 0, rows: 0 });
  });

  test('a poor fit with a reason is held', async () => {
    expect(await counselor.hold(await section({ startsAt: '06:30', endsAt: '07:20' }), 1, { fitReason: 'They ride in early.' })).toMatchObject({ state: 'HELD' });
  });

  test('reserved seats open to all on their release date, on the page, in the catalogue and for a hold', async () => {
    const sectionId = await section({ capacity: 5, reservedSeats: 4, reservedUntil: '2026-08-25', ...ownPace });
    expect(await counselor.hold(sectionId, 2)).toMatchObject({ __typename: 'SectionFull', seatsLeft: 1 });
    try {
      await setClock(db, '2026-08-25T06:00:00Z'); // midnight in Council
      const later = await Desk.of(app, 'cambridge', 'counselor');
      expect((await later.section(sectionId))!.seatsLeft).toBe(5);
      expect(await later.hold(sectionId, 2)).toMatchObject({ state: 'HELD', section: { seatsLeft: 3 } });
      await db.owner.query('select sweep_sections(100)');
      expect((await counters(sectionId)).card).toBe(3);
    } finally {
      await setClock(db, '2026-08-24T15:00:00Z');
    }
  });

  test('a not-to-exceed amount below what the seats may cost', async () => {
    const held = await counselor.hold(await mapped(), 2);
    expect(await counselor.request(held.id, 299_99)).toMatchObject({ __typename: 'NotToExceedTooLow', maximumCents: 300_00 });
    expect(await counselor.request(held.id, 300_00)).toMatchObject({ state: 'REQUESTED' });
  });

  test('a step of the other side, of a stranger, or one that comes too late', async () => {
    const booking = await requested(await mapped());
    expect(await counselor.step('acceptSeats', { bookingId: booking.id })).toMatchObject({ __typename: 'NotAllowed' });
    for (const other of [neighbor, stranger]) {
      expect(await other.step('acceptSeats', { bookingId: booking.id })).toMatchObject({ __typename: 'NotFound' });
      expect(await other.booking(booking.id)).toBeNull();
    }
    await teaching.step('denySeats', { bookingId: booking.id });
    expect(await teaching.step('acceptSeats', { bookingId: booking.id })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('denied') });
  });

  test('of two who answer at once, one is told that somebody was quicker', async () => {
    const booking = await requested(await mapped());
    const other = await Desk.of(app, 'council', 'counselor');
    const answers = await Promise.all([teaching.step('acceptSeats', { bookingId: booking.id }), other.step('denySeats', { bookingId: booking.id })]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Booking', 'StepNotPossible']);
  });
});

test('a person with a role in two districts books for each through the consortium that district is in', async () => {
  const both = await publish(db, app, next++, { place: 'grangeville', consortiumIds: [west, north], ...ownPace });
  await db.owner.query(`insert into role_assignment (id, account_id, role, party_id, granted_at) select gen_random_uuid(), account_id, 'counselor', $2, app_now() from role_assignment where account_id = $1 limit 1`, [id(1200), id(14)]);
  const traveler = await Desk.of(app, 'cambridge', 'counselor');
  for (const homeDistrictId of [id(12), id(14)]) expect(await traveler.step('holdSeats', { sectionId: both, homeDistrictId, seats: 1 })).toMatchObject({ state: 'HELD' });
  const { rows } = await db.owner.query<{ home_party_id: string; consortium_id: string }>('select home_party_id, consortium_id from booking where section_id = $1 order by home_party_id', [both]);
  expect(rows).toEqual([{ home_party_id: id(12), consortium_id: west }, { home_party_id: id(14), consortium_id: north }]);
});
