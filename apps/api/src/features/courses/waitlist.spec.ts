import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk, type Waits } from '../../../test/desk.js';
import { insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, insertPolicy, NOW, ownPace, publish, type SectionWishes, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { brokenIn } from '../../../test/storms/after.js';
import { ordinal, placeReason } from './waitlist.words.js';

let db: TestDatabase;
let app: TestApp;
let cambridge: Desk;
let registrar: Desk;
let grangeville: Desk;
let council: Desk;
let next = 6000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
beforeEach(async () => {
  await setClock(db, NOW);
  await signIn();
});
afterAll(async () => {
  expect(await brokenIn(db)).toEqual([]);
  await app.stop();
  await db.drop();
});

async function signIn(): Promise<void> {
  [cambridge, registrar, grangeville, council] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar'), Desk.of(app, 'grangeville', 'counselor'), Desk.of(app, 'council', 'registrar')]);
}
async function later(hours: number): Promise<void> {
  await setClock(db, new Date(Date.parse(NOW) + hours * 3_600_000).toISOString());
  await signIn();
}
/** A section of Council's that Council's own students fill. */
async function full(capacity: number, wishes: SectionWishes = {}): Promise<{ sectionId: string; heldId: string; own: Desk }> {
  const sectionId = await publish(db, app, next++, { ...ownPace, capacity, ...wishes });
  const own = await Desk.of(app, 'council', 'counselor');
  const { id: heldId } = await own.hold(sectionId, capacity);
  return { sectionId, heldId, own };
}
const sweep = () => db.owner.query('select sweep_sections(100)');
const cancel = (desk: Desk, bookingId: string) => desk.step('cancelSeats', { bookingId });
const states = async (sectionId: string) => (await db.owner.query<{ state: string }>('select state from waitlist_entry where section_id = $1 order by turn', [sectionId])).rows.map(({ state }) => state);
const life = (operation: string, sectionId: string) =>
  council.client.get<{ __typename: string }>(`mutation { ${operation}(input: { idempotencyKey: "${randomUUID()}", sectionId: "${sectionId}"${operation === 'cancelSection' ? ', reason: "The teacher moved."' : ''} }) { __typename } }`);
/** What waits to be told by mail. */
const tells = async (partyId: string) => (await db.owner.query<{ title: string }>('select title from inbox_item where party_id = $1 and told_at is null order by created_at', [partyId])).rows.map(({ title }) => title);

describe('joining', () => {
  test('is offered where a hold is refused, with the place it would be; others in line are counted', async () => {
    const { sectionId } = await full(2);
    expect(await cambridge.hold(sectionId, 1)).toMatchObject({ __typename: 'SectionFull', seatsLeft: 0, waitlistPosition: 1, message: expect.stringContaining('you would be 1st in line') });
    expect(await cambridge.join(sectionId, 2, { fewest: 1 })).toMatchObject({ state: 'WAITING', seatsWanted: 2, seatsLeast: 1, place: 1, reason: 'nobody is before you', mayChange: true, mayLeave: true, offer: null });
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ __typename: 'SectionFull', waitlistPosition: 2 });
    expect(await grangeville.join(sectionId, 1)).toMatchObject({ place: 2, reason: '1 district before you asked earlier' });
    expect(await grangeville.client.get('query ($id: ID!) { section(id: $id) { seatsWaiting seatsLeft } }', { id: sectionId })).toEqual({ seatsWaiting: 3, seatsLeft: 0 });
    expect(await cambridge.join(sectionId, 1)).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('already stands in this line') });
    expect(await cambridge.client.get(`{ waitlistEntries(districtId: "${district('cambridge')}") { sectionId place } }`)).toContainEqual({ sectionId, place: 1 });
    expect(await cambridge.client.get(`{ waitlistEntries(districtId: "${district('grangeville')}") { sectionId } }`)).toEqual([]);
  });

  test('is refused where seats are left, for more than could ever be held, and where the section is closed', async () => {
    const sectionId = await publish(db, app, next++, { ...ownPace, capacity: 3 });
    expect(await cambridge.join(sectionId, 3)).toMatchObject({ __typename: 'SeatsAreFree', seatsLeft: 3 });
    expect(await cambridge.join(sectionId, 4)).toMatchObject({ __typename: 'TooManySeats' });
    await life('closeSection', sectionId);
    expect(await cambridge.join(sectionId, 3)).toMatchObject({ __typename: 'SectionNotOpen' });
  });

  test('for more than is left offers what is left at once, and keeps the place for the rest', async () => {
    const sectionId = await publish(db, app, next++, { ...ownPace, capacity: 2 });
    const own = await Desk.of(app, 'council', 'counselor');
    await own.hold(sectionId, 1);
    const joined = await cambridge.join(sectionId, 2, { fewest: 1 });
    expect(joined).toMatchObject({ state: 'OFFERED', place: null, offer: { seats: 1 }, mayLeave: false });
    await registrar.approveMapping((await cambridge.map(sectionId)).id);
    expect(await cambridge.request(joined.offer!.bookingId, 200_00)).toMatchObject({ state: 'REQUESTED' });
    expect(await cambridge.placeIn(sectionId)).toMatchObject({ id: joined.id, state: 'WAITING', seatsWanted: 1, place: 1 });
  });
});

