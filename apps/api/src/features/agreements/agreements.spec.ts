import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { insertNeighborhood, insertPolicy, north, NOW, publish, setClock, west } from '../../../test/factories/neighborhood.js';
import { limitOf } from './policy.rules.js';

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

const hours = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000);
interface Version { key: string; valueWords: string; effectiveFrom: string; inForce: boolean }
const policiesOf = async (desk: Desk, consortium: string) =>
  (await desk.client.get<{ policies: Version[] } | null>('query ($id: ID!) { consortium(id: $id) { policies { key valueWords effectiveFrom inForce } } }', { id: consortium }))?.policies ?? null;

describe('the rule of the day', () => {
  test('changes with the day it was agreed for; what was accepted stays under the rules of its own day', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'seats.holdHours', 24, '2026-09-01');
    const sectionId = await publish(db, app, 1000);
    const counselor = await Desk.of(app, 'cambridge', 'counselor');
    await (await Desk.of(app, 'cambridge', 'registrar')).approveMapping((await counselor.map(sectionId)).id);
    const early = await counselor.hold(sectionId, 1);
    expect(hours(NOW, early.clock!.at)).toBe(48);
    await counselor.request(early.id, 150_00);
    await (await Desk.of(app, 'council', 'registrar')).step('acceptSeats', { bookingId: early.id });

    const later = '2026-09-02T15:00:00Z';
    await setClock(db, later);
    const desk = await Desk.of(app, 'cambridge', 'counselor');
    expect(hours(later, (await desk.hold(sectionId, 1)).clock!.at)).toBe(24);
    const rules = (await desk.booking(early.id))!.policies;
    expect(rules.find(({ key }) => key === 'seats.holdHours')!.valueWords).toBe('48 hours');
    expect((await policiesOf(desk, west))!.filter(({ key }) => key === 'seats.holdHours')).toEqual([
      { key: 'seats.holdHours', valueWords: '24 hours', effectiveFrom: '2026-09-01', inForce: true }, { key: 'seats.holdHours', valueWords: '48 hours', effectiveFrom: '2026-07-01', inForce: false },
    ]);
    await setClock(db, NOW);
  });

  test('is for its members to read', async () => {
    await insertPolicy(db.owner, { consortiumId: north }, 'seats.holdHours', 12);
    expect(await policiesOf(await Desk.of(app, 'council', 'teacher'), north)).toBeNull();
    expect(await policiesOf(await Desk.of(app, 'grangeville', 'teacher'), north)).toHaveLength(1);
  });

  test('is never changed, only followed by another', async () => {
    for (const sql of [`update policy_version set value = '1'`, 'delete from policy_version', 'truncate policy_version']) await expect(db.owner.query(sql)).rejects.toThrow('is append-only');
    await expect(insertPolicy(db.owner, { consortiumId: west }, 'seats.holdHours', 1)).rejects.toThrow('policy_version_once');
  });
});

describe('what one person may commit', () => {
  const limits = { counselor: 500_00, registrar: 2_000_00, business_manager: null };
  test.each([
    [['counselor'], 500_00], [['counselor', 'registrar'], 2_000_00], [['registrar', 'business_manager'], null], [['teacher'], -1], [[], -1], [['superintendent', 'counselor'], 500_00],
  ] as const)('with %j: %p', (roles, expected) => {
    expect(limitOf(roles, limits)).toBe(expected);
  });

  test('is shown with each role: an amount, no limit, or nothing at all', async () => {
    const shown = async (job: 'counselor' | 'business_manager' | 'teacher') =>
      (await (await Desk.of(app, 'cambridge', job)).client.get<{ roles: object[] }>('{ me { roles { maySpend spendingLimitCents } } }')).roles;
    expect(await shown('counselor')).toEqual([{ maySpend: true, spendingLimitCents: 500_00 }]);
    expect(await shown('business_manager')).toEqual([{ maySpend: true, spendingLimitCents: null }]);
    expect(await shown('teacher')).toEqual([{ maySpend: false, spendingLimitCents: null }]);
  });
});
