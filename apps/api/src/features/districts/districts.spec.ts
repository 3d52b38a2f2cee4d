import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, north, type Place, west } from '../../../test/factories/neighborhood.js';

let db: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

interface DistrictPage {
  shortName: string;
  consortia: { shortName: string }[];
  schools: { name: string; enrollment: number | null }[];
  counts: { countedOn: string; total: number; parts: { students: number }[] }[];
}
const see = (desk: Desk, districtId: string) => desk.client.get<DistrictPage | null>(
  'query ($id: ID!) { district(id: $id) { shortName consortia { shortName } schools { name enrollment } counts { countedOn total parts { students } } } }', { id: districtId });
const membersOf = async (desk: Desk, consortium: string) =>
  (await desk.client.get<{ members: { district: { shortName: string }; students: number }[] } | null>('query ($id: ID!) { consortium(id: $id) { members { district { shortName } students } } }', { id: consortium }))?.members ?? null;

describe('who sees whom', () => {
  const seen: Partial<Record<Place, readonly Place[]>> = {
    council: ['council', 'cambridge', 'grangeville'], cambridge: ['council', 'cambridge', 'grangeville'], grangeville: ['council', 'cambridge', 'grangeville', 'kamiah'], kamiah: ['grangeville', 'kamiah'],
  };
  test.each(Object.entries(seen) as [Place, readonly Place[]][])('%s sees %j', async (place, expected) => {
    const desk = await Desk.of(app, place, 'teacher');
    const all: Place[] = ['council', 'cambridge', 'grangeville', 'kamiah'];
    const pages = await Promise.all(all.map((other) => see(desk, district(other))));
    expect(all.filter((_, n) => pages[n] !== null)).toEqual(expected);
  });

  test('a consortium is there for its members alone, and a neighbor shows only the consortia we share', async () => {
    const council = await Desk.of(app, 'council', 'teacher');
    expect((await membersOf(council, west))!.map((member) => [member.district.shortName, member.students])).toEqual([['Cambridge', 120], ['Council', 240], ['Grangeville', 1100]]);
    expect(await membersOf(council, north)).toBeNull();
    expect((await see(council, district('grangeville')))!.consortia).toEqual([{ shortName: 'West Central' }]);
    expect((await see(await Desk.of(app, 'grangeville', 'teacher'), district('grangeville')))!.consortia).toEqual([{ shortName: 'Clearwater' }, { shortName: 'West Central' }]);
  });

  test('who left is no neighbor any more, from the next look on', async () => {
    const [cambridge, council] = await Promise.all([Desk.of(app, 'cambridge', 'teacher'), Desk.of(app, 'council', 'teacher')]);
    await db.owner.query(`update consortium_member set until = '2026-08-24' where party_id = $1`, [district('cambridge')]);
    expect(await see(council, district('cambridge'))).toBeNull();
    expect(await see(cambridge, district('council'))).toBeNull();
    expect((await see(cambridge, district('cambridge')))!.consortia).toEqual([]);
    await db.owner.query('update consortium_member set until = null');
  });

  test.each(['nonsense', '', id(999_999), '00000000-0000-0000-0000-000000000000'])('%j is nobody', async (unknown) => {
    expect(await see(await Desk.of(app, 'council', 'teacher'), unknown)).toBeNull();
  });
});

test('a count is the sum of its schools, and the newest one is what a school enrolls', async () => {
  const schoolId = id(110_000);
  await db.owner.query(`insert into school (id, party_id, name, level, time_zone) values ($1, $2, 'Council Elementary', 'Elementary', 'America/Boise')`, [id(110_001), district('council')]);
  await db.owner.query(`insert into dated_count (id, party_id, measure, counted_on, source) values ($1, $2, 'fall-membership', '2026-10-01', 'Test count')`, [id(110_002), district('council')]);
  await db.owner.query('insert into dated_count_part (count_id, school_id, students) values ($1, $2, 101), ($1, $3, 150)', [id(110_002), schoolId, id(110_001)]);
  const page = await see(await Desk.of(app, 'cambridge', 'counselor'), district('council'));
  expect(page!.counts.map(({ countedOn, total, parts }) => [countedOn, total, parts.map(({ students }) => students)])).toEqual([['2026-10-01', 251, [150, 101]], ['2025-10-01', 240, [240]]]);
  expect(page!.schools).toEqual([{ name: 'Council Elementary', enrollment: 150 }, { name: 'Council High School', enrollment: 101 }]);
});