describe('a freed seat', () => {
  test('is offered in the same transaction, with a clock, a task, a mail and a cost, and nobody slips in', async () => {
    const { sectionId, heldId, own } = await full(2);
    const { id: entryId } = await cambridge.join(sectionId, 2);
    await cancel(own, heldId);
    const { rows } = await db.owner.query(`select s.xmin = e.xmin as together, s.seats_taken from course_section s, waitlist_entry e where s.id = $1 and e.id = $2`, [sectionId, entryId]);
    expect(rows).toEqual([{ together: true, seats_taken: 2 }]);
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ __typename: 'SectionFull', seatsLeft: 0 });
    const { offer } = (await cambridge.placeIn(sectionId)) as Waits;
    expect(offer).toMatchObject({ seats: 2 });
    expect(Math.round((Date.parse(offer!.until) - Date.parse(NOW)) / 3_600_000)).toBe(72);
    const booking = (await cambridge.booking(offer!.bookingId))!;
    expect(booking).toMatchObject({ state: 'HELD', seats: 2, estimate: { expectedCents: 300_00, maximumCents: 300_00 }, history: [{ who: 'The clock', sentence: 'Offered 2 seats from the waitlist.' }] });
    expect(booking.estimate.sentences.join(' ')).toContain('$300.00');
    expect(await cambridge.inbox()).toContainEqual(expect.objectContaining({ kind: 'REQUEST_HELD_SEATS', title: expect.stringMatching(/^2 seats came free for you in Physics/), bookingId: offer!.bookingId, dueAt: offer!.until }));
    expect(await tells(district('cambridge'))).toContainEqual(expect.stringMatching(/^2 seats came free for you in Physics/));
    await registrar.approveMapping((await cambridge.map(sectionId)).id);
    expect(await cambridge.request(offer!.bookingId, 299_99)).toMatchObject({ __typename: 'NotToExceedTooLow', maximumCents: 300_00 });
    expect(await cambridge.request(offer!.bookingId, 300_00)).toMatchObject({ state: 'REQUESTED', estimate: { expectedCents: 300_00 } });
    expect(await states(sectionId)).toEqual(['taken']);
  });

  test('goes on to the next in line when the offer runs out or is given back', async () => {
    const { sectionId, heldId, own } = await full(1);
    await cambridge.join(sectionId, 1);
    await grangeville.join(sectionId, 1);
    await cancel(own, heldId);
    await later(72.1);
    // A newcomer who comes by before the sweeper gets nothing of it.
    const newcomer = await Desk.of(app, 'council', 'counselor');
    expect(await newcomer.hold(sectionId, 1)).toMatchObject({ __typename: 'SectionFull' });
    await sweep();
    expect(await states(sectionId)).toEqual(['lapsed', 'offered']);
    expect(await cambridge.inbox()).toContainEqual(expect.objectContaining({ kind: 'NOTICE', title: expect.stringContaining('ran out') }));
    expect(await cambridge.join(sectionId, 1)).toMatchObject({ place: 1 });
    await cancel(grangeville, (await grangeville.placeIn(sectionId))!.offer!.bookingId);
    expect(await states(sectionId)).toEqual(['lapsed', 'left', 'offered']);
  });

  test('by any way there is: denied, declined, dropped, released, a larger class, a section opened again', async () => {
    const offeredTo = async (desk: Desk, sectionId: string) => (await desk.placeIn(sectionId))?.offer?.seats;
    // Denied.
    const one = await publish(db, app, next++, { ...ownPace, capacity: 1 });
    const held = await cambridge.hold(one, 1);
    await registrar.approveMapping((await cambridge.map(one)).id);
    await cambridge.request(held.id, 200_00);
    await grangeville.join(one, 1);
    await council.step('denySeats', { bookingId: held.id });
    expect(await offeredTo(grangeville, one)).toBe(1);
    // Dropped.
    const two = await publish(db, app, next++, { ...ownPace, capacity: 1 });
    const kept = await cambridge.hold(two, 1);
    await registrar.approveMapping((await cambridge.map(two)).id);
    await cambridge.request(kept.id, 200_00);
    await council.step('acceptSeats', { bookingId: kept.id });
    await grangeville.join(two, 1);
    expect(await cambridge.step('dropSeats', { bookingId: kept.id, owedCents: 0 })).toMatchObject({ state: 'DROPPED' });
    expect(await offeredTo(grangeville, two)).toBe(1);
    // Released to neighbors on its day, by the sweeper or by whoever comes first.
    const three = await publish(db, app, next++, { ...ownPace, capacity: 2, reservedSeats: 2, reservedUntil: '2026-08-26' });
    expect(await cambridge.join(three, 1)).toMatchObject({ state: 'WAITING', place: 1 });
    await later(48);
    expect(await grangeville.hold(three, 1)).toMatchObject({ state: 'HELD' });
    expect(await offeredTo(cambridge, three)).toBe(1);
    await setClock(db, NOW);
    await signIn();
    const four = await publish(db, app, next++, { ...ownPace, capacity: 2, reservedSeats: 2, reservedUntil: '2026-08-26' });
    await cambridge.join(four, 2);
    await later(48);
    await sweep();
    expect(await offeredTo(cambridge, four)).toBe(2);
    // A section that was closed while a seat came free.
    await setClock(db, NOW);
    await signIn();
    const five = await full(1);
    await cambridge.join(five.sectionId, 1);
    await life('closeSection', five.sectionId);
    await cancel(five.own, five.heldId);
    expect(await states(five.sectionId)).toEqual(['waiting']);
    await life('reopenSection', five.sectionId);
    expect(await offeredTo(cambridge, five.sectionId)).toBe(1);
  });

  test('passes over whoever wants more at the least than is free, and that district keeps its place', async () => {
    const { sectionId, heldId, own } = await full(4);
    await cambridge.join(sectionId, 4);
    await grangeville.join(sectionId, 2, { fewest: 1 });
    await cancel(own, heldId);
    expect(await states(sectionId)).toEqual(['offered', 'waiting']);
    const third = await publish(db, app, next++, { ...ownPace, capacity: 3 });
    const [x, y] = [await own.hold(third, 2), await own.hold(third, 1)];
    await cambridge.join(third, 3);
    await grangeville.join(third, 2, { fewest: 1 });
    await cancel(own, y.id);
    expect(await states(third)).toEqual(['waiting', 'offered']);
    expect(await cambridge.placeIn(third)).toMatchObject({ place: 1 });
    expect((await grangeville.placeIn(third))!.offer).toMatchObject({ seats: 1 });
    await cancel(own, x.id);
    // Two are free and nobody in line could take them: a newcomer may.
    expect(await own.hold(third, 2)).toMatchObject({ state: 'HELD' });
  });
});

