import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type SeatPlan } from '@barnraise/cost-sharing';
import { type Client, testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { A, B, consortiaOf, type District, districts, insertRows, insertWorld, nameOf, personOf, sectionOf, type World } from '../factories/world.js';
import { documentOf } from './ask.js';

/* What a district in two consortia must not carry from one to the other, and what a guess must not bring to light. */

let db: TestDatabase;
let app: TestApp;
let world: World;

beforeAll(async () => {
  db = await freshDatabase();
  world = await insertWorld(db.owner);
  app = await testApp(db);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

const as = (district: District): Promise<Client> => app.client().signInAs(personOf('counselor', district));

async function sharedByAll(plan: SeatPlan): Promise<string> {
  const planId = world.id();
  await insertRows(db.owner, 'cost_plan_version', [{ id: planId, party_id: districts.AB, consortium_ids: consortiaOf('AB'), plan, created_at: new Date().toISOString() }]);
  const section = await world.section({ teaching: 'AB' });
  await db.owner.query('update course_section set plan_version_id = $1 where id = $2', [planId, section]);
  await world.booking({ state: 'accepted', home: 'B1', teaching: 'AB', section, consortium: B });
  return section;
}

test.each<SeatPlan>([
  { method: 'cost-recovery-over-seats', costCents: 1_000_000, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null },
  { method: 'equally', costCents: 1_000_000 },
])('a share over seats of two consortia ($method) tells neither id nor name of the other', async (plan) => {
  const section = await sharedByAll(plan);
  const a1 = await as('A1');
  const quote = await a1.run(documentOf('Query.quoteSeats'), { input: { homeDistrictId: districts.A1, sectionId: section, seats: 1 } });
  const held = await a1.run(documentOf('Mutation.holdSeats'), { input: { homeDistrictId: districts.A1, sectionId: section, seats: 1, fitReason: 'It works', idempotencyKey: `two-${section}` } });
  const seen = JSON.stringify([quote.data, held.data, (await a1.run(documentOf('Query.section'), { id: section })).data]);
  expect(seen).toContain('Another member has 1 of');
  expect(seen).toContain('"__typename":"Booking"');
  expect(seen).not.toContain(districts.B1);
  expect(seen).not.toMatch(/zephyr/i);
  // The one in both sees both.
  expect(JSON.stringify((await (await as('AB')).run(documentOf('Query.bookings'), { input: { side: 'TEACHING', districtId: districts.AB, first: 50 } })).data)).toMatch(/Zephyr B1.*Aspen A1|Aspen A1.*Zephyr B1/);
});

test('a facet value that is guessed gives no name away', async () => {
  const choose = async (values: string[]) => {
    const { data } = await (await as('A1')).run<{ catalogue: { facets: { name: string; values: { value: string; label: string }[] }[] } }>(documentOf('Query.catalogue'), { input: { first: 10, choices: [{ name: 'DISTRICT', values }] } });
    return data.catalogue.facets.find(({ name }) => name === 'DISTRICT')!.values.filter(({ value }) => values.includes(value)).map(({ label }) => label);
  };
  expect(await choose([districts.A2])).toEqual([nameOf('A2')]);
  expect(await choose([districts.B1])).toEqual([districts.B1]);
  // Once somebody of the other consortium has looked, this process knows its labels.
  await (await as('B1')).run(documentOf('Query.catalogue'), { input: { first: 10 } });
  expect(await choose([districts.B1])).toEqual([districts.B1]);
});

test('the catalogue shows a section to each consortium by that consortium alone', async () => {
  const cardOf = async (district: District) => {
    const { data } = await (await as(district)).run<{ catalogue: { nodes: { id: string; consortia: string[] }[]; total: { value: number } } }>(documentOf('Query.catalogue'), { input: { first: 50 } });
    return { shared: data.catalogue.nodes.find(({ id }) => id === sectionOf('AB'))?.consortia, total: data.catalogue.total.value, shown: data.catalogue.nodes.length };
  };
  expect(await cardOf('A1')).toEqual({ shared: ['Aspen'], total: 4, shown: 4 });
  expect(await cardOf('B1')).toEqual({ shared: ['Zephyr'], total: 2, shown: 2 });
  expect(await cardOf('AB')).toEqual({ shared: ['Aspen', 'Zephyr'], total: 5, shown: 5 });
});

test('the teaching side sees the request, not what it is paid from', async () => {
  const booking = await world.booking({ state: 'requested' });
  const budget = async (district: District) => (await (await as(district)).get<{ budgetCode: string | null; notToExceedCents: number }>('query ($id: ID!) { booking(id: $id) { budgetCode notToExceedCents } }', { id: booking }));
  expect(await budget('A1')).toEqual({ budgetCode: 'hush-A1-budget', notToExceedCents: 25_000 });
  expect(await budget('A2')).toEqual({ budgetCode: null, notToExceedCents: 25_000 });
});

test('membership that ends takes the neighbors out of sight', async () => {
  const a3 = await as('A3');
  const seen = () => a3.run<{ district: object | null }>('query ($id: ID!) { district(id: $id) { name } }', { id: districts.A1 });
  expect((await seen()).data.district).not.toBeNull();
  await db.owner.query('update consortium_member set until = current_date where party_id = $1 and consortium_id = $2', [districts.A3, A]);
  expect((await seen()).data.district).toBeNull();
  await db.owner.query('update consortium_member set until = null where party_id = $1', [districts.A3]);
});

test('a name opened by one is in nobody else\'s answer, nor in a log line', async () => {
  const booking = await world.booking({ state: 'rostered', section: await world.section() });
  const seat = await world.placed(booking);
  const open = documentOf('Mutation.openNames');
  const input = { bookingId: booking, purpose: 'TEACHING', way: 'SCREEN' };
  const teacher = await app.client().signInAs(personOf('teacher', 'A2'));
  expect(JSON.stringify((await teacher.run(open, { input })).data)).toContain('Ortega');
  for (const [district, role] of [['A1', 'teacher'], ['A1', 'superintendent'], ['A2', 'counselor'], ['A2', 'district_administrator'], ['A3', 'registrar'], ['B1', 'registrar'], ['AB', 'registrar']] as const) {
    const client = await app.client().signInAs(personOf(role, district));
    const answers = await Promise.all([
      client.run(open, { input }), client.run(open, { input: { ...input, bookingId: null, sectionId: sectionOf('A2') } }), client.run(documentOf('Query.roster'), { bookingId: booking }), client.run(documentOf('Query.booking'), { id: booking }),
      client.run(documentOf('Query.disclosures'), { input: { districtId: districts.A1, studentNumber: '88' } }), client.run(documentOf('Query.disclosures'), { input: { districtId: districts.A1, seatId: seat } }), client.run(documentOf('Query.inbox'), { first: 50 }),
    ]);
    expect([district, role, /Quill|Ortega|key of/.exec(JSON.stringify(answers))]).toEqual([district, role, null]);
  }
});
