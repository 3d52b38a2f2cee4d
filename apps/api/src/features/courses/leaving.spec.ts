import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { insertNeighborhood, insertPolicy, NOW, ownPace, publish, setClock, west } from '../../../test/factories/neighborhood.js';
import { leavingOn } from './leaving.rules.js';

let db: TestDatabase;
let app: TestApp;
let next = 5000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

/** Two accepted seats at $150.35 each: free until September 11, dropped until September 18. */
async function accepted(): Promise<{ sectionId: string; bookingId: string }> {
  await setClock(db, NOW);
  const [counselor, registrar, teaching] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar'), Desk.of(app, 'council', 'registrar')]);
  const sectionId = await publish(db, app, next++, { ...ownPace, plan: { method: 'fixed-price-per-seat', priceCents: 150_35 }, dropDate: '2026-09-18', teachingDropDate: '2026-09-11' });
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  const held = await counselor.hold(sectionId, 2);
  await counselor.request(held.id, 500_00);
  await teaching.step('acceptSeats', { bookingId: held.id });
  return { sectionId, bookingId: held.id };
}
const at = async (instant: string) => {
  await setClock(db, instant);
  return Desk.of(app, 'cambridge', 'counselor');
};
const taken = async (sectionId: string): Promise<number> => (await db.owner.query<{ n: number }>('select seats_taken as n from course_section where id = $1', [sectionId])).rows[0]!.n;

describe('accepted seats are given back', () => {
  test('on the last free day for nothing, and not a minute later', async () => {
    const [one, two] = [await accepted(), await accepted()];
    const inTime = await at('2026-09-12T05:58:00Z'); // 11:58 PM in Council
    expect((await inTime.booking(one.bookingId))!.leaving).toMatchObject({ step: 'DROP', owedCents: 0, freeUntil: '2026-09-11', sentences: ['Dropped on or before Fri, Sep 11, 2026, these seats cost nothing.'] });
    expect(await inTime.step('dropSeats', { bookingId: one.bookingId, owedCents: 0, reason: 'They moved.' })).toMatchObject({ state: 'DROPPED', owedCents: 0, leaving: null, reason: 'They moved.', history: expect.arrayContaining([expect.objectContaining({ sentence: 'Dropped; the seats are free again. Nothing is owed.' })]) });
    expect(await taken(one.sectionId)).toBe(0);
    const late = await at('2026-09-12T06:00:00Z');
    // What was shown before midnight is not what is agreed to after it.
    expect(await late.step('dropSeats', { bookingId: two.bookingId, owedCents: 0 })).toMatchObject({ __typename: 'OwedChanged', owedNowCents: 300_70, message: expect.stringContaining('100 percent of the share of $300.70') });
    expect(await taken(two.sectionId)).toBe(2);
  });

  test('late for what the rule of the acceptance says, to the cent, half a cent up; a newer rule changes nothing', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'seats.lateChargePercent', 65, '2026-08-01');
    const { bookingId } = await accepted();
    await insertPolicy(db.owner, { consortiumId: west }, 'seats.lateChargePercent', 10, '2026-08-25');
    const desk = await at('2026-09-15T15:00:00Z');
    // 65 % of 30,070 cents is 19,545.5.
    expect((await desk.booking(bookingId))!.leaving).toMatchObject({ step: 'DROP', owedCents: 195_46 });
    expect(await desk.step('withdrawSeats', { bookingId, owedCents: 195_46 })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('drop the seats instead') });
    expect(await desk.step('dropSeats', { bookingId, owedCents: 195_46 })).toMatchObject({ state: 'DROPPED', owedCents: 195_46, history: expect.arrayContaining([expect.objectContaining({ sentence: 'Dropped; the seats are free again. $195.46 is still owed.' })]) });
    const { rows } = await db.owner.query(`select facts from event where subject_id = $1 and kind = 'booking.dropped'`, [bookingId]);
    expect(rows[0].facts).toMatchObject({ before: 'accepted', after: 'dropped', owedCents: 195_46 });
    const teaching = await Desk.of(app, 'council', 'registrar');
    const inbox = await teaching.client.get<{ nodes: { title: string; detail: string }[] }>('{ inbox(first: 100) { nodes { title detail } } }');
    expect(inbox.nodes).toContainEqual(expect.objectContaining({ title: expect.stringContaining('Cambridge dropped 2 seats'), detail: expect.stringContaining('65 percent of the share of $300.70 is still owed: $195.46.') }));
  });

  test('after the drop date they are withdrawn from, while the course runs', async () => {
    const [one, two] = [await accepted(), await accepted()];
    const desk = await at('2026-09-19T15:00:00Z');
    const { owedCents } = (await desk.booking(one.bookingId))!.leaving!;
    expect(await desk.step('dropSeats', { bookingId: one.bookingId, owedCents })).toMatchObject({ __typename: 'DropDatePassed', dropDate: '2026-09-18' });
    expect(await desk.step('withdrawSeats', { bookingId: one.bookingId, owedCents })).toMatchObject({ state: 'WITHDRAWN', owedCents });
    const over = await at('2026-12-19T17:00:00Z');
    expect(await over.step('withdrawSeats', { bookingId: two.bookingId, owedCents })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('course is over') });
  });

  test('the database keeps the days and the amount, whoever asks', async () => {
    const { bookingId } = await accepted();
    await expect(db.owner.query(`update booking set owed_cents = 1 where id = $1`, [bookingId])).rejects.toThrow('booking_owed');
    await expect(db.owner.query(`update booking set state = 'dropped' where id = $1`, [bookingId])).rejects.toThrow('booking_owed');
    await expect(db.owner.query(`update booking set state = 'dropped', owed_cents = 50001 where id = $1`, [bookingId])).rejects.toThrow('booking_owed');
  });
});

test('whatever the terms: free is nothing, late is never more than the share, and a day earlier never costs more', () => {
  const day = fc.integer({ min: 0, max: 120 }).map((n) => new Date(Date.UTC(2026, 7, 1 + n)).toISOString().slice(0, 10));
  fc.assert(fc.property(fc.record({ dropDate: day, freeUntil: day, today: day, shareCents: fc.nat(10_000_000_00), latePercent: fc.integer({ min: 0, max: 100 }) }), (terms) => {
    const leaving = leavingOn(terms);
    expect(leaving.step === 'drop').toBe(terms.today <= terms.dropDate);
    expect(leaving.free ? leaving.owedCents : 0).toBe(0);
    expect(leaving.owedCents).toBeLessThanOrEqual(terms.shareCents);
    const before = leavingOn({ ...terms, today: '2026-07-31' });
    expect(before.owedCents).toBeLessThanOrEqual(leaving.owedCents);
    if (!leaving.free) expect(Math.abs(leaving.owedCents * 100 - terms.shareCents * terms.latePercent)).toBeLessThanOrEqual(50);
  }));
});