describe('the place in line', () => {
  test('is kept by asking for fewer and lost by asking for more; whoever leaves makes room', async () => {
    const { sectionId } = await full(5);
    const first = await cambridge.join(sectionId, 3);
    const second = await grangeville.join(sectionId, 1);
    expect(await cambridge.waitlist('changeWaitlist', { entryId: first.id, seats: 2, fewest: 1 })).toMatchObject({ place: 1, seatsWanted: 2 });
    expect(await cambridge.waitlist('changeWaitlist', { entryId: first.id, seats: 4 })).toMatchObject({ place: 2, seatsWanted: 4, reason: '1 district before you asked earlier' });
    expect(await cambridge.waitlist('changeWaitlist', { entryId: first.id, seats: 6 })).toMatchObject({ __typename: 'TooManySeats' });
    expect(await cambridge.waitlist('leaveWaitlist', { entryId: second.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await grangeville.waitlist('leaveWaitlist', { entryId: second.id })).toMatchObject({ state: 'LEFT', place: null });
    expect(await cambridge.placeIn(sectionId)).toMatchObject({ place: 1 });
    expect(await grangeville.waitlist('leaveWaitlist', { entryId: second.id })).toMatchObject({ __typename: 'StepNotPossible' });
  });

  test('goes by what the members published: contributors first, from the day the rule is in force', async () => {
    const { sectionId, heldId } = await full(1);
    await insertDistrict(db.owner, { id: id(60), name: 'Riggins', consortia: [west] });
    await insertPerson(db.owner, { id: id(61), roles: [{ role: 'counselor', partyId: id(60) }] });
    await cambridge.join(sectionId, 1);
    const riggins = await app.client().signInAs(id(61));
    const joined = await riggins.get<Waits>(`mutation { joinWaitlist(input: { idempotencyKey: "${randomUUID()}", sectionId: "${sectionId}", homeDistrictId: "${id(60)}", seats: 1, fitReason: "x" }) { ... on Refusal { message } ... on WaitlistEntry { place } } }`);
    expect(joined).toEqual({ place: 2 });
    await grangeville.join(sectionId, 1);
    expect(await grangeville.placeIn(sectionId)).toMatchObject({ place: 3 });
    // Grangeville teaches for the consortium this year.
    await publish(db, app, next++, { place: 'grangeville' });
    await insertPolicy(db.owner, { consortiumId: west }, 'waitlist.order', 'contributors_first', '2026-08-25');
    expect(await grangeville.placeIn(sectionId)).toMatchObject({ place: 3 });
    await later(24);
    expect(await grangeville.placeIn(sectionId)).toMatchObject({ place: 1, reason: 'you teach shared courses this year, which counts first; nobody is before you', orderWords: expect.stringContaining('teach shared courses this year come first') });
    expect(await cambridge.placeIn(sectionId)).toMatchObject({ place: 2, reason: '1 district before you teaches shared courses this year, which counts first' });
    const again = await Desk.of(app, 'council', 'counselor');
    await cancel(again, heldId);
    expect((await grangeville.placeIn(sectionId))!.state).toBe('OFFERED');
  });

  test('ends with the section, and with the course; whoever stood in it is told', async () => {
    const { sectionId, heldId, own } = await full(1);
    await cambridge.join(sectionId, 1);
    await grangeville.join(sectionId, 1);
    await cancel(own, heldId);
    expect(await life('cancelSection', sectionId)).toEqual({ __typename: 'Section' });
    expect(await states(sectionId)).toEqual(['ended', 'ended']);
    const inboxes = await Promise.all([cambridge.inbox(), grangeville.inbox()]);
    expect(inboxes.flat().filter(({ title }) => title.includes('waitlist for Physics') && title.includes('ended') || title.includes('canceled Physics'))).not.toEqual([]);
    const over = await full(1);
    await cambridge.join(over.sectionId, 1);
    await setClock(db, '2026-12-20T15:00:00Z');
    await sweep();
    expect(await states(over.sectionId)).toEqual(['ended']);
  });
});

test('words: places and reasons', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 101, 112].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '101st', '112th']);
  expect(placeReason({ place: 4, contributors: 2, earlier: 1, first: false, contributorsFirst: true })).toBe('2 districts before you teach shared courses this year, which counts first; 1 district before you asked earlier');
});
