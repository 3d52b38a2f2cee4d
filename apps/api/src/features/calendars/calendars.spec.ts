import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { district, insertNeighborhood, NOW, ownPace, publish, type SectionWishes, setClock } from '../../../test/factories/neighborhood.js';

let db: TestDatabase;
let app: TestApp;
let next = 1000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

describe('two business days to answer, by the calendar and the zone of who teaches', () => {
  test.each([
    ['Council', 'a Monday morning', '2026-08-24T15:00:00Z', '2026-08-26T23:00:00.000Z'],
    ['Grangeville, an hour behind', 'the same Monday morning', '2026-08-24T15:00:00Z', '2026-08-27T00:00:00.000Z'],
    ['Council', 'a Friday before Labor Day', '2026-09-04T15:00:00Z', '2026-09-09T23:00:00.000Z'],
    ['Council', 'a Saturday', '2026-09-12T15:00:00Z', '2026-09-15T23:00:00.000Z'],
    ['Council', 'a Thursday before the clocks go back', '2026-10-29T15:00:00Z', '2026-11-03T00:00:00.000Z'],
  ])('%s, asked on %s', async (who, _when, now, due) => {
    await setClock(db, now);
    const place = who.startsWith('Council') ? 'council' : 'grangeville';
    const sectionId = await publish(db, app, next++, { place, term: 'spring', ...ownPace });
    const counselor = await Desk.of(app, 'cambridge', 'counselor');
    await (await Desk.of(app, 'cambridge', 'registrar')).approveMapping((await counselor.map(sectionId)).id);
    const { id } = await counselor.hold(sectionId, 1);
    expect((await counselor.request(id, 150_00)).clock!.at).toBe(due);
    await setClock(db, NOW);
  });
});

describe('how a class meets Cambridge\'s day: periods of fifty minutes from eight', () => {
  test.each<readonly [string, SectionWishes, { known: boolean; overlapMin: number; meetingMin: number; daysFitting: number }]>([
    ['in the first period', { startsAt: '08:00', endsAt: '08:50' }, { known: true, overlapMin: 50, meetingMin: 50, daysFitting: 2 }],
    ['ten minutes into it', { startsAt: '08:10', endsAt: '09:00' }, { known: true, overlapMin: 40, meetingMin: 50, daysFitting: 2 }],
    ['an hour west, in its own first period', { place: 'grangeville', startsAt: '07:00', endsAt: '07:50' }, { known: true, overlapMin: 50, meetingMin: 50, daysFitting: 2 }],
    ['before school', { startsAt: '06:30', endsAt: '07:20' }, { known: true, overlapMin: 0, meetingMin: 50, daysFitting: 0 }],
    ['at its own pace', ownPace, { known: true, overlapMin: 0, meetingMin: 0, daysFitting: 0 }],
  ])('%s', async (_name, wishes, expected) => {
    const sectionId = await publish(db, app, next++, wishes);
    const counselor = await Desk.of(app, 'cambridge', 'counselor');
    const { fit } = await counselor.client.get<{ fit: object }>('query ($id: ID!) { section(id: $id) { fit { known overlapMin meetingMin daysFitting } } }', { id: sectionId });
    expect(fit).toEqual(expected);
  });

  test('an unknown timetable warns and never refuses', async () => {
    await db.owner.query('delete from bell_period where school_id = (select id from school where party_id = $1)', [district('grangeville')]);
    const sectionId = await publish(db, app, next++, { startsAt: '06:30', endsAt: '07:20' });
    const neighbor = await Desk.of(app, 'grangeville', 'counselor');
    expect(await neighbor.client.get('query ($id: ID!) { section(id: $id) { fit { known } } }', { id: sectionId })).toEqual({ fit: { known: false } });
    expect(await neighbor.hold(sectionId, 1)).toMatchObject({ state: 'HELD' });
  });
});
