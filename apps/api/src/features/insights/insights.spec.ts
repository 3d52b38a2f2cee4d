import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { coordinator, insertNeighborhood, insertPolicy, north, ownPace, person, type Place, publish, west } from '../../../test/factories/neighborhood.js';

let db: TestDatabase;
let app: TestApp;
let next = 9500;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  // Council gives Cambridge 3 and Grangeville 9, Grangeville gives Council 8 and Cambridge 7.
  await given('council', 'cambridge', 3);
  await given('council', 'grangeville', 9);
  await given('grangeville', 'council', 8);
  await given('grangeville', 'cambridge', 7);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

async function given(teaching: Place, home: Place, seats: number): Promise<void> {
  const [counselor, registrar, answers] = await Promise.all([Desk.of(app, home, 'counselor'), Desk.of(app, home, 'registrar'), Desk.of(app, teaching, 'registrar')]);
  const sectionId = await publish(db, app, next++, { ...ownPace, place: teaching, capacity: 30, plan: { method: 'fixed-price-per-seat', priceCents: 10_00 } });
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  const held = await counselor.hold(sectionId, seats);
  const asked = await counselor.request(held.id, 500_00);
  if (asked.state === 'REQUESTED') await answers.step('acceptSeats', { bookingId: held.id });
}

interface RollUp { year: string; years: string[]; smallest: number; total: number | null; rows: { name: string; given: number | null; taken: number | null }[]; csv: string }
const asked = async (account: string, consortiumId = west, year: string | null = null): Promise<RollUp | null> =>
  (await app.client().signInAs(account)).get<RollUp | null>('query ($consortiumId: ID!, $year: String) { seatRollUp(consortiumId: $consortiumId, year: $year) { year years smallest total rows { name given taken } csv } }', { consortiumId, year });
const table = (shown: RollUp | null) => shown!.rows.map((row) => `${row.name}: ${row.given} given, ${row.taken} taken`);

describe('seats given and taken', () => {
  test('are counted by district, in the year of their term', async () => {
    const shown = await asked(coordinator);
    expect(shown).toMatchObject({ year: '2026-27', years: ['2026-27'], smallest: 5, total: 27 });
    // Ten taken by Cambridge, nine by Grangeville, eight by Council: nothing is small.
    expect(table(shown)).toEqual(['Cambridge: 0 given, 10 taken', 'Council: 12 given, 8 taken', 'Grangeville: 15 given, 9 taken']);
    expect(shown!.csv.split('\r\n')).toEqual(['\uFEFFDistrict,"Seats given, 2026-27","Seats taken, 2026-27"', 'Cambridge,0,10', 'Council,12,8', 'Grangeville,15,9', 'All members,27,27', '']);
  });

  test('what is small is hidden, with what it takes; each sees its own, and the file holds what all may see', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'students.smallestCount', 9, '2026-08-01');
    const everybody = await asked(coordinator);
    expect(everybody!.total).toBe(27);
    expect(table(everybody)).toEqual(['Cambridge: 0 given, null taken', 'Council: 12 given, null taken', 'Grangeville: 15 given, null taken']);
    const council = await asked(person('council', 'teacher'));
    expect(table(council)).toEqual(['Cambridge: 0 given, null taken', 'Council: 12 given, 8 taken', 'Grangeville: 15 given, null taken']);
    expect(council!.csv).toContain('Council,12,not shown');
  });

  test('where one column has too little to hide behind, neither is shown: they have the same total', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'students.smallestCount', 13, '2026-08-02');
    expect(await asked(coordinator)).toMatchObject({ total: null, rows: [{ given: null, taken: null }, { given: null, taken: null }, { given: null, taken: null }] });
    const council = await asked(person('council', 'teacher'));
    expect(table(council)).toEqual(['Cambridge: null given, null taken', 'Council: 12 given, 8 taken', 'Grangeville: null given, null taken']);
    expect(council!.csv).not.toMatch(/,(12|15|27|8)/);
  });

  test('another consortium has none to look at, nor has a stranger', async () => {
    expect(await asked(person('kamiah', 'registrar'))).toBeNull();
    expect(await asked(person('kamiah', 'registrar'), north)).toBeNull();
    expect(await asked(coordinator, 'no id')).toBeNull();
  });
});
