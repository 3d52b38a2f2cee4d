import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type SeenResult } from '@barnraise/cost-sharing';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { coordinator, insertNeighborhood } from '../../../test/factories/neighborhood.js';
import { draftOf, LabDesk } from '../../../test/lab.js';
import { standingsOf } from './standings.rules.js';
import { StandingsThread } from './standings-thread.js';

let db: TestDatabase;
let app: TestApp;
let author: LabDesk;
let neighbor: LabDesk;
let cora: LabDesk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [author, neighbor, cora] = await Promise.all([LabDesk.of(app, 'cambridge'), LabDesk.of(app, 'council'), LabDesk.as(app, coordinator)]);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('working out what the members will see', () => {
  test('starts again when the study is saved meanwhile: what is frozen and what is seen are of one draft', async () => {
    const study = await author.create(draftOf(), 'Saved meanwhile');
    await author.share(study.id, 'COORDINATOR');
    const saved = draftOf({ items: [{ id: 'salary', name: 'Salary', amountCents: 3_333_333 }] });
    const thread = app.app.get(StandingsThread);
    const standings = jest.spyOn(thread, 'standings').mockImplementationOnce(async (basis) => {
      await author.act('saveCostStudy', { id: study.id, revision: 1, title: 'Saved meanwhile', draft: JSON.stringify(saved) });
      return standingsOf(basis);
    });
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ __typename: 'CostStudy', audience: 'MEMBERS' });
    expect(standings).toHaveBeenCalledTimes(2);
    standings.mockRestore();
    const seen = JSON.parse((await neighbor.study(study.id))!.standing!) as Extract<SeenResult, { ok: true }>[];
    expect(seen.filter(({ ok }) => ok).map(({ totalCents }) => totalCents)).toEqual([3_333_333, 3_333_333]);
  });

  test('is given up after a time: nobody is shown anything, and the next try may go well', async () => {
    const study = await author.create(draftOf(), 'Too long');
    await author.share(study.id, 'COORDINATOR');
    const thread = app.app.get(StandingsThread);
    const inTime = thread.standings.bind(thread);
    const standings = jest.spyOn(thread, 'standings').mockImplementationOnce((basis) => inTime(basis, 0));
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ __typename: 'StudyNotWorkedOut', code: 'STUDY_NOT_WORKED_OUT', message: expect.stringContaining('takes too long') });
    standings.mockRestore();
    expect(await neighbor.study(study.id)).toBeNull();
    expect(await cora.study(study.id)).toMatchObject({ audience: 'COORDINATOR' });
    expect(await cora.share(study.id, 'MEMBERS')).toMatchObject({ audience: 'MEMBERS' });
  });
});
