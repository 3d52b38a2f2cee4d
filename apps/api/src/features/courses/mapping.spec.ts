import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { district, insertNeighborhood, insertPolicy, NOW, ownPace, person, principalOf, publish, setClock } from '../../../test/factories/neighborhood.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

let db: TestDatabase;
let app: TestApp;
let counselor: Desk;
let registrar: Desk;
let administrator: Desk;
let next = 9000;
let day = 0;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [counselor, registrar, administrator] = await Promise.all((['counselor', 'registrar', 'district_administrator'] as const).map((job) => Desk.of(app, 'cambridge', job))) as [Desk, Desk, Desk];
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});
// Rules are for whole days: each test has a day of its own. Nobody works long enough for the session to end.
beforeEach(async () => {
  await setClock(db, new Date(Date.parse(NOW) + day++ * 86_400_000).toISOString());
  [counselor, registrar, administrator] = await Promise.all((['counselor', 'registrar', 'district_administrator'] as const).map((job) => Desk.of(app, 'cambridge', job))) as [Desk, Desk, Desk];
});

interface Approvers { __typename: string; roles: string[]; words: string; mayChange: boolean; message?: string }
const approvers = (desk: Desk, place: 'cambridge' | 'council' = 'cambridge') =>
  desk.client.get<Approvers | null>('query ($id: ID!) { mappingApprovers(districtId: $id) { __typename roles words mayChange } }', { id: district(place) });
const set = (desk: Desk, roles: string[], place: 'cambridge' | 'council' = 'cambridge') =>
  desk.client.get<Approvers>('mutation ($input: SetMappingApproversInput!) { setMappingApprovers(input: $input) { __typename ... on Refusal { code message } ... on MappingApprovers { roles words mayChange } } }', { input: { idempotencyKey: randomUUID(), districtId: district(place), roles } });
const before = (desk: Desk, sectionId: string) =>
  desk.client.get<{ localCode: string; localTitle: string; schoolYear: string } | null>('query ($s: ID!, $d: ID!) { mappingBefore(sectionId: $s, homeDistrictId: $d) { localCode localTitle schoolYear } }', { s: sectionId, d: district(desk.place) });
const waits = async (desk: Desk) => (await desk.inbox()).filter(({ kind }) => kind === 'APPROVE_MAPPING').map(({ title }) => title);

describe('who approves', () => {
  test('is the registrar and the administrator, until the district sets others: then they do, what waits waits for them, and the others no longer may', async () => {
    expect(await approvers(counselor)).toMatchObject({ roles: ['REGISTRAR', 'DISTRICT_ADMINISTRATOR'], words: 'Cambridge registrar or Cambridge district administrator', mayChange: false });
    const sectionId = await publish(db, app, next++, ownPace);
    const mapping = await counselor.map(sectionId);
    expect(await waits(registrar)).toHaveLength(1);
    expect(await waits(counselor)).toEqual([]);
    expect(await counselor.approveMapping(mapping.id)).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('lets others approve') });
    expect(await set(administrator, ['COUNSELOR'])).toMatchObject({ roles: ['COUNSELOR'], words: 'Cambridge counselor', mayChange: true });
    expect(await waits(registrar)).toEqual([]);
    expect(await waits(counselor)).toHaveLength(1);
    expect(await registrar.approveMapping(mapping.id)).toMatchObject({ __typename: 'NotAllowed' });
    // The hold has waited meanwhile, and goes on.
    const hold = await counselor.hold(sectionId, 1);
    expect(hold.clock).toMatchObject({ waitsFor: 'the course mapping to be approved' });
    expect(await counselor.approveMapping(mapping.id)).toMatchObject({ state: 'APPROVED' });
    expect((await counselor.booking(hold.id))!.clock).toMatchObject({ waitsFor: null });
    expect(await waits(counselor)).toEqual([]);
  });

  test('is set by the administrator of that district alone, for whole days, and never nobody', async () => {
    expect(await set(registrar, ['REGISTRAR'])).toMatchObject({ __typename: 'NotAllowed' });
    expect(await set(administrator, ['REGISTRAR'], 'council')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await set(administrator, [])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await set(administrator, ['REGISTRAR', 'SUPERINTENDENT'])).toMatchObject({ roles: ['REGISTRAR', 'SUPERINTENDENT'] });
    expect(await set(administrator, ['REGISTRAR'])).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('whole days') });
    expect(await approvers(await Desk.of(app, 'council', 'registrar'))).toBeNull();
  });

  test('is known to the database too: neither a decision nor a rule goes past it', async () => {
    await insertPolicy(db.owner, { partyId: district('cambridge') }, 'mapping.approvers', ['superintendent'], new Date(Date.parse(NOW) + (day - 1) * 86_400_000).toISOString().slice(0, 10));
    const mapping = await counselor.map(await publish(db, app, next++, ownPace));
    const as = async (account: string, sql: string, values: unknown[]) => app.app.get(UnitOfWork).run(await principalOf(db, account), (tx) => tx.query(sql, values));
    await expect(as(person('cambridge', 'registrar'), `update course_mapping set state = 'approved' where id = $1`, [mapping.id])).rejects.toThrow('lets others approve');
    const rule = `insert into policy_version (id, party_id, key, value, effective_from, citation, created_at) values (gen_random_uuid(), $1, $2, $3, '2030-01-01', 'x', app_now())`;
    await expect(as(person('cambridge', 'registrar'), rule, [district('cambridge'), 'mapping.approvers', '["registrar"]'])).rejects.toThrow('row-level security');
    await expect(as(person('cambridge', 'district_administrator'), rule, [district('council'), 'mapping.approvers', '["registrar"]'])).rejects.toThrow('row-level security');
    await expect(as(person('cambridge', 'district_administrator'), rule, [district('cambridge'), 'mapping.approvers', '["teacher"]'])).rejects.toThrow('row-level security');
    await expect(as(person('cambridge', 'district_administrator'), rule, [district('cambridge'), 'spending.limits', '["registrar"]'])).rejects.toThrow('row-level security');
  });
});

describe('what the same course counted as before', () => {
  test('is offered again: of the same teaching district first, only to its own district, and never one that was not approved', async () => {
    await insertPolicy(db.owner, { partyId: district('cambridge') }, 'mapping.approvers', ['registrar'], new Date(Date.parse(NOW) + (day - 1) * 86_400_000).toISOString().slice(0, 10));
    const [old, elsewhere, now] = [await publish(db, app, next++, { ...ownPace, course: 2 }), await publish(db, app, next++, { ...ownPace, course: 2, place: 'grangeville' }), await publish(db, app, next++, { ...ownPace, course: 2, term: 'spring' })];
    expect(await before(counselor, now)).toBeNull();
    const first = await counselor.map(elsewhere);
    expect(await before(counselor, now)).toBeNull();
    await registrar.approveMapping(first.id);
    expect(await before(counselor, now)).toMatchObject({ localCode: 'SCI-9' });
    const again = await counselor.map(old);
    await registrar.approveMapping(again.id);
    await db.owner.query(`update course_mapping set local_code = 'SPA-1', school_year = '2025-26' where id = $1`, [again.id]);
    expect(await before(counselor, now)).toEqual({ localCode: 'SPA-1', localTitle: 'Physics', schoolYear: '2025-26' });
    expect(await (await Desk.of(app, 'council', 'registrar')).client.get('query ($s: ID!, $d: ID!) { mappingBefore(sectionId: $s, homeDistrictId: $d) { localCode } }', { s: now, d: district('cambridge') })).toBeNull();
  });
});
